/** The errors of a run, of all its tables, with the keys of the rows they are about. */
import type { Place, PlaceContext, Visit } from '../../../place.ts';
import { isMoving, MOVING } from '../../../state/list.ts';
import { AT_START, type Scroll, scrolled } from '../../../state/scroll.ts';
import { words } from '../../../text/words.ts';
import { drawPaper, type Paragraph, paperLines, paperSight, partOf } from '../../../widgets/paper.ts';
import type { RunSubject } from '../run-subject.ts';
import type { RunView } from '../run-view.ts';
import { errorCount, errorParagraphs, leftOut, type RefusedRows } from './error-list.ts';
import { readRefusedRows } from './refused-rows.ts';

export interface ErrorsState {
  readonly paragraphs: readonly Paragraph[];
  readonly scroll: Scroll;
}

export function errorsVisit(subject: RunSubject): Visit<ErrorsState> {
  const { view } = subject.follower.followed;
  const paragraphs = errorParagraphs(view, new Map(), null);
  return { place: errorsPlace(subject), state: { paragraphs, scroll: AT_START } };
}

function errorsPlace({ follower }: RunSubject): Place<ErrorsState> {
  return {
    title: () => words().runScreen.errorsTitle,
    commands: () => MOVING,
    takesText: () => false,
    draw({ paragraphs, scroll }, room, look) {
      if (paragraphs.length === 0) return { lines: ['', `  ${words().runScreen.noErrors}`] };
      const lines = paperLines(paragraphs, room.columns);
      return { lines: drawPaper(lines, scroll, room, partOf, look) };
    },
    opened(context) {
      let shown: RunView | null = null;
      const told = () => {
        const { view } = follower.followed;
        if (shown !== null && hasSameErrors(view, shown)) return;
        shown = view;
        show(view, context);
      };
      follower.subscribe(told, context.signal);
      told();
    },
    perform(command, { update, room }) {
      if (!isMoving(command)) return;
      update((state) => {
        const { length } = paperLines(state.paragraphs, room.columns);
        return { ...state, scroll: scrolled(state.scroll, command, length, paperSight(room)) };
      });
    },
  };
}

function hasSameErrors(one: RunView, other: RunView): boolean {
  return (
    errorCount(one.report, one.skipped) === errorCount(other.report, other.skipped) &&
    one.skipped.length === other.skipped.length &&
    one.report.runId === other.report.runId
  );
}

function show(view: RunView, { update, work }: PlaceContext<ErrorsState>): void {
  work(async () => {
    const refused = await readAllRefused(view, null);
    update((state) => ({ ...state, paragraphs: errorParagraphs(view, refused, null) }), 'tick');
  });
}

/** Of one table, or of all. */
export async function readAllRefused(view: RunView, table: string | null): Promise<RefusedRows> {
  const files = leftOut(view.skipped)
    .filter((one) => one.file !== '' && (table === null || one.table === table))
    .map(({ file }) => file);
  return new Map(await Promise.all(files.map(async (file) => [file, await readRefusedRows(file)] as const)));
}
