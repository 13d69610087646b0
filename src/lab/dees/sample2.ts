/** `sample2`: a key of two columns, one of them text, and the types that are awkward to move. */
import { query, type ServerAddress } from '../servers/address.ts';
import { fill, type RowRecipe } from './fill.ts';
import { pick } from './words.ts';

const CREATE = `(
  region VARCHAR(16) NOT NULL,
  serial INT UNSIGNED NOT NULL,
  token CHAR(36) CHARACTER SET ascii NOT NULL,
  amount DECIMAL(30,10) NOT NULL,
  counter BIGINT UNSIGNED NOT NULL,
  reading FLOAT NULL,
  exact DOUBLE NULL,
  switches BIT(12) NOT NULL,
  wide_bits BIT(64) NULL,
  active TINYINT(1) NOT NULL,
  status ENUM('new','in, progress','done','완료') NULL,
  labels SET('red','green','blue') NOT NULL,
  lasted TIME NULL,
  moment DATETIME(6) NULL,
  seen TIMESTAMP(3) NULL DEFAULT NULL,
  day DATE NULL,
  digest BINARY(16) NOT NULL,
  mark VARBINARY(32) NULL,
  document JSON NULL,
  notes TEXT NULL,
  old_notes TEXT CHARACTER SET latin1 NULL,
  payload BLOB NULL,
  attachment MEDIUMBLOB NULL,
  PRIMARY KEY (region, serial),
  UNIQUE KEY by_token (token),
  KEY by_status (status, day)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci`;

const REGIONS = ['asia-north', 'ASIA-south', 'eu', "o'brien", 'América', '한국', 'a\\b', 'us-east'];
const LINES = [
  'first line\nsecond line',
  'tab\there',
  'quote " and \' and `',
  'back\\slash',
  '한글과 漢字 🙂',
  'NULL',
  '\\N',
  '',
];
const LATIN_LINES = ['café', 'Größe', 'ÿ¿¡', 'plain', ''];

const ROWS_PER_REGION = 1_000;
// MySQL 9 has taken MD5 and SHA1 away.
const HASH = 'SHA2(n, 256)';
const BYTES = 'UNHEX(SHA2(n, 384))';

const RECIPE: RowRecipe = {
  region: `CONCAT(${pick(`(n - 1) DIV ${ROWS_PER_REGION}`, REGIONS)}, (n - 1) DIV ${ROWS_PER_REGION * REGIONS.length})`,
  serial: `(n - 1) % ${ROWS_PER_REGION} * 3 + 1`,
  token: `CONCAT_WS('-', SUBSTR(${HASH}, 1, 8), SUBSTR(${HASH}, 9, 4), SUBSTR(${HASH}, 13, 4), SUBSTR(${HASH}, 17, 4), SUBSTR(${HASH}, 21, 12))`,
  amount:
    'CAST(n * 1000003 % 999999937 - 500000000 AS DECIMAL(20,0)) * CAST(12345678.0123456789 AS DECIMAL(18,10))',
  counter: '18446744073709551615 - n * 3',
  reading:
    'CASE n % 10 WHEN 0 THEN NULL WHEN 1 THEN -0.1e0 * n WHEN 2 THEN 1e-30 * n WHEN 3 THEN 1e30 * n ELSE CRC32(n) / 65537e0 END',
  exact:
    'CASE n % 10 WHEN 0 THEN NULL WHEN 1 THEN -1e300 / n WHEN 2 THEN 1e-300 / n ELSE CRC32(n) / 65537e0 END',
  switches: 'n * 37 % 4096',
  wide_bits: 'IF(n % 29 = 0, NULL, 18446744073709551615 - CRC32(n))',
  active: 'n % 2',
  status: "ELT(1 + n % 5, 'new', 'in, progress', 'done', '완료', NULL)",
  labels: "CONCAT_WS(',', IF(n & 1, 'red', NULL), IF(n & 2, 'green', NULL), IF(n & 4, 'blue', NULL))",
  lasted: 'IF(n % 31 = 0, NULL, SEC_TO_TIME(n * 7919 % 6040799 - 3020399))',
  moment:
    "IF(n % 37 = 0, NULL, TIMESTAMP('1970-01-01 00:00:00.000001') + INTERVAL (n * 86413) SECOND + INTERVAL (n * 997 % 1000000) MICROSECOND)",
  seen: "IF(n % 41 = 0, NULL, TIMESTAMP('1999-12-31 23:59:59.999') + INTERVAL (n * 6007) SECOND)",
  day: "IF(n % 43 = 0, NULL, DATE('1000-01-01') + INTERVAL (n * 29 % 3000000) DAY)",
  digest: `UNHEX(IF(n % 5 = 0, CONCAT(LEFT(${HASH}, 20), REPEAT('0', 12)), LEFT(${HASH}, 32)))`,
  mark: `CASE n % 4 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN UNHEX('00') ELSE UNHEX(${HASH}) END`,
  document: `IF(n % 6 = 0, NULL, CONCAT('{"n": ', n, ', "even": ', IF(n % 2, 'false', 'true'), ', "text": "', IF(n % 3, '한글 \\\\u00e9 \\\\"q\\\\"', 'a, b'), '", "list": [1, null, {"x": ', n % 100, '.5}]}'))`,
  notes: `IF(n % 8 = 0, NULL, REPEAT(${pick('n', LINES)}, n % 40))`,
  old_notes: `IF(n % 9 = 0, NULL, CONCAT(${pick('n', LATIN_LINES)}, n % 1000))`,
  payload: `IF(n % 7 = 0, NULL, REPEAT(${BYTES}, n % 12))`,
  // A few values far larger than a block of rows is meant to be.
  attachment: `IF(n % 1000 = 0, REPEAT(${BYTES}, 1500 + n % 7000), NULL)`,
};

export async function createSample2(server: ServerAddress, schema: string, rows: number): Promise<void> {
  await query(server, `CREATE TABLE \`${schema}\`.sample2 ${CREATE}`);
  await fill(server, schema, 'sample2', RECIPE, rows);
}
