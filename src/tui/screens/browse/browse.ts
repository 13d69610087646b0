/** Looking around in an endpoint: its schemas, their tables, and each table from near. */
import { showAddress } from '../../../model/endpoint-url.ts';
import { errorRecord } from '../../../model/errors.ts';
import { printable } from '../../layout/text.ts';
import type { Place, PlaceContext, Visit } from '../../place.ts';
import { filterAfter, filterCommands, filterText, filterTyped } from '../../state/filter.ts';
import { isMoving, MOVING, moved } from '../../state/list.ts';
import { words } from '../../text/words.ts';
import { LIST_HEAD } from '../../widgets/data-list.ts';
import { keepProved } from '../secret/known-secrets.ts';
import { askInConsole } from '../secret/secret.ts';
import { askEndpoint, waitedFor } from './asking.ts';
import { drawSchemas, SCHEMAS_HEAD } from './draw-schemas.ts';
import {
  meansTables,
  type SchemasState,
  uncounted,
  unreadSchemas,
  withCounted,
  withSchemaFilter,
  withSchemas,
} from './schemas-state.ts';
import { type BrowsedEndpoint, Shelf } from './shelf.ts';
import { tablesVisit } from './tables.ts';

type Context = PlaceContext<SchemasState>;

export function browseVisit(endpoint: BrowsedEndpoint): Visit<SchemasState> {
  return { place: schemasPlace(endpoint), state: unreadSchemas(endpoint.title) };
}

function schemasPlace(endpoint: BrowsedEndpoint): Place<SchemasState> {
  const address = printable(showAddress(endpoint.address));
  let shelf: Shelf;

  function read(context: Context): void {
    askEndpoint(context, words().browse.connecting(address), async (signal) => {
      const names = await shelf.schemas(signal);
      if (shelf.secrets !== null) keepProved(context.console, endpoint, shelf.secrets);
      context.update((state) => withSchemas(state, names, (schema) => shelf.known(schema)));
      count(context);
    });
  }

  function count(context: Context): void {
    const counted: Parameters<Shelf['countAll']>[1] = (schema, tables) =>
      context.update((state) => withCounted(state, schema, tables), 'tick');
    context.work(async (signal) => {
      try {
        await shelf.countAll(uncounted(context.state), counted, signal);
      } catch (error) {
        // Nobody asked for it just now: it is said below the list, and stands in nobody's way.
        context.update((state) => ({ ...state, error: errorRecord(error) }));
      }
    });
  }

  function openTables(context: Context): void {
    const { state, console } = context;
    const all = (state.schemas ?? []).map(({ schema }) => schema!);
    if (meansTables(state)) {
      console.open(tablesVisit(shelf, null, all, filterText(state.filter)));
      return;
    }
    const row = state.shown[state.list.at];
    if (row === undefined) return;
    const { schema } = row;
    console.open(tablesVisit(shelf, schema, schema === null ? all : [schema], null));
  }

  return {
    title: ({ title }) => title,
    commands(state) {
      const again = ['browse.again'] as const;
      if (state.schemas === null) return state.waiting === null ? again : [];
      const opens = state.shown.length > 0 || meansTables(state);
      const open = opens ? (['list.open'] as const) : [];
      if (!state.filter.open) return [...open, ...filterCommands(state.filter), ...again, ...MOVING];
      return [...(meansTables(state) ? open : []), ...filterCommands(state.filter), 'list.up', 'list.down'];
    },
    takesText: ({ filter }) => filter.open,
    draw: drawSchemas,
    opened(context) {
      shelf = new Shelf(endpoint, askInConsole(context.console), context.signal);
      read(context);
    },
    returned(context) {
      context.update((state) => waitedFor(state, 0));
      if (context.state.schemas !== null) {
        context.update((state) =>
          withSchemas(
            state,
            (state.schemas ?? []).map(({ schema }) => schema!),
            (schema) => shelf.known(schema),
          ),
        );
        count(context);
      }
    },
    perform(command, context) {
      const { state, update, room } = context;
      if (isMoving(command)) {
        const sight = Math.max(1, room.rows - SCHEMAS_HEAD - LIST_HEAD);
        update((before) => ({ ...before, list: moved(before.list, command, before.shown.length, sight) }));
      } else if (command === 'list.open') {
        openTables(context);
      } else if (command === 'browse.again') {
        shelf.forget();
        read(context);
      } else {
        const filter = filterAfter(state.filter, command);
        if (filter !== null) update((before) => withSchemaFilter(before, filter));
      }
    },
    write: (text, isPaste, { update }) =>
      update((state) => withSchemaFilter(state, filterTyped(state.filter, text, isPaste))),
  };
}
