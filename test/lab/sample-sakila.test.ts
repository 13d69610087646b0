import { expect, test } from 'vitest';
import { checksumTables } from '../support/checksum.ts';
import { loadSakila } from '../support/sakila.ts';
import { connect, describeProducts, freshSchema } from '../support/servers.ts';
import { statementsOf } from '../support/sql-script.ts';

describeProducts('the sakila sample', (server) => {
  test('loads with its views, triggers and routines', async () => {
    const a = await server('a');
    const schema = await loadSakila(a);
    const contents = await checksumTables(a, schema);
    expect(contents.rental?.rows).toBe(16_044);
    // Filled by a trigger.
    expect(contents.film_text?.rows).toBe(1_000);
    const [counts] = await a.query(
      `SELECT (SELECT COUNT(*) FROM information_schema.views WHERE table_schema = ?) AS views,
        (SELECT COUNT(*) FROM information_schema.routines WHERE routine_schema = ?) AS routines`,
      [schema, schema],
    );
    expect(counts).toEqual({ views: '7', routines: '6' });
  });
});

describeProducts('the checksum of a table', (server) => {
  test('tells a FLOAT that lost its last bit, NULL from empty text, and a doubled row', async () => {
    const a = await server('a');
    const schema = await freshSchema(a, 'oracle');
    const connection = await connect(a, { database: schema });
    for (const [table, values] of Object.entries({
      base: "(16777217e-7, NULL, 'a'), (1, '', NULL)",
      moved: "(1, '', NULL), (16777217e-7, NULL, 'a')",
      rounded: "(1.67772, NULL, 'a'), (1, '', NULL)",
      emptied: "(16777217e-7, '', 'a'), (1, '', NULL)",
      doubled: "(16777217e-7, NULL, 'a'), (1, '', NULL), (1, '', NULL)",
    })) {
      await connection.query(`CREATE TABLE ${table} (f FLOAT, v VARCHAR(9), b BLOB)`);
      await connection.query(`INSERT INTO ${table} VALUES ${values}`);
    }
    await connection.end();
    const { base, moved, ...others } = await checksumTables(a, schema);
    expect(moved).toEqual(base);
    for (const other of Object.values(others)) expect(other).not.toEqual(base);
  });
});

test('a script is cut where its delimiters stand, not where they are quoted', () => {
  const script =
    "-- it's; a\nSELECT ';' ;\nDELIMITER //\nBEGIN x; # don't;\nEND //\nDELIMITER ;\n/*!50705 SELECT 1 */;";
  expect(statementsOf(script)).toEqual([
    "-- it's; a\nSELECT ';'",
    "BEGIN x; # don't;\nEND",
    '/*!50705 SELECT 1 */',
  ]);
});
