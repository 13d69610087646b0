/** One row whole: each column in a line, and the value of one of them as far as it was read. */
import type { SampleCell, SampleRows } from '../../../endpoints/catalog-contract.ts';
import { showCell } from '../../layout/cell.ts';
import { printable } from '../../layout/text.ts';
import { wrappedWhole } from '../../layout/wrap.ts';
import type { Drawing, Place, Room, Visit } from '../../place.ts';
import {
  contains,
  type Filter,
  filterAfter,
  filterCommands,
  filterText,
  filterTyped,
  NO_FILTER,
} from '../../state/filter.ts';
import { isMoving, LIST_START, type ListPlace, MOVING, moved, placed } from '../../state/list.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { type DataColumn, drawList, LIST_HEAD } from '../../widgets/data-list.ts';
import { filterLine } from '../../widgets/filter-line.ts';

interface Value {
  readonly column: string;
  readonly cell: SampleCell;
}

interface RowState {
  readonly sample: SampleRows;
  readonly row: number;
  readonly filter: Filter;
  readonly shown: readonly Value[];
  readonly list: ListPlace;
}

const FILTER_LINES = 1;
/** Of the value below the list, with the rule above it. */
const VALUE_LINES = 6;
/** Fewer rows of the list would make it a keyhole. */
const LEAST_LIST = 8;

export function rowVisit(sample: SampleRows, row: number): Visit<RowState> {
  return {
    place: rowPlace,
    state: shownAgain({ sample, row, filter: NO_FILTER, shown: [], list: LIST_START }),
  };
}

function shownAgain(state: RowState): RowState {
  const { sample, row, filter } = state;
  const cells = sample.rows[row]!;
  const looked = filterText(filter);
  const values = sample.columns.map((column, index) => ({ column, cell: cells[index]! }));
  return { ...state, shown: values.filter(({ column }) => looked === null || contains(column, looked)) };
}

const rowPlace: Place<RowState> = {
  title: ({ row }) => words().browse.rowTitle(row + 1),
  commands: ({ filter }) =>
    filter.open
      ? [...filterCommands(filter), 'list.up', 'list.down']
      : ['list.left', 'list.right', ...filterCommands(filter), ...MOVING],
  takesText: ({ filter }) => filter.open,
  draw,
  perform(command, { state, update, room }) {
    if (isMoving(command)) {
      update((before) => ({
        ...before,
        list: moved(before.list, command, before.shown.length, sightOf(room)),
      }));
    } else if (command === 'list.left' || command === 'list.right') {
      const step = command === 'list.right' ? 1 : -1;
      update((before) => {
        const row = Math.max(0, Math.min(before.row + step, before.sample.rows.length - 1));
        return shownAgain({ ...before, row });
      });
    } else {
      const filter = filterAfter(state.filter, command);
      if (filter !== null) update((before) => shownAgain({ ...before, filter, list: LIST_START }));
    }
  },
  write: (text, isPaste, { update }) =>
    update((state) =>
      shownAgain({ ...state, filter: filterTyped(state.filter, text, isPaste), list: LIST_START }),
    ),
};

function hasValue(room: Room): boolean {
  return room.rows >= FILTER_LINES + LIST_HEAD + LEAST_LIST + VALUE_LINES;
}

function sightOf(room: Room): number {
  return Math.max(1, room.rows - FILTER_LINES - LIST_HEAD - (hasValue(room) ? VALUE_LINES : 0));
}

function draw({ sample, filter, shown, list }: RowState, room: Room, look: Look): Drawing {
  const says = words().browse;
  const all = sample.columns.length;
  const head = filterLine(
    filter,
    filterText(filter) === null ? words().counts.columns(all) : says.of(shown.length, all),
    room.columns,
    look,
  );
  const sight = sightOf(room);
  const columns = columnsOf(look);
  const lines = drawList(
    { columns, all: shown, rows: shown, place: list },
    { columns: room.columns, rows: sight + LIST_HEAD },
    look,
  );
  const at = shown[placed(list, shown.length, sight).at];
  const value = at === undefined || !hasValue(room) ? [] : valueLines(at, room, look);
  const filler = Array.from({ length: value.length === 0 ? 0 : sight + LIST_HEAD - lines.length }, () => '');
  return { lines: [...head.lines, ...lines, ...filler, ...value], cursor: head.cursor ?? null };
}

function columnsOf(look: Look): DataColumn<Value>[] {
  const { valueColumns } = words().browse;
  return [
    { title: valueColumns.column, align: 'left', shrinks: 'middle', cell: ({ column }) => printable(column) },
    {
      title: valueColumns.value,
      align: 'left',
      shrinks: 'end',
      cell: ({ cell }) => showCell(cell, look.ellipsis),
      style: ({ cell }) => (cell === null ? 'dim' : null),
    },
  ];
}

function valueLines({ column, cell }: Value, room: Room, look: Look): string[] {
  const cut = cell?.cut ?? false;
  const rule = look.paint('dim', look.rule.level.repeat(room.columns));
  const title = `  ${look.paint('bold', printable(column))}${cut ? `  ${look.paint('dim', words().browse.cut)}` : ''}`;
  const text = wrappedWhole(showCell(cell, look.ellipsis), room.columns - 4);
  return [rule, title, ...text.slice(0, VALUE_LINES - 2).map((line) => `  ${line}`)];
}
