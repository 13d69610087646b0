/** `sample1`: the large plain table. About 125 bytes a row as text, so 5 million rows are 628 MB. */
import { query, type ServerAddress } from '../servers/address.ts';
import { fill, type RowRecipe } from './fill.ts';
import { pick } from './words.ts';

const CREATE = `(
  id BIGINT NOT NULL,
  account INT NOT NULL,
  quantity INT NOT NULL,
  balance INT NULL,
  code VARCHAR(16) NOT NULL,
  label VARCHAR(80) NULL,
  price DECIMAL(12,2) NOT NULL,
  created DATETIME NOT NULL,
  ratio DOUBLE NOT NULL,
  PRIMARY KEY (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci`;

const ADJECTIVES = ['northern', 'silent', 'amber', 'second', 'winding', 'little', 'open'];
const NOUNS = ['harbour', 'orchard', 'lantern', 'meadow', 'station', 'archive', 'mountain', 'river'];

const RECIPE: RowRecipe = {
  id: 'n',
  account: 'CRC32(n) % 1000000007',
  quantity: 'n * 7919 % 10007',
  balance: 'IF(n % 101 = 0, NULL, CAST(CRC32(n + 1) AS SIGNED) - 2147483648)',
  code: "CONCAT('C', LPAD(HEX(CRC32(n * 3)), 8, '0'))",
  label: `IF(n % 47 = 0, NULL, CONCAT(${pick('n', ADJECTIVES)}, ' ', ${pick('n', NOUNS)}, ' number ', CRC32(n + 2)))`,
  price: 'CAST(n * 104729 % 1000000000 / 100 AS DECIMAL(12,2))',
  created: "TIMESTAMP('2015-01-01 00:00:00') + INTERVAL (n * 37 % 315360000) SECOND",
  ratio: 'CRC32(n + 3) / 4294967296e0',
};

/** Makes `sample1` of that many rows: 5 million take well under 90 s. */
export async function createSample1(server: ServerAddress, schema: string, rows: number): Promise<void> {
  await query(server, `CREATE TABLE \`${schema}\`.sample1 ${CREATE}`);
  await fill(server, schema, 'sample1', RECIPE, rows);
}
