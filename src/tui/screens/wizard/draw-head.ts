/** The head of the wizard: the six steps, and what has been answered so far. */
import { cut, cutMiddle, width } from '../../layout/text.ts';
import { wayLine } from '../../lines/way-lines.ts';
import type { Room } from '../../place.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import type { Draft } from './draft.ts';
import { STEPS, type StepName } from './wizard-step.ts';

export function drawHead(step: StepName, draft: Draft, room: Room, look: Look): string[] {
  return ['', stepsLine(step, room.columns, look), ...answerLines(draft, room, look), ''];
}

/** All steps where they fit, else the one that is answered now and how many there are. */
function stepsLine(step: StepName, columns: number, look: Look): string {
  const at = STEPS.indexOf(step);
  const all = STEPS.map((name, index) => {
    const says = `${index + 1} ${words().wizard.steps[name]}`;
    if (index < at) return look.paint('ok', `${look.ok} ${says}`);
    if (index > at) return look.paint('dim', `${look.dot.open} ${says}`);
    return `${look.paint('accent', look.dot.chosen)} ${look.paint('bold', says)}`;
  });
  const line = ` ${all.join('  ')}`;
  if (width(line) <= columns) return line;
  const now = words().wizard.stepOf(at + 1, STEPS.length, words().wizard.steps[step]);
  return ` ${look.paint('accent', look.dot.chosen)} ${look.paint('bold', cut(now, columns - 4, look.ellipsis))}`;
}

function answerLines({ source, target, taken }: Draft, room: Room, look: Look): string[] {
  if (source === null) return [];
  const ends = `${source.id} ${look.arrow} ${target?.id ?? look.ellipsis}`;
  const tables = taken === null ? '' : `   ${words().wizard.taken(taken.tables, taken.of)}`;
  const answers = look.paint(
    'dim',
    `   ${cutMiddle(ends, room.columns - 4 - width(tables), look.ellipsis)}${tables}`,
  );
  if (target === null) return [answers];
  const way = ` ${wayLine(source.links, target.links, look)}`;
  // Where there is little room the question itself needs it more.
  return width(way) <= room.columns && room.rows >= 18 ? [answers, way] : [answers];
}
