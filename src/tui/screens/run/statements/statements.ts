/** Every statement that the run sends to either side, as it goes; secrets are not in them. */
import { setTimeout as wait } from 'node:timers/promises';
import { readStatements } from '../../../../host/read-statements.ts';
import type { Place, PlaceContext, Visit } from '../../../place.ts';
import { filterAfter, filterCommands, filterTyped } from '../../../state/filter.ts';
import { isMoving, MOVING } from '../../../state/list.ts';
import { words } from '../../../text/words.ts';
import type { RunSubject } from '../run-subject.ts';
import { drawStatements, statementsSight } from './draw-statements.ts';
import { oneStatementVisit } from './one-statement.ts';
import { movedTo, type StatementsState, UNREAD, withFilter, withStatements } from './statements-state.ts';

/** They are many, and a person reads some. */
const LOOK_MS = 1_000;
/** What a person still looks through. */
const MOST = 2_000;

export function statementsVisit(subject: RunSubject): Visit<StatementsState> {
  return { place: statementsPlace(subject), state: UNREAD };
}

function statementsPlace({ follower }: RunSubject): Place<StatementsState> {
  /** The log grows while it is looked at; that of a run that ended is read once. */
  async function follow({ update }: PlaceContext<StatementsState>, signal: AbortSignal): Promise<void> {
    for (;;) {
      const { folder, view } = follower.followed;
      const hasEnded = view.report.outcome !== null;
      const lines = folder === null ? [] : readStatements(folder, MOST);
      update((state) => withStatements(state, lines), 'tick');
      if (hasEnded) return;
      await wait(LOOK_MS, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
    }
  }

  return {
    title: () => words().runScreen.statements.title,
    commands({ filter, shown }) {
      if (filter.open) return [...filterCommands(filter), 'list.up', 'list.down'];
      const open = shown.length > 0 ? (['list.open'] as const) : [];
      return [...open, ...filterCommands(filter), ...MOVING];
    },
    takesText: ({ filter }) => filter.open,
    draw: drawStatements,
    opened: (context) => context.work((signal) => follow(context, signal)),
    perform(command, { state, update, room, console }) {
      if (isMoving(command)) {
        update((before) => movedTo(before, command, statementsSight(room)));
      } else if (command === 'list.open') {
        const line = state.shown[state.list.at];
        if (line !== undefined) console.open(oneStatementVisit(line));
      } else {
        const filter = filterAfter(state.filter, command);
        if (filter !== null) update((before) => withFilter(before, filter));
      }
    },
    write: (text, isPaste, { update }) =>
      update((state) => withFilter(state, filterTyped(state.filter, text, isPaste))),
  };
}
