/** The list of tables with what is known of each: a few queries, however many tables there are. */
import { tableId } from '../../../model/table.ts';
import type { FactsWanted, ListedTable } from '../../catalog-contract.ts';
import type { ServerFacts } from '../ddl/server-facts.ts';
import type { Turns } from '../turns.ts';
import { type FoundTable, findTables, isOneOf } from './find-tables.ts';
import { readKeys } from './read-keys.ts';
import { MANY, readSizes, type Sizes } from './table-sizes.ts';

interface ListRequest {
  readonly schemas: readonly string[] | null;
  readonly product: ServerFacts['product'];
  readonly wanted: FactsWanted;
  readonly turns: Turns;
  /** Another session: what takes a server seconds is asked beside the rest. */
  readonly aside: () => Promise<Turns>;
}

export async function listTables(
  { schemas, product, wanted, turns, aside }: ListRequest,
  signal: AbortSignal,
): Promise<ListedTable[]> {
  const found = await turns.take(signal, (session) => findTables(session, schemas));
  const wantedOf = ({ name }: FoundTable) => wanted.of?.(name) !== false;
  const asked = found.filter((table) => table.kind === 'table' && wantedOf(table)).map(({ name }) => name);
  if (asked.length === 0) return found.map((table) => listed(table, new Map(), new Map()));
  const enough = wanted.enough ? AbortSignal.any([signal, wanted.enough]) : signal;
  const sizing = async (): Promise<Sizes> => {
    const by = asked.length < MANY ? turns : await aside();
    return await by.take(enough, (session) => readSizes(session, schemas, asked, product));
  };
  const [sizes, keys] = await Promise.all([
    sizing().catch((error: unknown): Sizes => {
      if (enough.aborted && !signal.aborted) return new Map();
      throw error;
    }),
    turns.take(signal, (session) => readKeys(session, isOneOf(schemas, asked))),
  ]);
  return found.map((table) => listed(table, keys, sizes));
}

function listed(
  { name, kind, engine }: FoundTable,
  keys: ReadonlyMap<string, readonly string[]>,
  sizes: Sizes,
): ListedTable {
  if (kind === 'view') return { name, kind, engine: null, estimatedRows: null, dataBytes: null, key: null };
  const id = tableId(name);
  const { n, bytes } = sizes.get(id) ?? { n: null, bytes: null };
  return { name, kind, engine, estimatedRows: n, dataBytes: bytes, key: keys.get(id) ?? null };
}
