/** What choosing tables asks of the source. Each question has a catalog of its own, closed when it is answered. */
import type { Catalog } from '../../../../endpoints/catalog-contract.ts';
import { errorRecord } from '../../../../model/errors.ts';
import type { TableName } from '../../../../model/table.ts';
import type { DraftEnd } from '../draft.ts';
import type { StepContext } from '../wizard-step.ts';
import { type Inside, type TablesState, withTables } from './tables-state.ts';

/** As many as fill a window; whoever wants more looks into the endpoint itself. */
const PEEKED_ROWS = 50;

export function readTables({ draft, update, work }: StepContext<TablesState>): void {
  const end = draft.source;
  if (end === null) return;
  work(async (signal) => {
    try {
      const { tables, caseSensitive } = await asked(end, signal, async (catalog) => ({
        tables: await catalog.tables(null, signal),
        caseSensitive: catalog.namesAreCaseSensitive,
      }));
      update((state) => withTables(state, tables, caseSensitive));
    } catch (error) {
      // It stands in the place of the list: without tables there is nothing else to see here.
      if (!signal.aborted) update((state) => ({ ...state, stage: errorRecord(error) }));
    }
  });
}

export function describe(context: StepContext<TablesState>, table: TableName): void {
  ask(context, table, 'columns', async (catalog, signal) => ({
    described: await catalog.describe(table, signal),
  }));
}

export function peek(context: StepContext<TablesState>, table: TableName): void {
  ask(context, table, 'peek', async (catalog, signal) => ({
    rows: await catalog.rows(table, PEEKED_ROWS, signal),
  }));
}

/** The answer comes into what is open; when that is something else by then, nobody waits for it. */
function ask(
  { draft, update, work }: StepContext<TablesState>,
  table: TableName,
  kind: Inside['kind'],
  question: (catalog: Catalog, signal: AbortSignal) => Promise<Partial<Inside>>,
): void {
  const end = draft.source;
  if (end === null) return;
  work(async (signal) => {
    const answer = await asked(end, signal, (catalog) => question(catalog, signal));
    update((state) => {
      const { inside } = state;
      const waits = inside !== null && inside.kind === kind && 'table' in inside && inside.table === table;
      return waits ? { ...state, inside: { ...inside, ...answer } as Inside } : state;
    });
  });
}

async function asked<T>(
  { address, secrets }: DraftEnd,
  signal: AbortSignal,
  question: (catalog: Catalog) => Promise<T>,
): Promise<T> {
  const { openCatalog } = await import('../../../../endpoints/registry.ts');
  const catalog = await openCatalog(address, secrets, signal);
  try {
    return await question(catalog);
  } finally {
    await catalog.close();
  }
}
