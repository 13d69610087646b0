/** How the lesson is drawn: title, what and why, hints, what was handed out, how it stands. */

import type { ConnectionNote } from '../../../lab/world/facts.ts';
import type { World } from '../../../lab/world/world.ts';
import { keyName } from '../../keys/key-name.ts';
import { padEnd, width } from '../../layout/text.ts';
import { wrapped } from '../../layout/wrap.ts';
import { errorBlock } from '../../lines/run-lines.ts';
import type { Drawing, Room } from '../../place.ts';
import { placed } from '../../state/list.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { verdictBlock } from './draw-teacher.ts';
import type { GuideState } from './guide.ts';

/** Longer lines are hard to read. */
const WIDEST = 84;
const INDENT = '  ';

export function drawGuide(state: GuideState, room: Room, look: Look): Drawing {
  const lines = guideLines(state, room, look);
  const { top } = placed({ at: state.list.at, top: 0 }, lines.length, room.rows);
  const shown = lines.slice(top, top + room.rows);
  // A lesson that goes on below says so.
  const goesOn = top + room.rows < lines.length;
  return {
    lines: goesOn ? [...shown.slice(0, -1), `${INDENT}${look.paint('dim', words().lab.guide.more)}`] : shown,
  };
}

export function guideLines({ teacher, card }: GuideState, room: Room, look: Look): string[] {
  const columns = Math.min(room.columns - 4, WIDEST);
  const { view, session } = teacher;
  const { steps, cards, guide } = words().lab;
  const fold = (line: string) => wrapped(line, columns);
  const open = card === null ? undefined : view.step.cards[card];
  if (open !== undefined) return inside(page(cards[open].title, cards[open].text, fold, look));
  const { title, text, hints } = steps[view.step.id];
  const lines = page(guide.step(view.at, view.of, title), text, fold, look);
  if (view.step.screen === 'note') lines.push('', ...handedOut(session.world, look));
  for (const hint of hints.slice(0, view.hints)) {
    lines.push('', ...fold(hint).map((line) => look.paint('accent', line)));
  }
  lines.push('', ...verdictBlock(view, columns, look));
  if (view.error !== null) {
    lines.push('', ...errorBlock(view.error, null, look).flatMap(fold));
  }
  if (view.isOver)
    lines.push('', ...fold(guide.over(keyName('app.leave'))).map((line) => look.paint('bold', line)));
  return inside(lines);
}

function page(
  title: string,
  text: readonly string[],
  fold: (line: string) => string[],
  look: Look,
): string[] {
  const head = fold(title).map((line) => look.paint('bold', line));
  return ['', ...head, ...text.flatMap((paragraph) => ['', ...fold(paragraph)])];
}

function inside(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `${INDENT}${line}`));
}

/** The note the instructor hands out, to be copied: servers of this lab alone, gone when it is. */
function handedOut({ source, target }: World, look: Look): string[] {
  const { note } = words().lab;
  const fields = ({ url, user, password, port }: ConnectionNote): (readonly [string, string])[] => [
    [note.url, url],
    [note.user, user],
    [note.password, password],
    [note.port, String(port)],
  ];
  const ends = [
    [note.source, source.note],
    ...(target === null ? [] : [[note.target, target.note] as const]),
  ] as const;
  return ends.flatMap(([title, end]) => [
    look.paint('bold', title),
    ...fields(end).map(([name, value]) => `  ${padEnd(name, LABEL - width(INDENT))}${value}`),
  ]);
}

const LABEL = 14;
