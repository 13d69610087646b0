/** How the lesson is drawn: title, what and why, hints, what was handed out, how it stands. */
import type { Screen } from '../../../lab/lessons/lesson.ts';
import type { ConnectionNote, WorldStore } from '../../../lab/world/facts.ts';
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
  const { at: top } = placed(state.list, tops(lines.length, room), 1);
  const shown = lines.slice(top, top + room.rows);
  // A lesson that goes on below says so.
  const goesOn = top + room.rows < lines.length;
  return {
    lines: goesOn ? [...shown.slice(0, -1), `${INDENT}${look.paint('dim', words().lab.guide.more)}`] : shown,
  };
}

/** How many lines can be the first in sight. */
export function tops(lines: number, { rows }: Room): number {
  return Math.max(1, lines - rows + 1);
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
  const handed = handedOut(view.step.screen, session.world, look);
  if (handed.length > 0) lines.push('', ...handed);
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

/** What the instructor hands out, as far as this place asks for it: servers of this lab alone, gone when it is. */
function handedOut(screen: Screen, { source, target, store }: World, look: Look): string[] {
  const { note } = words().lab;
  const ofSource = () => block(note.source, databaseFields(source.note), look);
  const ofTarget = () => (target === null ? [] : block(note.target, databaseFields(target.note), look));
  switch (screen) {
    case 'note':
      return [...ofSource(), ...ofTarget()];
    case 'browse.source':
    case 'endpoint.source':
      return ofSource();
    case 'browse.target':
      return ofTarget();
    case 'endpoint.target':
      return store === null ? ofTarget() : block(note.store, storeFields(store), look);
    default:
      return [];
  }
}

type NoteLine = readonly [name: string, value: string];

function databaseFields({ url, user, password, port }: ConnectionNote): NoteLine[] {
  const { note } = words().lab;
  return [
    [note.url, url],
    [note.user, user],
    [note.password, password],
    [note.port, String(port)],
  ];
}

/** By the names that the form has for them. */
function storeFields({ bucket, region, endpoint }: WorldStore): NoteLine[] {
  const { labels } = words().endpoint;
  return [
    [labels.bucket, bucket],
    [labels.region, region],
    [labels.store, endpoint],
  ];
}

function block(title: string, lines: readonly NoteLine[], look: Look): string[] {
  return [
    look.paint('bold', title),
    ...lines.map(([name, value]) => `  ${padEnd(name, LABEL - width(INDENT))}${value}`),
  ];
}

const LABEL = 14;
