/** The log of a run: what happened, in the words of the plain display, the newest in sight. */
import type { Place, PlaceContext, Visit } from '../../../place.ts';
import { isMoving, MOVING } from '../../../state/list.ts';
import { AT_END, type Scroll, scrolled } from '../../../state/scroll.ts';
import { clock } from '../../../text/numbers.ts';
import { words } from '../../../text/words.ts';
import { drawPaper, type Paragraph, paperLines, paperSight, partOf } from '../../../widgets/paper.ts';
import type { LogLine } from '../run-log.ts';
import type { RunSubject } from '../run-subject.ts';

export interface LogState {
  readonly log: readonly LogLine[];
  readonly scroll: Scroll;
}

export function logVisit(subject: RunSubject): Visit<LogState> {
  return { place: logPlace(subject), state: { log: subject.follower.followed.log, scroll: AT_END } };
}

function logPlace({ follower }: RunSubject): Place<LogState> {
  return {
    title: () => words().runScreen.log,
    commands: () => MOVING,
    takesText: () => false,
    draw({ log, scroll }, room, look) {
      const lines = paperLines(paragraphsOf(log), room.columns);
      return { lines: drawPaper(lines, scroll, room, partOf, look) };
    },
    opened({ update, signal }) {
      const told = () => update((state) => ({ ...state, log: follower.followed.log }), 'tick');
      follower.subscribe(told, signal);
    },
    perform(command, { update, room }: PlaceContext<LogState>) {
      if (!isMoving(command)) return;
      update((state) => {
        const { length } = paperLines(paragraphsOf(state.log), room.columns);
        return { ...state, scroll: scrolled(state.scroll, command, length, paperSight(room)) };
      });
    },
  };
}

const known = new WeakMap<readonly LogLine[], readonly Paragraph[]>();

function paragraphsOf(log: readonly LogLine[]): readonly Paragraph[] {
  const before = known.get(log);
  if (before !== undefined) return before;
  const paragraphs = log.map(
    ({ atMs, text, isError }): Paragraph => ({ stamp: clock(atMs), text, ...(isError && { style: 'bad' }) }),
  );
  known.set(log, paragraphs);
  return paragraphs;
}
