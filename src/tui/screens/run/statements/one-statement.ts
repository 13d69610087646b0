/** One statement of a run, whole. */
import type { StatementLine } from '../../../../host/statement-log.ts';
import type { Place, Visit } from '../../../place.ts';
import { isMoving, MOVING } from '../../../state/list.ts';
import { AT_START, type Scroll, scrolled } from '../../../state/scroll.ts';
import { words } from '../../../text/words.ts';
import { drawPaper, type Paragraph, paperLines, paperSight, partOf } from '../../../widgets/paper.ts';
import { statementParagraphs } from './draw-statements.ts';

interface OneStatementState {
  readonly paragraphs: readonly Paragraph[];
  readonly scroll: Scroll;
}

export function oneStatementVisit(line: StatementLine): Visit<OneStatementState> {
  return { place: oneStatement, state: { paragraphs: statementParagraphs(line), scroll: AT_START } };
}

const oneStatement: Place<OneStatementState> = {
  title: () => words().runScreen.statements.one,
  commands: () => MOVING,
  takesText: () => false,
  draw: ({ paragraphs, scroll }, room, look) => ({
    lines: drawPaper(paperLines(paragraphs, room.columns), scroll, room, partOf, look),
  }),
  perform(command, { update, room }) {
    if (!isMoving(command)) return;
    update((state) => {
      const { length } = paperLines(state.paragraphs, room.columns);
      return { ...state, scroll: scrolled(state.scroll, command, length, paperSight(room)) };
    });
  },
};
