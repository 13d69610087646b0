/** Numbers of binary floating point in files: every digit they have, no zeros of display, and their sign. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeProducts, freshSchema } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { copy } from './copying.ts';

const ROWS: readonly (readonly [sql: string, line: string])[] = [
  ['1, 0.1, 0.1, 0.1, 0.5', '1,0.1,0.10000000149011612,0.1,0.5'],
  ['2, 2.2250738585072014e-308, -1.5, 1234.5, 12', '2,2.2250738585072014e-308,-1.5,1234.5,12'],
  ['3, 0.30000000000000004, 0, 0, 0', '3,0.30000000000000004,0,0,0'],
];

describeProducts('doubles and floats in files', (server, product) => {
  test('have every digit and the sign of a zero', async () => {
    const source = await server('a');
    const schema = await freshSchema(source, 'doubles');
    await source.query(
      `CREATE TABLE ${schema}.numbers (id INT PRIMARY KEY, d DOUBLE, f FLOAT, fixed DOUBLE(20,4), padded DOUBLE ZEROFILL)`,
    );
    // MariaDB stores a zero without its sign.
    const zero = product === 'mysql' ? '-0' : '0';
    const rows = [...ROWS, [`4, '-0', '-0', 7, 7`, `4,${zero},${zero},7,7`]] as const;
    for (const [sql] of rows) await source.query(`INSERT INTO ${schema}.numbers VALUES (${sql})`);
    const folder = join(temporaryFolder(), 'out');
    const copied = await copy({ source, target: `file://${folder}`, schema, lanes: 1 });
    expect(copied.tables.get(`${schema}.numbers`)).toMatchObject({ rows: 4, validation: 'Validated' });
    const text = readFileSync(join(folder, schema, 'numbers', 'LOAD00000001.csv'), 'utf8');
    expect(text.trimEnd().split('\n')).toEqual(rows.map(([, line]) => line));
  });
});
