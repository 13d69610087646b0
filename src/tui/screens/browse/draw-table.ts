/** How one table is drawn: what it is, its parts, and the part that is open. */
import type { TableDescription } from '../../../endpoints/catalog-contract.ts';
import { cut, printable } from '../../layout/text.ts';
import { defaultCell, tableFacts, yesOrNo } from '../../lines/catalog-cells.ts';
import type { Drawing, Room } from '../../place.ts';
import { exact } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { type DataColumn, drawList } from '../../widgets/data-list.ts';
import { TABS_ROWS, tabLines } from '../../widgets/tabs.ts';
import { askingLines } from './asking.ts';
import { drawRows } from './draw-rows.ts';
import { PARTS, type Part, type TableState } from './table-state.ts';

/** What stands above the open part. */
export const TABLE_HEAD = 1 + TABS_ROWS;

export function drawTable(state: TableState, room: Room, look: Look): Drawing {
  const facts = look.paint('dim', cut(`  ${tableFacts(state.table)}`, room.columns, look.ellipsis));
  const names = PARTS.map((part) => partName(part, state));
  const head = [facts, ...tabLines(names, PARTS.indexOf(state.part), room.columns, look)];
  const below = { columns: room.columns, rows: room.rows - TABLE_HEAD };
  return { lines: [...head, ...drawPart(state, below, look)] };
}

function drawPart(state: TableState, room: Room, look: Look): readonly string[] {
  const { part, description, sample, lists } = state;
  const says = words().browse;
  if (part === 'rows') {
    return sample === null
      ? askingLines(state, false, room.columns, look)
      : drawRows(sample, state, room, look);
  }
  if (description === null) return askingLines(state, false, room.columns, look);
  const rows = description[part];
  if (rows.length === 0) return [`  ${part === 'columns' ? says.noColumns : says.noIndexes}`];
  const place = lists[part];
  return part === 'columns'
    ? drawList({ columns: columnColumns(), all: rows as Columns, rows: rows as Columns, place }, room, look)
    : drawList({ columns: indexColumns(), all: rows as Indexes, rows: rows as Indexes, place }, room, look);
}

type Columns = TableDescription['columns'];
type Indexes = TableDescription['indexes'];

function partName(part: Part, { description }: TableState): string {
  const name = words().browse.parts[part];
  return part === 'rows' || description === null ? name : `${name} (${exact(description[part].length)})`;
}

function columnColumns(): DataColumn<Columns[number]>[] {
  const { columnColumns: titles } = words().browsing;
  return [
    { title: titles.column, align: 'left', shrinks: 'middle', cell: ({ name }) => printable(name) },
    { title: titles.type, align: 'left', shrinks: 'end', cell: ({ type }) => printable(type) },
    {
      title: titles.nullable,
      align: 'left',
      shrinks: 'never',
      cell: ({ nullable }) => yesOrNo(nullable),
    },
    {
      title: titles.default,
      align: 'left',
      shrinks: 'end',
      goes: 1,
      cell: defaultCell,
    },
    { title: titles.extra, align: 'left', shrinks: 'end', goes: 2, cell: ({ extra }) => printable(extra) },
  ];
}

function indexColumns(): DataColumn<Indexes[number]>[] {
  const { indexColumns: titles } = words().browsing;
  return [
    { title: titles.index, align: 'left', shrinks: 'middle', cell: ({ name }) => printable(name) },
    { title: titles.unique, align: 'left', shrinks: 'never', cell: ({ unique }) => yesOrNo(unique) },
    {
      title: titles.columns,
      align: 'left',
      shrinks: 'end',
      cell: ({ columns }) => columns.map(printable).join(', '),
    },
  ];
}
