/** What a pattern and a few options ask of a catalog: its schemas, some of its tables, or tables from near. */
import type { Catalog, ListedTable } from '../../endpoints/catalog-contract.ts';
import { DmsError } from '../../model/errors.ts';
import { nearPattern, type TablePattern, tablePattern } from '../../model/match-tables.ts';
import type { TableName } from '../../model/table.ts';
import { countSchemas, type SchemaCounts } from './lists.ts';
import type { SeenTable } from './one-table.ts';

export interface Question {
  /** Null asks for the schemas. */
  readonly pattern: string | null;
  /** How many first rows; null when they were not asked for. */
  readonly rows: number | null;
  readonly columns: boolean;
  /** How many tables at most; null leaves it to the form they are shown in. */
  readonly limit: number | null;
  /** Whether rows and sizes are waited for, however long they take. */
  readonly sizes: boolean;
}

export type Seen =
  | {
      readonly kind: 'schemas';
      readonly schemas: readonly SchemaCounts[];
      readonly all: readonly ListedTable[];
      readonly sizesLeftOut: boolean;
    }
  | {
      readonly kind: 'tables';
      readonly pattern: string;
      readonly matched: readonly ListedTable[];
      /** Tables of the schemas that were looked into. */
      readonly all: readonly ListedTable[];
      readonly limit: number;
      readonly sizesLeftOut: boolean;
    }
  | {
      readonly kind: 'near';
      readonly pattern: string;
      readonly matched: readonly ListedTable[];
      readonly all: readonly ListedTable[];
      readonly seen: readonly SeenTable[];
      readonly columns: boolean;
    };

/** A list that comes at once is worth more than one that is complete: two seconds are long for a person. */
const SIZES_MS = 750;
/** As a workbench shows at first. */
const ROWS = 10;
/** Each table from near is a page of its own. */
const MOST_NEAR = 10;

/** @throws DmsError `catalog.nothing`, with names that are near */
export async function lookAround(catalog: Catalog, question: Question, signal: AbortSignal): Promise<Seen> {
  const schemas = await catalog.schemas(signal);
  if (question.pattern === null) {
    const { all, sizesLeftOut } = await list(catalog, null, question, signal);
    return { kind: 'schemas', schemas: countSchemas(schemas, all), all, sizesLeftOut };
  }
  const pattern = tablePattern(question.pattern, catalog.namesAreCaseSensitive);
  const into = schemas.filter(pattern.matchesSchema);
  const { all, sizesLeftOut } = await list(catalog, into, question, signal, pattern.matches);
  const named = pattern.named(all);
  const matched = named ? [named] : all.filter(({ name }) => pattern.matches(name));
  // A schema without tables is there all the same.
  const isEmpty = into.length > 0 && all.length === 0;
  if (matched.length === 0 && !isEmpty) throw await nothing(catalog, pattern, signal);
  const limit = question.limit ?? Number.POSITIVE_INFINITY;
  const { columns, rows } = question;
  if (isEmpty || (!named && rows === null && !columns)) {
    return { kind: 'tables', pattern: pattern.source, matched, all, limit, sizesLeftOut };
  }
  const whole = rows === null && !columns;
  const wantedRows = whole ? ROWS : rows;
  const seen: SeenTable[] = [];
  for (const table of matched.slice(0, question.limit ?? MOST_NEAR)) {
    const description = await catalog.describe(table.name, signal);
    const sample = wantedRows === null ? null : await catalog.rows(table.name, wantedRows, signal);
    seen.push({ table, description, sample });
  }
  return { kind: 'near', pattern: pattern.source, matched, all, seen, columns: columns || whole };
}

async function list(
  catalog: Catalog,
  schemas: readonly string[] | null,
  question: Question,
  signal: AbortSignal,
  of: (table: TableName) => boolean = () => true,
): Promise<{ readonly all: readonly ListedTable[]; readonly sizesLeftOut: boolean }> {
  if (question.sizes) return { all: await catalog.tables(schemas, signal, { of }), sizesLeftOut: false };
  const enough = AbortSignal.timeout(SIZES_MS);
  const all = await catalog.tables(schemas, signal, { of, enough });
  const sized = all.filter(({ kind, name }) => kind === 'table' && of(name));
  const untold = sized.length > 0 && sized.every(({ dataBytes }) => dataBytes === null);
  return { all, sizesLeftOut: enough.aborted && untold };
}

async function nothing(
  catalog: Catalog,
  pattern: TablePattern,
  signal: AbortSignal,
): Promise<DmsError<'catalog.nothing'>> {
  const near = nearPattern(pattern.source, await catalog.tables(null, signal));
  return new DmsError('catalog.nothing', {
    address: catalog.identity.address,
    pattern: pattern.source,
    near,
  });
}
