/** Tables are cut into chunks along keys of every kind; no row falls between two of them or into both. */
import { expect, test } from 'vitest';
import type { Product } from '../../src/lab/servers/program.ts';
import { checksumTables } from '../support/checksum.ts';
import { connect } from '../support/servers.ts';
import { copy, sharedSchema } from './copying.ts';
import { describeDirections } from './directions.ts';

interface KeyedTable {
  readonly name: string;
  readonly columns: string;
  /** Key values, one list per row; a note is added to each. */
  readonly keys: readonly string[];
  /** Whether the key can be walked; else the table is read as one stream. */
  readonly walks: boolean;
  readonly only?: Product;
}

const COUNT = 60;
const COMMIT_RATE = 7;
const numbered = (value: (n: number) => string | number) =>
  Array.from({ length: COUNT }, (_, n) => String(value(n)));

/** Unlike each other under every collation, in no order. */
const WORDS = numbered((n) => {
  const awkward = ["'", '\\', '"', '`', '%', '_', '\t', '\n', '\0', '한', 'É', 'z', ' '][n % 13]!;
  return `'${`${String.fromCharCode(97 + ((n * 7) % 26))}${awkward}${(n * 37) % 61}`.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\0', '\\0')}'`;
});
const CASED = numbered((n) => `'${n % 2 === 0 ? `key ${n}` : `KEY ${n}`}'`);

const TABLES: readonly KeyedTable[] = [
  { name: 'plain', columns: 'id INT PRIMARY KEY', keys: numbered((n) => n), walks: true },
  {
    name: 'sparse',
    columns: 'id BIGINT PRIMARY KEY',
    keys: numbered((n) => String(BigInt(n) ** 9n)),
    walks: true,
  },
  {
    name: 'signed',
    columns: 'id BIGINT PRIMARY KEY',
    keys: ['-9223372036854775808', '9223372036854775807', ...numbered((n) => `-${n * 3 + 1}`)],
    walks: true,
  },
  {
    name: 'unsigned',
    columns: 'id BIGINT UNSIGNED PRIMARY KEY',
    keys: ['18446744073709551615', '0', ...numbered((n) => `1844674407370955${1000 + n}`)],
    walks: true,
  },
  { name: 'descending', columns: 'id INT, PRIMARY KEY (id DESC)', keys: numbered((n) => n * 5), walks: true },
  {
    name: 'decimals',
    columns: 'id DECIMAL(40,10) PRIMARY KEY',
    keys: numbered((n) => `${n % 2 ? '-' : ''}${n}123456789012345678.${n}5`),
    walks: true,
  },
  {
    name: 'days',
    columns: 'id DATE PRIMARY KEY',
    keys: ["'0000-00-00'", "'2004-02-31'", ...numbered((n) => `'${1000 + n * 100}-12-31'`)],
    walks: true,
  },
  {
    name: 'moments',
    columns: 'id DATETIME(6) PRIMARY KEY',
    keys: [
      "'0000-00-00 00:00:00'",
      "'2004-04-31 00:00:00.5'",
      ...numbered((n) => `'2020-01-01 00:00:00.0000${10 + n}'`),
    ],
    walks: true,
  },
  {
    name: 'stamps',
    columns: 'id TIMESTAMP(3) NOT NULL PRIMARY KEY',
    keys: numbered((n) => `'2024-10-27 0${n % 2}:30:00.${100 + n}'`),
    walks: true,
  },
  {
    name: 'times',
    columns: 'id TIME(2) PRIMARY KEY',
    keys: ["'-838:59:59'", ...numbered((n) => `'${n % 2 ? '-' : ''}${n * 10}:00:00.5'`)],
    walks: true,
  },
  {
    name: 'years',
    columns: 'id YEAR PRIMARY KEY',
    keys: ['0', ...numbered((n) => 1901 + n * 4)],
    walks: true,
  },
  { name: 'words', columns: 'id VARCHAR(40) COLLATE utf8mb4_bin PRIMARY KEY', keys: WORDS, walks: true },
  {
    name: 'cased',
    columns: 'id VARCHAR(40) COLLATE utf8mb4_general_ci PRIMARY KEY',
    keys: CASED,
    walks: true,
  },
  {
    name: 'awkward',
    columns: 'id VARCHAR(40) COLLATE utf8mb4_unicode_ci PRIMARY KEY',
    keys: WORDS,
    walks: true,
  },
  {
    name: 'german',
    columns: 'id CHAR(40) CHARACTER SET latin1 COLLATE latin1_german2_ci PRIMARY KEY',
    keys: CASED,
    walks: true,
  },
  {
    name: 'gbk',
    columns: 'id VARCHAR(40) CHARACTER SET gbk PRIMARY KEY',
    keys: numbered((n) => `CONCAT(_gbk X'955C', '${n}')`),
    walks: true,
  },
  { name: 'utf16', columns: 'id VARCHAR(40) CHARACTER SET utf16 PRIMARY KEY', keys: WORDS, walks: true },
  {
    name: 'words_0900',
    columns: 'id VARCHAR(40) COLLATE utf8mb4_0900_ai_ci PRIMARY KEY',
    keys: CASED,
    walks: true,
    only: 'mysql',
  },
  {
    name: 'bytes',
    columns: 'id BINARY(16) PRIMARY KEY',
    keys: numbered((n) => `UNHEX(LEFT(SHA2(${n}, 256), 32))`),
    walks: true,
  },
  {
    name: 'short_bytes',
    columns: 'id VARBINARY(20) PRIMARY KEY',
    keys: ["''", "X'00'", "X'0000'", ...numbered((n) => `CHAR(92, ${n}, 10, 39)`)],
    walks: true,
  },
  {
    name: 'uuids',
    columns: 'id UUID PRIMARY KEY',
    keys: numbered((n) => `'${String(n).padStart(8, '0')}-e89b-12d3-a456-42665544000${n % 10}'`),
    walks: true,
    only: 'mariadb',
  },
  {
    name: 'addresses',
    columns: 'id INET6 PRIMARY KEY',
    keys: numbered((n) => `'::ffff:10.0.0.${n}'`),
    walks: true,
    only: 'mariadb',
  },
  {
    name: 'composite',
    columns: 'a INT, b VARCHAR(20) COLLATE utf8mb4_general_ci, c DATE, PRIMARY KEY (a, b, c)',
    // One value of the first column holds most rows.
    keys: numbered(
      (n) => `${n < 50 ? 1 : n}, '${['x', 'Y', "it''s"][n % 3]}', '2020-01-01' + INTERVAL ${n} DAY`,
    ),
    walks: true,
  },
  {
    name: 'by_unique',
    columns: 'x INT, id INT NOT NULL, UNIQUE KEY (id)',
    keys: numbered((n) => `NULL, ${n}`),
    walks: true,
  },
  { name: 'partitions', columns: 'id INT PRIMARY KEY', keys: numbered((n) => n * 11), walks: true },
  { name: 'empty', columns: 'id INT PRIMARY KEY', keys: [], walks: true },
  { name: 'keyless', columns: 'id INT', keys: [...numbered((n) => n % 5), 'NULL'], walks: false },
  {
    name: 'by_nullable',
    columns: 'id INT NULL, UNIQUE KEY (id)',
    keys: ['NULL', 'NULL', ...numbered((n) => n)],
    walks: false,
  },
  {
    name: 'by_beginning',
    columns: 'id VARCHAR(40) NOT NULL, PRIMARY KEY (id(3))',
    keys: numbered((n) => `'${100 + n} and more'`),
    walks: false,
  },
  { name: 'chosen', columns: "id ENUM('z','y','x') PRIMARY KEY", keys: ["'z'", "'y'", "'x'"], walks: false },
  { name: 'floating', columns: 'id DOUBLE PRIMARY KEY', keys: numbered((n) => `${n}.1e0`), walks: false },
  { name: 'switched', columns: 'id BIT(7) PRIMARY KEY', keys: numbered((n) => n), walks: false },
];

describeDirections('a table', ({ from, ends }) => {
  test('is walked along its key in many chunks, or read as one stream, and is whole either way', async () => {
    const { source, target } = ends;
    const schema = await sharedSchema(source, target, 'keys');
    const tables = TABLES.filter(({ only }) => only === undefined || only === from);
    const connection = await connect(source, { database: schema });
    await connection.query(
      "SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_ALL_TABLES,ALLOW_INVALID_DATES'",
    );
    for (const { name, columns, keys } of tables) {
      const partitions = name === 'partitions' ? 'PARTITION BY HASH (id) PARTITIONS 5' : '';
      await connection.query(
        `CREATE TABLE \`${name}\` (note VARCHAR(20), ${columns}) ENGINE=InnoDB CHARACTER SET utf8mb4 ${partitions}`,
      );
      const rows = keys.map((key, at) => `('row ${at}', ${key})`);
      if (rows.length > 0) await connection.query(`INSERT INTO \`${name}\` VALUES ${rows.join(', ')}`);
    }
    await connection.end();
    const copied = await copy({
      source,
      target,
      schema,
      lanes: 3,
      taskSettings: { FullLoadSettings: { CommitRate: COMMIT_RATE } },
    });
    expect(copied.errors.slice(0, 1)).toEqual([]);
    const states = [...copied.tables.values()].map(
      ({ source: table, validation }) => `${table} ${validation}`,
    );
    expect(states.filter((state) => !state.endsWith(' Validated'))).toEqual([]);
    expect(copied.outcome).toBe('done');
    const plan = copied.events.find((event) => event.type === 'plan')!;
    for (const { name, keys, walks } of tables) {
      const { chunksDone, rows } = copied.tables.get(`${schema}.${name}`)!;
      const { key } = plan.tables.find((table) => table.source === `${schema}.${name}`)!;
      const enough = keys.length > COMMIT_RATE;
      expect({ name, rows, hasKey: key !== null, isCut: chunksDone > 1 }).toEqual({
        name,
        rows: keys.length,
        hasKey: walks,
        isCut: enough,
      });
    }
    expect(withoutAddresses(await checksumTables(target, schema))).toEqual(
      withoutAddresses(await checksumTables(source, schema)),
    );
  });
});

/** Texts on MySQL, types of their own on MariaDB: the comparison of the servers themselves speaks for them. */
function withoutAddresses(contents: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(contents).filter((name) => name !== 'uuids' && name !== 'addresses');
  return Object.fromEntries(names.map((name) => [name, contents[name]]));
}
