/** Tables of one schema or of all, and which of them a filter or a pattern leaves. */
import type { ListedTable } from '../../../endpoints/catalog-contract.ts';
import { DmsError } from '../../../model/errors.ts';
import { countTables, type TableCounts, tablePattern } from '../../../model/match-tables.ts';
import { showTable } from '../../../model/table.ts';
import { contains, type Filter, filterText, NO_FILTER } from '../../state/filter.ts';
import { LIST_START, type ListPlace } from '../../state/list.ts';
import { type TextField, textField } from '../../state/text-field.ts';
import { type Asking, NOT_ASKING } from './asking.ts';

export interface TablesState extends Asking {
  /** Null for those of all schemas. */
  readonly schema: string | null;
  readonly caseSensitive: boolean;
  /** In the order of their names; null before they were read. */
  readonly tables: readonly ListedTable[] | null;
  /** Whether only their names are known so far. */
  readonly namesOnly: boolean;
  readonly all: TableCounts;
  readonly filter: Filter;
  readonly shown: readonly ListedTable[];
  readonly matched: TableCounts;
  /** Why what is written is no pattern; null when it is one. */
  readonly problem: string | null;
  readonly list: ListPlace;
}

const NONE: TableCounts = countTables([]);

export function unreadTables(schema: string | null, pattern: string | null): TablesState {
  const field: TextField = textField(pattern ?? '');
  return {
    ...NOT_ASKING,
    schema,
    caseSensitive: true,
    tables: null,
    namesOnly: false,
    all: NONE,
    filter: { ...NO_FILTER, field },
    shown: [],
    matched: NONE,
    problem: null,
    list: LIST_START,
  };
}

export function withTables(
  state: TablesState,
  tables: readonly ListedTable[],
  { namesOnly, caseSensitive }: Pick<TablesState, 'namesOnly' | 'caseSensitive'>,
): TablesState {
  return shownAgain({ ...state, tables, namesOnly, caseSensitive, all: countTables(tables) });
}

export function withTableFilter(state: TablesState, filter: Filter): TablesState {
  const isOther = filter.field.text !== state.filter.field.text;
  if (!isOther) return { ...state, filter };
  return shownAgain({ ...state, filter, list: LIST_START });
}

function shownAgain(state: TablesState): TablesState {
  const { tables, filter, all } = state;
  const looked = filterText(filter);
  if (tables === null) return state;
  if (looked === null) return { ...state, shown: tables, matched: all, problem: null };
  try {
    const shown = matching(tables, looked, state);
    return { ...state, shown, matched: countTables(shown), problem: null };
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('usage')) throw error;
    return { ...state, shown: [], matched: NONE, problem: error.facts.problem };
  }
}

/** What holds a dot, a `%` or a backtick is a pattern; all else is a part of a name. @throws DmsError 'usage' */
function matching(
  tables: readonly ListedTable[],
  written: string,
  { schema, caseSensitive }: TablesState,
): readonly ListedTable[] {
  if (!/[.%`]/.test(written)) {
    const nameOf = ({ name }: ListedTable) => (schema === null ? showTable(name) : name.table);
    return tables.filter((table) => contains(nameOf(table), written));
  }
  const pattern = tablePattern(wholePattern(written, schema), caseSensitive);
  const named = pattern.named(tables);
  return named ? [named] : tables.filter(({ name }) => pattern.matches(name));
}

/** Without a dot, the pattern of a table in the schema one is in; with nothing behind the dot yet, all of them. */
function wholePattern(written: string, schema: string | null): string {
  if (/[^\\]\.$/.test(written)) return `${written}%`;
  const hasDot = /(?:^|[^\\])\./.test(written.replace(/`(?:[^`]|``)*`/g, ''));
  if (hasDot || schema === null) return written;
  return `\`${schema.replaceAll('`', '``')}\`.${written}`;
}
