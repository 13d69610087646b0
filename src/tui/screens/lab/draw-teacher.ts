/** What the teacher of a lab shows beside every place: the step, and what is still missing of it. */
import { keyName } from '../../keys/key-name.ts';
import { cut, width } from '../../layout/text.ts';
import { wrapped } from '../../layout/wrap.ts';
import { missingLine, seenLines } from '../../lines/lab-lines.ts';
import type { Room } from '../../place.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import type { TeacherView } from './teacher.ts';

/** Two lines: which step it is, and how it stands. */
export function stripLines(view: TeacherView, columns: number, look: Look): readonly string[] {
  const { steps, guide } = words().lab;
  const title = guide.step(view.at, view.of, steps[view.step.id].title);
  const key = `${look.paint('accent', 'ctrl+g')} ${guide.open}`;
  const room = columns - width(key) - 4;
  const head = ` ${look.paint('bold', cut(title, room, look.ellipsis))}`;
  const gap = Math.max(2, columns - 1 - width(head) - width(key));
  return [`${head}${' '.repeat(gap)}${key}`, cut(` ${standing(view, look)}`, columns, look.ellipsis)];
}

/** One line of how the step stands. */
function standing({ doing, verdict, error }: TeacherView, look: Look): string {
  const { guide } = words().lab;
  if (doing !== null) return `${look.paint('accent', look.running)} ${doing.at(-1) ?? guide.doing}`;
  if (error !== null) return look.paint('bad', `${look.bad} ${guide.failed}`);
  if (verdict === null) return look.paint('dim', guide.looking);
  if (verdict.holds)
    return look.paint('ok', `${look.ok} ${guide.holds(keyName('lab.guide'), keyName('lab.next'))}`);
  const [missing] = verdict.missing;
  return missing === undefined ? '' : `${look.dot.open} ${missingLine(missing)}`;
}

export function panelLines(view: TeacherView, room: Room, look: Look): readonly string[] {
  const { steps, guide } = words().lab;
  const { title, text, hints } = steps[view.step.id];
  const fold = (line: string) => wrapped(line, room.columns);
  const head = [
    look.paint('dim', guide.count(view.at, view.of)),
    ...fold(title).map((line) => look.paint('bold', line)),
  ];
  const shown = hints
    .slice(0, view.hints)
    .flatMap((hint) => ['', ...fold(hint).map((line) => look.paint('accent', line))]);
  const below = [
    '',
    ...verdictBlock(view, room.columns, look),
    '',
    `${look.paint('accent', 'ctrl+g')} ${guide.open}`,
  ];
  const paragraphs = text.flatMap((paragraph) => ['', ...fold(paragraph)]);
  // What is still missing stays in sight, however long the lesson is.
  const left = Math.max(0, room.rows - head.length - below.length);
  return [...head, ...[...paragraphs, ...shown].slice(0, left), ...below].slice(0, room.rows);
}

/** What was seen, and what is missing. */
export function verdictBlock(view: TeacherView, columns: number, look: Look): string[] {
  const { verdict, doing, error } = view;
  const { guide } = words().lab;
  const item = (mark: string, line: string) =>
    wrapped(line, columns - 2).map((part, index) => `${index === 0 ? mark : ' '} ${part}`);
  if (doing !== null) {
    const lines = doing.length === 0 ? [guide.doing] : doing.slice(-MOST_DOING);
    return lines.flatMap((line) => item(look.paint('accent', look.running), line));
  }
  if (error !== null) return [];
  if (verdict === null) return [look.paint('dim', guide.looking)];
  const seen = verdict.seen.flatMap((one) => seenLines(one).slice(0, 1));
  const found = seen.flatMap((line) => item(look.paint('ok', look.ok), line));
  if (verdict.holds)
    return [...found, look.paint('ok', guide.holds(keyName('lab.guide'), keyName('lab.next')))];
  return [...found, ...verdict.missing.flatMap((one) => item(look.dot.open, missingLine(one)))];
}

const MOST_DOING = 4;
