/** `movies`: a film list with everything that breaks a careless copy in its texts. */
import { query, type ServerAddress } from '../servers/address.ts';
import { fill, type RowRecipe } from './fill.ts';
import { pick } from './words.ts';

/** As many as the film list that many courses use. */
const MOVIES_ROWS = 62_423;

const CREATE = `(
  movie_id INT UNSIGNED NOT NULL,
  title VARCHAR(200) NOT NULL,
  genres VARCHAR(100) NOT NULL,
  year YEAR NULL,
  rating DECIMAL(3,1) NULL,
  votes INT UNSIGNED NOT NULL DEFAULT 0,
  tagline VARCHAR(120) NULL,
  overview TEXT NULL,
  added TIMESTAMP NULL DEFAULT NULL,
  PRIMARY KEY (movie_id),
  KEY by_year (year)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci`;

const SUBJECTS = [
  'Usual Visitors, The',
  'A "Quiet" Evening',
  "It's a Long Way",
  'Amélie à la plage',
  'Straße der Träume, Die',
  '괴물의 여름',
  '서울, 겨울 1964',
  'Robots 🤖 vs. Dinosaurs 🦖',
  'C:\\Windows\\of\\Time',
  'Half\tand Half',
  'Two\nLines',
  'Carriage\r\nReturn',
  'Semicolon; or, the Pause',
  '100% Wolf_',
  '\\N',
  'Plain Sailing',
  'Kaguya-hime no monogatari',
  'Ιθάκη',
  'Война и мир',
  '  Spaces around  ',
];
const GENRES = [
  'Action',
  'Adventure',
  'Animation',
  'Comedy',
  'Crime',
  'Drama',
  'Sci-Fi',
  '(no genres listed)',
];
const SENTENCES = [
  'A stranger arrives, "just for one night", and stays.',
  "Nobody's map shows the village.\nNobody asks why.",
  '아무도 기억하지 못하는 약속, 그리고 바다.',
  'The last train left an hour ago; the first one never came 🚂.',
  'Deux sœurs héritent d’une boulangerie.',
  'Everything is backed up to D:\\backup\\, except the truth.',
];

const SOME_SENTENCES = `CONCAT(${pick('n', SENTENCES)}, ' ', ${pick('n DIV 6', SENTENCES)}, ' ', REPEAT(CONCAT(${pick('n DIV 36', SENTENCES)}, ' '), n % 9))`;

const RECIPE: RowRecipe = {
  // With gaps, as in a list that has lost entries over the years.
  movie_id: 'IF(n <= 10000, n, 10000 + (n - 10000) * 4 - n % 3)',
  title: `CONCAT(${pick('n * 7', SUBJECTS)}, IF(n <= 20, '', CONCAT(' ', n)), IF(n % 13 = 0, '', CONCAT(' (', 1930 + n % 95, ')')))`,
  genres: `CONCAT_WS('|', ${pick('n', GENRES)}, IF(n % 3 = 0, ${pick('n DIV 3', GENRES)}, NULL), IF(n % 5 = 0, ${pick('n DIV 5', GENRES)}, NULL))`,
  year: 'IF(n % 13 = 0, NULL, 1930 + n % 95)',
  rating: 'IF(n % 17 = 0, NULL, CAST((n * 31 % 91 + 10) / 10 AS DECIMAL(3,1)))',
  votes: 'CRC32(n) % 2000000',
  // Nothing, empty and blank are three different things.
  tagline: `CASE n % 7 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN ' ' ELSE ${pick('n', SENTENCES)} END`,
  overview: `IF(n % 11 = 0, NULL, IF(n % 23 = 0, '', ${SOME_SENTENCES}))`,
  added: `IF(n % 19 = 0, NULL, TIMESTAMP('2001-02-03 04:05:06') + INTERVAL (n * 9973 % 700000000) SECOND)`,
};

export async function createMovies(server: ServerAddress, schema: string): Promise<void> {
  await query(server, `CREATE TABLE \`${schema}\`.movies ${CREATE}`);
  await fill(server, schema, 'movies', RECIPE, MOVIES_ROWS);
}
