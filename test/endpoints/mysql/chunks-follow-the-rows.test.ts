/** Where chunks end over a single integer, whatever crowds and holes it has. */
import { expect, test } from 'vitest';
import { passwordOnly } from '../../../src/endpoints/contract.ts';
import { openMysqlSource } from '../../../src/endpoints/mysql/source.ts';
import type { Key } from '../../../src/model/chunk.ts';
import type { MysqlAddress } from '../../../src/model/endpoint-url.ts';
import { parseEndpointUrl } from '../../../src/model/endpoint-url.ts';
import { mappingsFromPatterns } from '../../../src/model/patterns.ts';
import { planTable } from '../../../src/model/plan-table.ts';
import { selectTables } from '../../../src/model/select-tables.ts';
import { defaultTaskSettings } from '../../../src/model/task-settings-parser.ts';
import { describeProducts, freshSchema } from '../../support/servers.ts';

const WANTED = 2_000;
const CROWD = 20_000;

/** Numbers 1…20,000 as the expression says. */
const NUMBERS = `WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < ${CROWD}) SELECT`;

interface Crowded {
  readonly name: string;
  readonly fill: readonly string[];
  /** The server counted when the table was empty, and not since. */
  readonly stale?: true;
}

const KEYS: readonly Crowded[] = [
  { name: 'without holes', fill: ['i'] },
  { name: 'without holes, in a table that is empty by its statistics,', fill: ['i'], stale: true },
  { name: 'with a hole as large as half of all numbers', fill: ['i - 30000', 'i + 4000000000000000000'] },
  { name: 'growing ever sparser', fill: ['i * i * i'] },
  { name: 'with a crowd behind lonely numbers', fill: ['IF(i < 50, i * 1000000000, 100000000000 + i)'] },
];

describeProducts('a table whose integer key is', (server, product) => {
  test.each(KEYS)(
    '$name is cut into chunks of like size that hold every row once',
    async ({ fill, stale }) => {
      const mine = await server('a');
      const schema = await freshSchema(mine, 'chunks');
      await mine.query(
        `CREATE TABLE ${schema}.crowded (id BIGINT PRIMARY KEY, word CHAR(40)) STATS_PERSISTENT=1 ${stale ? 'STATS_AUTO_RECALC=0' : ''}`,
      );
      for (const key of fill) {
        const insert = `INSERT INTO ${schema}.crowded ${NUMBERS}`;
        await mine.query(
          product === 'mysql'
            ? `${insert} /*+ SET_VAR(cte_max_recursion_depth = ${CROWD}) */ ${key}, 'x' FROM n`
            : `SET STATEMENT max_recursive_iterations = ${CROWD} FOR ${insert} ${key}, 'x' FROM n`,
        );
      }
      if (!stale) await mine.query(`ANALYZE TABLE ${schema}.crowded`);
      const { signal } = new AbortController();
      const { address } = parseEndpointUrl(mine.url(), 'source');
      const source = await openMysqlSource(address as MysqlAddress, passwordOnly(mine.password), signal);
      const mappings = mappingsFromPatterns([`${schema}.%`], []);
      const [selected] = selectTables(mappings, await source.tables(signal), {
        caseSensitive: true,
      }).selected;
      const shape = await source.shape(selected!.name, signal);
      const { plan } = planTable(selected!, shape, mappings, defaultTaskSettings(), { caseSensitive: true });
      const snapshot = await source.snapshot([plan], 1, signal);
      try {
        const rows: number[] = [];
        for (let low: Key | null = null, more = true; more; ) {
          const high: Key | null = await snapshot.readers[0]!.boundary(plan, low, WANTED, signal);
          rows.push((await snapshot.readers[0]!.digest(plan, { low, high }, 'stored', signal)).rows);
          more = high !== null;
          low = high;
        }
        expect(rows.reduce((sum, one) => sum + one)).toBe(CROWD * fill.length);
        expect(Math.max(...rows)).toBeLessThanOrEqual(WANTED * 4);
        expect(rows.length).toBeLessThanOrEqual(((CROWD * fill.length) / WANTED) * 4);
      } finally {
        await snapshot.close();
        await source.close();
      }
    },
  );
});
