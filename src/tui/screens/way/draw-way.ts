/** The whole way as one picture, and below it the hops of each end. */
import { keyName } from '../../keys/key-name.ts';
import { padStart } from '../../layout/text.ts';
import { wrapped } from '../../layout/wrap.ts';
import { errorOnScreen } from '../../lines/error-on-screen.ts';
import { hopPathLines } from '../../lines/hop-path.ts';
import { wayLine } from '../../lines/way-lines.ts';
import type { Drawing, Room } from '../../place.ts';
import type { MovingCommand } from '../../state/list.ts';
import { firstLine, type Scroll, scrolled } from '../../state/scroll.ts';
import { words } from '../../text/words.ts';
import { chooseLook, type Look } from '../../theme/look.ts';
import { drawForm } from '../../widgets/form.ts';
import { partOf } from '../../widgets/paper.ts';
import { linksOfEnd, type TestedEnd, type WayState, waySpecs } from './way-state.ts';

const ROLES = ['source', 'target'] as const;

function sentence(text: string, { columns }: Room): string[] {
  return wrapped(text, columns - 4).map((line) => `  ${line}`);
}

export function drawWay(state: WayState, room: Room, look: Look): Drawing {
  const { endpoints, ends } = state;
  const says = words().wholeWay;
  if (endpoints === null) return { lines: [] };
  const lacking = ROLES.find((role) => !endpoints.some((one) => one.role === role));
  if (lacking !== undefined)
    return {
      lines: [
        '',
        ...sentence(says.lacking[lacking](keyName('app.back'), keyName(`endpoint.new-${lacking}`)), room),
      ],
    };
  const head = headLines(state, room, look);
  if (ends === null) {
    const explained = sentence(says.explain(keyName('way.test')), room);
    return { lines: [...head, ...explained.map((line) => look.paint('dim', line))] };
  }
  const told = toldLines(ends, room, look);
  const rows = room.rows - head.length;
  if (told.length <= rows) return { lines: [...head, ...told] };
  const sight = sightBelow(head, room);
  const from = firstLine(state.scroll, told.length, sight);
  const shown = told.slice(from, from + sight);
  const foot = padStart(partOf(from + 1, from + shown.length, told.length), room.columns - 1);
  return { lines: [...head, ...shown, look.paint('dim', foot)] };
}

/** Where one is after such a move: what the ends tell may be longer than the window. */
export function wayScrolled(state: WayState, command: MovingCommand, room: Room): Scroll {
  if (state.ends === null) return state.scroll;
  const sight = sightBelow(headLines(state, room, PLAIN), room);
  return scrolled(state.scroll, command, toldLines(state.ends, room, PLAIN).length, sight);
}

/** For counting lines, which no colour changes. */
const PLAIN = chooseLook({ unicode: true, colour: false });

/** The last row says where one is. */
function sightBelow(head: readonly string[], room: Room): number {
  return Math.max(1, room.rows - head.length - 1);
}

/** What stays in sight: the two ends, and how far the way is open. */
function headLines(state: WayState, room: Room, look: Look): string[] {
  const formSays = {
    label: (name: string) => words().wizard.steps[name as 'source' | 'target'],
    hint: () => words().wholeWay.hint,
    option: (_name: string, option: string) => option,
  };
  const form = drawForm(state.form, waySpecs(state), formSays, room.columns - 2, look);
  const way = state.ends === null ? [] : [...wrappedWay(state.ends, room.columns, look), ''];
  return ['', ...form.lines.map((line) => ` ${line}`), '', ...way];
}

function toldLines(ends: NonNullable<WayState['ends']>, room: Room, look: Look): string[] {
  return ROLES.flatMap((role) => endLines(role, ends[role], room.columns, look));
}

function wrappedWay(ends: NonNullable<WayState['ends']>, columns: number, look: Look): string[] {
  const line = wayLine(linksOfEnd(ends.source), linksOfEnd(ends.target), look);
  return wrapped(line, columns - 2).map((part) => `  ${part}`);
}

function endLines(
  role: 'source' | 'target',
  { planned, hops, speed }: TestedEnd,
  columns: number,
  look: Look,
): string[] {
  const title = `  ${look.paint('bold', words().wizard.steps[role])}`;
  const path = hopPathLines(planned, hops, columns, look);
  const failed = hops.find((hop) => hop.error !== null);
  const error = failed?.error ? errorOnScreen(failed.error, look, columns) : [];
  const fast = speed === null ? [] : [look.paint('dim', `  ${words().hops.speed(speed)}`)];
  return [title, ...path, ...error, ...fast];
}
