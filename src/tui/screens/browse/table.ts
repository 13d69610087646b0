/** One table from near. */
import type { ListedTable } from '../../../endpoints/catalog-contract.ts';
import { lastLeft } from '../../layout/sheet-window.ts';
import type { Place, PlaceContext, Visit } from '../../place.ts';
import { isMoving, MOVING } from '../../state/list.ts';
import { words } from '../../text/words.ts';
import { LIST_HEAD } from '../../widgets/data-list.ts';
import { askEndpoint } from './asking.ts';
import { FIRST_ROWS, MARK_COLUMNS, SHEET_LINES } from './draw-rows.ts';
import { drawTable, TABLE_HEAD } from './draw-table.ts';
import { rowVisit } from './row.ts';
import { sampleSheet } from './sample-sheet.ts';
import type { Shelf } from './shelf.ts';
import {
  listed,
  movedInTable,
  movedSideways,
  type TableState,
  turnedPart,
  unreadTable,
} from './table-state.ts';

/** The widest mark of a cut there is: going right ends where all can be seen on any terminal. */
const WIDEST_ELLIPSIS = '...';

export function tableVisit(shelf: Shelf, table: ListedTable): Visit<TableState> {
  return { place: tablePlace(shelf), state: unreadTable(table) };
}

function tablePlace(shelf: Shelf): Place<TableState> {
  function read(context: PlaceContext<TableState>): void {
    const { name } = context.state.table;
    askEndpoint(context, words().browse.readingTable(name.table), async (signal) => {
      const description = await shelf.describe(name, signal);
      context.update((state) => ({ ...state, description }));
      const sample = await shelf.rows(name, FIRST_ROWS, signal);
      context.update((state) => ({ ...state, sample }));
    });
  }

  return {
    title: ({ table }) => table.name.table,
    commands(state) {
      const isSheet = state.part === 'rows' && listed(state) > 0;
      const sheet = isSheet ? (['list.open', 'list.left', 'list.right'] as const) : [];
      const again = state.waiting === null ? (['browse.again'] as const) : [];
      return [...sheet, 'view.next', ...again, 'view.previous', ...MOVING];
    },
    takesText: () => false,
    draw: drawTable,
    opened: read,
    perform(command, context) {
      const { state, update, room, console } = context;
      if (isMoving(command)) {
        const head = TABLE_HEAD + (state.part === 'rows' ? SHEET_LINES : LIST_HEAD);
        update((before) => movedInTable(before, command, Math.max(1, room.rows - head)));
      } else if (command === 'view.next' || command === 'view.previous') {
        update((before) => turnedPart(before, command === 'view.next' ? 1 : -1));
      } else if (command === 'list.left' || command === 'list.right') {
        if (state.sample === null) return;
        const measured = sampleSheet(state.sample, state.description, WIDEST_ELLIPSIS);
        const most = lastLeft(measured, room.columns - MARK_COLUMNS);
        update((before) => movedSideways(before, command === 'list.right' ? 1 : -1, most));
      } else if (command === 'list.open') {
        if (state.sample !== null) console.open(rowVisit(state.sample, state.lists.rows.at));
      } else if (command === 'browse.again') {
        read(context);
      }
    },
  };
}
