/** `posters`: large objects of all sizes, in a schema of their own beside `dees`. */
import { query, type ServerAddress } from '../servers/address.ts';
import { fill, type RowRecipe } from './fill.ts';

export const POSTERS_SCHEMA = 'dees_media';

const CREATE = `(
  poster_id INT UNSIGNED NOT NULL,
  title VARCHAR(100) NOT NULL,
  image MEDIUMBLOB NULL,
  screenplay MEDIUMTEXT NULL,
  PRIMARY KEY (poster_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci`;

const ROWS = 60;

/** 48 bytes that differ from row to row. */
const BYTES = 'UNHEX(SHA2(n, 384))';

const RECIPE: RowRecipe = {
  poster_id: 'n',
  title: "CONCAT('포스터 / Poster no. ', n)",
  // Most are small; every fifth is some 100 kB, and one of each twenty over a megabyte.
  image: `CASE WHEN n % 13 = 0 THEN NULL WHEN n % 20 = 0 THEN REPEAT(${BYTES}, 25000 + n * 100)
    WHEN n % 5 = 0 THEN REPEAT(${BYTES}, 2000 + n * 40) ELSE REPEAT(${BYTES}, 20 + n * 5) END`,
  screenplay: `IF(n % 7 = 0, NULL, REPEAT(CONCAT('INT. 부엌 - 밤 / NIGHT ', n, '\\n"Who is there?" 아무도 대답하지 않는다.\\n'), IF(n % 10 = 0, 3000, 30)))`,
};

export async function createPosters(server: ServerAddress): Promise<void> {
  await query(server, `CREATE SCHEMA IF NOT EXISTS ${POSTERS_SCHEMA} CHARACTER SET utf8mb4`);
  await query(server, `CREATE TABLE ${POSTERS_SCHEMA}.posters ${CREATE}`);
  await fill(server, POSTERS_SCHEMA, 'posters', RECIPE, ROWS);
}
