/** A list of tables does not wait for a server that takes long to tell how large they are. */
import { expect, test } from 'vitest';
import { lookAround, type Question } from '../../src/cli/tables/look-around.ts';
import { seenLines } from '../../src/cli/tables/seen-lines.ts';
import type { Catalog, FactsWanted, ListedTable } from '../../src/endpoints/catalog-contract.ts';
import { chooseLook } from '../../src/tui/theme/look.ts';

const table: ListedTable = {
  name: { schema: 'dees', table: 'movies' },
  kind: 'table',
  engine: 'InnoDB',
  estimatedRows: 1_000,
  dataBytes: 64_000,
  key: ['id'],
};
const goesOn = new AbortController().signal;

/** Tells sizes after so long, and not at all once that is enough. */
function catalogThatTakes(ms: number, kind: ListedTable['kind'] = 'table'): Catalog {
  const tables = async (_schemas: unknown, _signal: AbortSignal, { enough }: FactsWanted = {}) => {
    const told = Promise.withResolvers<ListedTable>();
    const timer = setTimeout(() => told.resolve(table), ms);
    enough?.addEventListener('abort', () => told.resolve({ ...table, estimatedRows: null, dataBytes: null }));
    const one = await told.promise;
    clearTimeout(timer);
    return [{ ...one, kind }];
  };
  return { schemas: async () => ['dees'], tables, namesAreCaseSensitive: true } as unknown as Catalog;
}

async function seen(ms: number, question: Partial<Question>, kind?: ListedTable['kind']): Promise<string> {
  const asked = { pattern: 'dees.%', rows: null, columns: false, limit: null, sizes: false, ...question };
  const look = chooseLook({ unicode: false, colour: false });
  return seenLines(await lookAround(catalogThatTakes(ms, kind), asked, goesOn), null, look).join('\n');
}

const HINT = 'Rows and sizes are left out: this server takes long to tell them. All of them: --sizes.';

test.each([{ pattern: 'dees.%' }, { pattern: null }])(
  'sizes that come late are left out: %o',
  async (one) => {
    const start = performance.now();
    const text = await seen(60_000, one);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(text).not.toContain('~1');
    expect(text.endsWith(HINT)).toBe(true);
  },
);

test.each([
  { ms: 0, question: {} },
  { ms: 2_000, question: { sizes: true } },
])('sizes that come in time, or are waited for, are shown: %o', async ({ ms, question }) => {
  const text = await seen(ms, question);
  expect(text).toContain('1 of 1 table, ~1,000 rows, 64.0 kB');
  expect(text).not.toContain(HINT);
});

test('views have no sizes that could be left out', async () => {
  expect(await seen(60_000, {}, 'view')).not.toContain(HINT);
});
