/** The tables of a schema or of all: found by part of a name or by a pattern, with how much that is. */
import type { Place, PlaceContext, Visit } from '../../place.ts';
import { filterAfter, filterCommands, filterTyped } from '../../state/filter.ts';
import { isMoving, MOVING, moved } from '../../state/list.ts';
import { words } from '../../text/words.ts';
import { LIST_HEAD } from '../../widgets/data-list.ts';
import { askEndpoint } from './asking.ts';
import { drawTables, TABLES_HEAD } from './draw-tables.ts';
import type { Shelf } from './shelf.ts';
import { tableVisit } from './table.ts';
import { type TablesState, unreadTables, withTableFilter, withTables } from './tables-state.ts';

/** `schema` is null for those of all `schemas`; `pattern` is what is looked for from the start. */
export function tablesVisit(
  shelf: Shelf,
  schema: string | null,
  schemas: readonly string[],
  pattern: string | null,
): Visit<TablesState> {
  return { place: tablesPlace(shelf, schemas), state: unreadTables(schema, pattern) };
}

function tablesPlace(shelf: Shelf, schemas: readonly string[]): Place<TablesState> {
  function read(context: PlaceContext<TablesState>): void {
    const says = words().browse;
    const of = context.state.schema ?? says.allSchemas;
    askEndpoint(context, says.readingTables(of), async (signal) => {
      const caseSensitive = await shelf.namesAreCaseSensitive(signal);
      const names = await shelf.names(schemas, signal);
      if (names !== null)
        context.update((state) => withTables(state, names, { namesOnly: true, caseSensitive }));
      const tables = await shelf.tables(schemas, signal);
      context.update((state) => withTables(state, tables, { namesOnly: false, caseSensitive }));
    });
  }

  return {
    title: ({ schema }) => schema ?? words().browse.allSchemas,
    commands({ tables, waiting, shown, filter }) {
      const again = ['browse.again'] as const;
      if (tables === null) return waiting === null ? again : [];
      const open = shown.length > 0 ? (['list.open'] as const) : [];
      if (filter.open) return [...filterCommands(filter), 'list.up', 'list.down'];
      return [...open, ...filterCommands(filter), ...again, ...MOVING];
    },
    takesText: ({ filter }) => filter.open,
    draw: drawTables,
    opened: read,
    perform(command, context) {
      const { state, update, room, console } = context;
      if (isMoving(command)) {
        const sight = Math.max(1, room.rows - TABLES_HEAD - LIST_HEAD);
        update((before) => ({ ...before, list: moved(before.list, command, before.shown.length, sight) }));
      } else if (command === 'list.open') {
        const table = state.shown[state.list.at];
        if (table !== undefined) console.open(tableVisit(shelf, table));
      } else if (command === 'browse.again') {
        shelf.forget();
        read(context);
      } else {
        const filter = filterAfter(state.filter, command);
        if (filter !== null) update((before) => withTableFilter(before, filter));
      }
    },
    write: (text, isPaste, { update }) =>
      update((state) => withTableFilter(state, filterTyped(state.filter, text, isPaste))),
  };
}
