/** One table of a run from near. */

import { DmsError } from '../../../../model/errors.ts';
import type { EndpointRole } from '../../../../model/hops.ts';
import { showTable } from '../../../../model/table.ts';
import type { Place, PlaceContext, Visit } from '../../../place.ts';
import { isMoving, MOVING } from '../../../state/list.ts';
import { words } from '../../../text/words.ts';
import { askEndpoint } from '../../browse/asking.ts';
import type { Shelf } from '../../browse/shelf.ts';
import { tableVisit as browsedTableVisit } from '../../browse/table.ts';
import { askInConsole } from '../../secret/secret.ts';
import { errorParagraphs } from '../errors/error-list.ts';
import { readAllRefused } from '../errors/errors.ts';
import { nameOf } from '../peek.ts';
import type { RunSubject } from '../run-subject.ts';
import { drawTable, partLines, partSight } from './draw-table.ts';
import { readSpeed } from './past-speed.ts';
import { movedInTable, newTable, type TableState, tableTold, turnedPart } from './table-state.ts';

type Context = PlaceContext<TableState>;

export function tableVisit(subject: RunSubject, source: string): Visit<TableState> {
  return { place: tablePlace(subject, source), state: newTable(source, tableNow(subject, source)) };
}

function tablePlace(subject: RunSubject, source: string): Place<TableState> {
  /** One for each side, opened when it is first looked into. */
  const shelves = new Map<EndpointRole, Promise<Shelf>>();

  function shelfOf(role: EndpointRole, { console, signal }: Context): Promise<Shelf> {
    const opened = shelves.get(role) ?? subject.ends.look(role, askInConsole(console), signal);
    shelves.set(role, opened);
    return opened;
  }

  async function definitionOn(
    role: EndpointRole,
    context: Context,
    signal: AbortSignal,
  ): Promise<string | null> {
    const shelf = await shelfOf(role, context);
    const name = await nameOf(shelf, context.state.table.statistics[role], signal);
    return name === null ? null : await shelf.definition(name, signal);
  }

  function readDefinitions(context: Context): void {
    askEndpoint(context, words().runScreen.definition.reading, async (signal) => {
      try {
        // One after the other: two questions for a password at once cannot be answered.
        const ofSource = await definitionOn('source', context, signal);
        const ofTarget = await definitionOn('target', context, signal);
        context.update((state) => ({ ...state, definitions: { source: ofSource, target: ofTarget } }));
      } catch (error) {
        if (!isDeclined(error)) throw error;
        // The rest of the table can be seen without it.
        context.update((state) => ({ ...state, part: 'chunks' }));
      }
    });
  }

  function openPart(context: Context): void {
    const { part, definitions, waiting } = context.state;
    if (part === 'definition' && definitions === null && waiting === null) readDefinitions(context);
  }

  /** Opens its rows, columns and indexes as they are on that side. */
  function browse(role: EndpointRole, context: Context): void {
    const shown = context.state.table.statistics[role];
    context.work(async (signal) => {
      try {
        const shelf = await shelfOf(role, context);
        const name = await nameOf(shelf, shown, signal);
        const tables = name === null ? [] : await shelf.tables([name.schema], signal);
        const listed = tables.find((one) => showTable(one.name) === shown);
        if (listed === undefined) throw new DmsError('table.gone', { table: shown });
        context.console.open(browsedTableVisit(shelf, listed));
      } catch (error) {
        if (!isDeclined(error)) throw error;
      }
    });
  }

  return {
    title: ({ table }) => table.statistics.source,
    commands: ({ part }) => [
      'view.next',
      'view.previous',
      'run.target-rows',
      'run.source-rows',
      ...(part === 'definition' ? (['browse.again'] as const) : []),
      ...MOVING,
    ],
    takesText: () => false,
    draw: drawTable,
    opened(context) {
      const told = () => {
        const table = tableNow(subject, source);
        const atMs = subject.follower.followed.view.progress?.elapsedMs ?? 0;
        if (table !== undefined) context.update((state) => tableTold(state, table, atMs), 'tick');
      };
      subject.follower.subscribe(told, context.signal);
      followErrors(subject, source, context);
      readPast(subject, source, context);
    },
    perform(command, context) {
      const { update, room } = context;
      if (isMoving(command)) {
        update((state) => movedInTable(state, command, partLines(state, room), partSight(state, room)));
      } else if (command === 'view.next' || command === 'view.previous') {
        update((state) => turnedPart(state, command === 'view.next' ? 1 : -1));
        openPart(context);
      } else if (command === 'run.target-rows') browse('target', context);
      else if (command === 'run.source-rows') browse('source', context);
      else if (command === 'browse.again') {
        update((state) => ({ ...state, definitions: null, error: null }));
        openPart(context);
      }
    },
  };
}

/** The person would not say a password. */
function isDeclined(error: unknown): boolean {
  return error instanceof DmsError && error.is('interrupted');
}

function tableNow({ follower }: RunSubject, source: string) {
  const { tables, places } = follower.followed.view;
  return tables[places.get(source) ?? -1];
}

/** What was before this screen was opened. */
function readPast({ follower }: RunSubject, source: string, { update, work }: Context): void {
  const { folder } = follower.followed;
  if (folder === null) return;
  work(async (signal) => {
    const speed = await readSpeed(folder, source, signal);
    update((state) => ({ ...state, speed }), 'tick');
  });
}

/** Read again when there is one more of them: files of rows left out grow. */
function followErrors({ follower }: RunSubject, source: string, { update, work, signal }: Context): void {
  let shown = '';
  const told = () => {
    const { view } = follower.followed;
    const { runId, errors, differences } = view.report;
    const mark = `${runId} ${errors.length} ${differences.length} ${view.skipped.length}`;
    if (mark === shown) return;
    shown = mark;
    work(async () => {
      const refused = await readAllRefused(view, source);
      const paragraphs = errorParagraphs(view, refused, source);
      update((state) => ({ ...state, errors: paragraphs }), 'tick');
    });
  };
  follower.subscribe(told, signal);
  told();
}
