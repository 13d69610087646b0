/** First rows: every type readable, long values cut on the server, in the order of the key. */
import { beforeAll, expect, test } from 'vitest';
import type { Catalog, SampleCell } from '../../../../src/endpoints/catalog-contract.ts';
import { connect, describeProducts, freshSchema, type TestServer } from '../../../support/servers.ts';
import { catalogOf, goesOn } from './catalog-of.ts';

const text = (value: string, cut = false): SampleCell => ({ text: value, cut });
const hex = (value: string, cut = false): SampleCell => ({ hex: value, cut });

/** A column, the value put in, and the cell that shows it. */
const VALUES: readonly (readonly [type: string, sql: string, cell: SampleCell])[] = [
  ['BIGINT UNSIGNED', '18446744073709551615', text('18446744073709551615')],
  [
    'DECIMAL(40,10)',
    "'123456789012345678901234567890.0123456789'",
    text('123456789012345678901234567890.0123456789'),
  ],
  ['FLOAT', '0.1', text('0.1')],
  ['FLOAT', '16777216', text('16777216')],
  ['FLOAT', '1.17549435e-38', text('1.1754944e-38')],
  ['DOUBLE', '0.1', text('0.1')],
  [
    'BIT(64)',
    "b'1111111111111111111111111111111111111111111111111111111111111111'",
    text('18446744073709551615'),
  ],
  ['BIT(3)', "b'101'", text('5')],
  ['YEAR', '1901', text('1901')],
  ['DATE', "'0000-00-00'", text('0000-00-00')],
  ['TIME(3)', "'-838:59:58.999'", text('-838:59:58.999')],
  ['DATETIME(6)', "'2026-02-03 04:05:06.789012'", text('2026-02-03 04:05:06.789012')],
  ['TIMESTAMP NULL', "'2026-02-03 04:05:06'", text('2026-02-03 04:05:06')],
  ['VARCHAR(20)', 'NULL', null],
  ['VARCHAR(20)', "''", text('')],
  ['VARCHAR(20)', "'NULL'", text('NULL')],
  ['VARCHAR(20) CHARACTER SET latin1', "'naïve €'", text('naïve €')],
  ['VARCHAR(20) CHARACTER SET utf16', "'영화 🎬'", text('영화 🎬')],
  ['VARCHAR(20) CHARACTER SET utf32', "'e\u0301 漢'", text('e\u0301 漢')],
  ['VARCHAR(20) CHARACTER SET euckr', "'한국어'", text('한국어')],
  ['VARCHAR(20) CHARACTER SET sjis', "'日本語'", text('日本語')],
  ['VARCHAR(20) COLLATE utf8mb4_bin', "'a\\nb\\0c'", text('a\nb\0c')],
  ['CHAR(5)', "'ab'", text('ab')],
  ["ENUM('작은', 'large')", "'작은'", text('작은')],
  ["SET('a', 'b')", "'a,b'", text('a,b')],
  ['TEXT', "REPEAT('영', 300)", text('영'.repeat(300))],
  ['TEXT', "REPEAT('🎬', 301)", text('🎬'.repeat(300), true)],
  ['BINARY(4)', "X'00FF'", hex('00ff0000')],
  ['VARBINARY(10)', "''", hex('')],
  ['BLOB', "REPEAT(X'AB', 128)", hex('ab'.repeat(128))],
  ['BLOB', "REPEAT(X'AB', 129)", hex('ab'.repeat(128), true)],
  ['JSON', '\'{"a": "값"}\'', text('{"a": "값"}')],
  ['GEOMETRY', "ST_GeomFromText('POINT(1 2.5)')", text('POINT(1 2.5)')],
];

describeProducts('the first rows of a table', (server, product) => {
  let there: TestServer;
  let catalog: Catalog;
  let schema: string;
  beforeAll(async () => {
    there = await server('a');
    schema = await freshSchema(there, 'rows');
    catalog = await catalogOf(there);
  });

  async function make(table: string, columns: string, rows: string): Promise<void> {
    const maker = await connect(there, { database: schema });
    await maker.query("SET SESSION sql_mode = '', time_zone = '+00:00'");
    await maker.query(`CREATE TABLE ${table} (${columns})`);
    await maker.query(`INSERT INTO ${table} ${rows}`);
    await maker.end();
  }

  test('show a value of every type and character set as it is', async () => {
    const columns = VALUES.map(([type], at) => `c${at} ${type}`);
    await make('types', columns.join(', '), `VALUES (${VALUES.map(([, sql]) => sql).join(', ')})`);
    const { rows } = await catalog.rows({ schema, table: 'types' }, 10, goesOn);
    expect(rows).toHaveLength(1);
    const seen = VALUES.map(([type], at) => [type, rows[0]![at]]);
    expect(seen).toEqual(VALUES.map(([type, , cell]) => [type, cell]));
  });

  test('come in the order of the key, as many as asked for', async () => {
    await make(
      'ordered',
      'a INT, b VARCHAR(5), PRIMARY KEY (b, a)',
      "VALUES (2, 'x'), (1, 'x'), (9, 'w'), (3, 'y')",
    );
    const { rows } = await catalog.rows({ schema, table: 'ordered' }, 3, goesOn);
    expect(rows).toEqual([
      [text('9'), text('w')],
      [text('1'), text('x')],
      [text('2'), text('x')],
    ]);
  });

  test('of a table whose columns have awkward names are read all the same', async () => {
    await make('awkward', '`a``b` INT, `select` INT, `번호` INT', 'VALUES (1, 2, 3)');
    const sample = await catalog.rows({ schema, table: 'awkward' }, 1, goesOn);
    expect(sample).toEqual({ columns: ['a`b', 'select', '번호'], rows: [[text('1'), text('2'), text('3')]] });
  });

  test('of an empty table are none, under its columns', async () => {
    await make('nothing', 'a INT, b INT', 'SELECT 1, 2 FROM DUAL WHERE 1 = 0');
    expect(await catalog.rows({ schema, table: 'nothing' }, 5, goesOn)).toEqual({
      columns: ['a', 'b'],
      rows: [],
    });
  });

  test('bring only the beginning of values of 64 MB, and soon', async () => {
    await make(
      'big',
      'id INT PRIMARY KEY, b LONGBLOB, t LONGTEXT',
      "VALUES (1, REPEAT(X'00FF', 32 * 1024 * 1024), REPEAT('영', 8 * 1024 * 1024))",
    );
    const start = performance.now();
    const { rows } = await catalog.rows({ schema, table: 'big' }, 10, goesOn);
    expect(performance.now() - start).toBeLessThan(3_000);
    expect(rows).toEqual([[text('1'), hex('00ff'.repeat(64), true), text('영'.repeat(300), true)]]);
  });

  test('show a geometry of thousands of points by its first bytes', async () => {
    const points = Array.from({ length: 1_000 }, (_, at) => `${at} ${at}`).join(',');
    await make('shapes', 'g GEOMETRY', `VALUES (ST_GeomFromText('LINESTRING(${points})')), (NULL)`);
    const { rows } = await catalog.rows({ schema, table: 'shapes' }, 10, goesOn);
    expect(rows[0]![0]).toMatchObject({ hex: expect.stringMatching(/^[0-9a-f]{256}$/), cut: true });
    expect(rows[1]![0]).toBeNull();
  });

  test('show the types that only this product has', async () => {
    const only =
      product === 'mysql'
        ? {
            columns: 'a VECTOR(2), b POINT SRID 4326',
            rows: "VALUES (STRING_TO_VECTOR('[1,2]'), ST_GeomFromText('POINT(37.5 127)', 4326))",
            cells: [text('[1.00000e+00,2.00000e+00]'), text('POINT(37.5 127)')],
          }
        : {
            columns: 'a INET6, b UUID',
            rows: "VALUES ('2001:db8::1', '123e4567-e89b-12d3-a456-426655440000')",
            cells: [text('2001:db8::1'), text('123e4567-e89b-12d3-a456-426655440000')],
          };
    await make('modern', only.columns, only.rows);
    const { rows } = await catalog.rows({ schema, table: 'modern' }, 1, goesOn);
    expect(rows[0]).toEqual(only.cells);
  });
});
