/** Choosing tables: what the source has, the rules that choose of it, and where one is in the picture. */
import type { ListedTable, SampleRows, TableDescription } from '../../../../endpoints/catalog-contract.ts';
import type { ErrorRecord } from '../../../../model/errors.ts';
import { selectTables } from '../../../../model/select-tables.ts';
import { type TableName, type TableSummary, tableId } from '../../../../model/table.ts';
import { LIST_START, type ListPlace } from '../../../state/list.ts';
import type { TextField } from '../../../state/text-field.ts';
import { mappingsOf, type Rule, type SourceTables } from './rules.ts';

export interface TablesState {
  /** `reading` until the list of tables is there. */
  readonly stage: 'reading' | 'ready' | ErrorRecord;
  readonly source: SourceTables;
  readonly listed: readonly ListedTable[];
  readonly rules: readonly Rule[];
  readonly pane: 'tree' | 'rules';
  /** Schemas whose tables are out of sight. */
  readonly shut: readonly string[];
  readonly filter: string;
  readonly tree: ListPlace;
  readonly ruleList: ListPlace;
  /** What is being typed below the lists; null for nothing. */
  readonly prompt: Prompt | null;
  /** What stands in the stead of the lists. */
  readonly inside: Inside | null;
}

export type Prompt =
  | { readonly kind: 'filter' | 'pattern'; readonly field: TextField }
  | { readonly kind: 'rename-table'; readonly table: TableName; readonly field: TextField }
  | {
      readonly kind: 'rename-column';
      readonly table: TableName;
      readonly column: string;
      readonly field: TextField;
    };

export type Inside =
  | {
      readonly kind: 'columns';
      readonly table: TableName;
      readonly described: TableDescription | null;
      readonly list: ListPlace;
    }
  | {
      readonly kind: 'peek';
      readonly table: TableName;
      readonly rows: SampleRows | null;
      /** The first column in sight. */
      readonly across: number;
    }
  | { readonly kind: 'json'; readonly list: ListPlace };

export function newTables(rules: readonly Rule[]): TablesState {
  return {
    stage: 'reading',
    source: { tables: [], caseSensitive: true },
    listed: [],
    rules,
    pane: 'tree',
    shut: [],
    filter: '',
    tree: LIST_START,
    ruleList: LIST_START,
    prompt: null,
    inside: null,
  };
}

/** With few schemas all are open, with many only their names are shown. */
const MOST_OPEN = 3;

export function withTables(
  state: TablesState,
  listed: readonly ListedTable[],
  caseSensitive: boolean,
): TablesState {
  const tables = listed.map(summaryOf);
  const schemas = [...new Set(tables.map((table) => table.name.schema))];
  const shut = schemas.length > MOST_OPEN ? schemas : [];
  return { ...state, stage: 'ready', listed, source: { tables, caseSensitive }, shut };
}

function summaryOf({ name, kind, engine, estimatedRows, dataBytes }: ListedTable): TableSummary {
  return { name, kind, engine, estimatedRows: estimatedRows ?? 0, dataBytes: dataBytes ?? 0 };
}

export interface Taken {
  /** By `tableId`. */
  readonly ids: ReadonlySet<string>;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
}

const NOTHING: Taken = { ids: new Set(), tables: 0, rows: 0, bytes: 0 };

let last: { rules: readonly Rule[]; source: SourceTables; taken: Taken } | null = null;

/** What the rules take. Kept for the next picture: with ten thousand tables it is work. */
export function takenOf({ rules, source }: Pick<TablesState, 'rules' | 'source'>): Taken {
  if (last?.rules === rules && last.source === source) return last.taken;
  const taken = computed(rules, source);
  last = { rules, source, taken };
  return taken;
}

function computed(rules: readonly Rule[], { tables, caseSensitive }: SourceTables): Taken {
  if (!rules.some((rule) => rule['rule-type'] === 'selection')) return NOTHING;
  const { selected } = selectTables(mappingsOf(rules), tables, { caseSensitive });
  const ids = new Set(selected.map(({ name }) => tableId(name)));
  const chosen = tables.filter(({ name }) => ids.has(tableId(name)));
  return {
    ids,
    tables: chosen.length,
    rows: chosen.reduce((sum, table) => sum + table.estimatedRows, 0),
    bytes: chosen.reduce((sum, table) => sum + table.dataBytes, 0),
  };
}
