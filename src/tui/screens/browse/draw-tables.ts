/** How the tables of an endpoint are drawn. */
import type { ListedTable } from '../../../endpoints/catalog-contract.ts';
import { showTable } from '../../../model/table.ts';
import { printable } from '../../layout/text.ts';
import { wrapped } from '../../layout/wrap.ts';
import { engineCell, keyCell, rowsCell, sizeCell } from '../../lines/catalog-cells.ts';
import type { Drawing, Room } from '../../place.ts';
import { filterText } from '../../state/filter.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { type DataColumn, drawList } from '../../widgets/data-list.ts';
import { filterLine } from '../../widgets/filter-line.ts';
import { askingLines } from './asking.ts';
import type { TablesState } from './tables-state.ts';

/** The line above the list, and a blank one. */
export const TABLES_HEAD = 2;

export function drawTables(state: TablesState, room: Room, look: Look): Drawing {
  const asking = askingLines(state, state.tables !== null, room.columns, look);
  const { tables, shown, filter, list } = state;
  if (tables === null) return { lines: ['', ...asking] };
  const head = filterLine(filter, headWords(state), room.columns, look);
  const below = asking.length > 0 ? asking : emptyLines(state, room.columns);
  const rows = Math.max(2, room.rows - TABLES_HEAD - below.length);
  const lines = drawList(
    { columns: columnsOf(state, look), all: tables, rows: shown, place: list },
    { columns: room.columns, rows },
    look,
  );
  return { lines: [...head.lines, '', ...lines, ...below], cursor: head.cursor ?? null };
}

function headWords({ all, matched, filter }: TablesState): string {
  const says = words().browse;
  if (filter.open && filter.field.text === '') return says.patternHint;
  return filterText(filter) === null ? words().browsing.tables(all) : words().browsing.matched(matched, all);
}

function emptyLines({ filter, shown, problem }: TablesState, columns: number): string[] {
  if (shown.length > 0) return [];
  const says = words().browse;
  const looked = filterText(filter);
  const why = problem ?? (looked === null ? says.noTables : says.nothingMatches(looked));
  return wrapped(printable(why), columns - 4).map((line) => `  ${line}`);
}

function columnsOf({ schema, namesOnly }: TablesState, look: Look): DataColumn<ListedTable>[] {
  const { tableColumns } = words().browsing;
  const known = (cell: (table: ListedTable) => string) => (namesOnly ? () => look.ellipsis : cell);
  return [
    {
      title: tableColumns.table,
      align: 'left',
      shrinks: 'middle',
      cell: ({ name }) => printable(schema === null ? showTable(name) : name.table),
    },
    { title: tableColumns.rows, align: 'right', shrinks: 'never', cell: known(rowsCell) },
    { title: tableColumns.size, align: 'right', shrinks: 'never', cell: known(sizeCell) },
    { title: tableColumns.engine, align: 'left', shrinks: 'end', goes: 2, cell: known(engineCell) },
    { title: tableColumns.key, align: 'left', shrinks: 'end', goes: 1, cell: known(keyCell) },
  ];
}
