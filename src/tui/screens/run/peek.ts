/** The first rows of a table on the target, once a run has ended. */
import type { SampleRows, TableDescription } from '../../../endpoints/catalog-contract.ts';
import { DmsError } from '../../../model/errors.ts';
import type { TableStatistics } from '../../../model/events.ts';
import { showTable, type TableName } from '../../../model/table.ts';
import type { Shelf } from '../browse/shelf.ts';

export type Peek =
  /** There is nothing to look at, or nobody who may. */
  | { readonly kind: 'none' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly table: string; readonly seen: SeenRows }
  | { readonly kind: 'failed' };

export interface SeenRows {
  readonly sample: SampleRows;
  readonly description: TableDescription;
}

/** Enough to recognise the data by. */
const PEEK_ROWS = 5;

/** The first table that has rows; null when none has. */
export function tableToPeek(tables: readonly TableStatistics[]): string | null {
  return tables.find(({ rows, compared }) => rows > 0 || (compared?.target ?? 0) > 0)?.target ?? null;
}

/** What cannot be read is no reason to disturb anybody: the run itself is told of elsewhere. */
export async function peekAt(shelf: Shelf, target: string, signal: AbortSignal): Promise<Peek> {
  try {
    const name = await nameOf(shelf, target, signal);
    if (name === null) return { kind: 'failed' };
    const description = await shelf.describe(name, signal);
    const sample = await shelf.rows(name, PEEK_ROWS, signal);
    return { kind: 'read', table: target, seen: { sample, description } };
  } catch (error) {
    if (signal.aborted) throw error;
    return { kind: error instanceof DmsError && error.is('interrupted') ? 'none' : 'failed' };
  }
}

/** Events name a table as people read it, and a schema may have a dot in its name. */
export async function nameOf(shelf: Shelf, shown: string, signal: AbortSignal): Promise<TableName | null> {
  const schemas = (await shelf.schemas(signal)).filter((schema) => shown.startsWith(`${schema}.`));
  const names = schemas.map((schema) => ({ schema, table: shown.slice(schema.length + 1) }));
  if (names.length < 2) return names[0] ?? null;
  const tables = await shelf.tables(schemas, signal);
  return tables.find(({ name }) => showTable(name) === shown)?.name ?? null;
}
