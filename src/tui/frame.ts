/** The frame around every place: where one is, and which keys act. Never taller or wider than the window. */
import type { Console } from './console.ts';
import type { CommandId } from './keys/commands.ts';
import { keySign } from './keys/key-name.ts';
import { type Keymap, shownKey } from './keys/keymap.ts';
import { cut, cutMiddle, cutStyled, padEnd, printable, width } from './layout/text.ts';
import { wrappedWhole } from './layout/wrap.ts';
import { LEAST_ROOM } from './least-room.ts';
import { drawOverlay } from './overlays/draw-overlay.ts';
import type { Drawing, Room } from './place.ts';
import { shareRoom } from './room.ts';
import { type ConsoleState, top } from './state/console-state.ts';
import { isMoving } from './state/list.ts';
import { words } from './text/words.ts';
import type { Look } from './theme/look.ts';

const NAME = 'dms-tui';

/** Exactly as many lines as the window has rows. */
export function drawConsole(console: Console, room: Room, look: Look): Drawing {
  if (room.columns < LEAST_ROOM.columns || room.rows < LEAST_ROOM.rows) return tooSmall(room);
  const state = console.store.get();
  const notice = noticeLines(state, room, look);
  const rest = { ...room, rows: room.rows - Math.max(0, notice.length - 1) };
  const { body, panel, strip } = shareRoom(rest, console.companion, look);
  const inside = drawInside(console, state, body, look);
  const rule = look.paint('dim', look.rule.level.repeat(room.columns));
  const above = [header(state, room.columns, look), rule, ...(strip.length > 0 ? [...strip, rule] : [])];
  const beside = panel === null ? null : console.companion!.panel(panel, look);
  const middle = filled(inside.lines, body.rows).map((line, row) =>
    beside === null ? line : besideEach(line, beside[row] ?? '', body.columns, look),
  );
  const { cursor = null } = inside;
  return {
    lines: [
      ...above,
      ...middle,
      // A notice stands in the stead of the rule above the footer.
      ...(notice.length === 0 ? [rule] : notice),
      footer(console, state, room.columns, look),
    ],
    cursor:
      cursor && cursor.row < body.rows ? { column: cursor.column, row: cursor.row + above.length } : null,
  };
}

function besideEach(line: string, other: string, columns: number, look: Look): string {
  return `${padEnd(cutStyled(line, columns), columns)} ${look.paint('dim', look.rule.upright)} ${other}`;
}

/** Most of the window stays with the place. */
const NOTICE_SHARE = 1 / 3;

/** In as many lines as it takes to be read whole. */
function noticeLines({ notice }: ConsoleState, { columns, rows }: Room, look: Look): string[] {
  if (notice === null) return [];
  const { line: text, isGood } = notice;
  const mark = ` ${isGood ? look.ok : look.warn} `;
  const inside = columns - width(mark) - 1;
  const most = Math.floor(rows * NOTICE_SHARE);
  const lines = wrappedWhole(printable(text), inside);
  const shown = lines.slice(0, most);
  if (lines.length > most) shown[most - 1] = cut(`${shown[most - 1]}${look.ellipsis}`, inside, look.ellipsis);
  const below = ' '.repeat(width(mark));
  return shown.map((line, at) => look.paint(isGood ? 'ok' : 'warn', `${at === 0 ? mark : below}${line}`));
}

function drawInside(console: Console, state: ConsoleState, body: Room, look: Look): Drawing {
  if (state.overlay !== null) return drawOverlay(state.overlay, console, body, look);
  const entry = top(state);
  return entry.place.draw(entry.state, body, look);
}

function filled(lines: readonly string[], rows: number): string[] {
  return Array.from({ length: rows }, (_, row) => lines[row] ?? '');
}

function header(state: ConsoleState, columns: number, look: Look): string {
  const path = state.stack.map((entry) => printable(entry.place.title(entry.state)));
  const crumbs = path.join(` ${look.crumb} `);
  const room = columns - NAME.length - 4 - (state.status === '' ? 0 : width(state.status) + 3);
  const left = ` ${look.paint('bold', NAME)}  ${cutMiddle(crumbs, Math.max(10, room), look.ellipsis)}`;
  const gap = columns - 1 - width(left) - width(state.status);
  return gap < 2 ? left : `${left}${' '.repeat(gap)}${look.paint('dim', state.status)}`;
}

function footer(console: Console, state: ConsoleState, columns: number, look: Look): string {
  if (state.overlay?.kind === 'leave') {
    const { yes, no } = words().frame.leave;
    const answers: readonly Hint[] = [
      ['enter', yes],
      ['esc', no],
    ];
    return hints([], answers, columns, look);
  }
  if (state.overlay !== null) return hints([], [['esc', words().commands['app.back']]], columns, look);
  return footerOf(console.offered(), console.keymap, columns, look);
}

type Hint = readonly [key: string, says: string];

/** The first ones as far as there is room, and always those that lead out of here. */
function footerOf(commands: readonly CommandId[], keymap: Keymap, columns: number, look: Look): string {
  const hintsOf = (some: readonly CommandId[]) =>
    some.flatMap((command): Hint[] => {
      const key = keySign(keymap, command);
      return key === null ? [] : [[key, words().commands[command]]];
    });
  // A key does what the first of its commands does.
  const acting = commands.filter(
    (command, index) =>
      commands.findIndex((one) => shownKey(keymap, one) === shownKey(keymap, command)) === index,
  );
  const first = acting.filter((command) => !isArrow(command) && !LEAD_OUT.includes(command));
  const last = acting.filter((command) => LEAD_OUT.includes(command));
  return hints(hintsOf(first), hintsOf(last), columns, look);
}

/** That arrows move, everybody knows; the help lists them. */
function isArrow(command: CommandId): boolean {
  return isMoving(command) || command === 'list.left' || command === 'list.right';
}

const LEAD_OUT: readonly CommandId[] = ['app.back', 'app.help'];

function hints(first: readonly Hint[], last: readonly Hint[], columns: number, look: Look): string {
  const shown = ([key, says]: Hint) => `${look.paint('accent', key)} ${says}`;
  const wide = (hint: Hint) => width(shown(hint)) + 3;
  let left = columns - 1 - last.reduce((sum, hint) => sum + wide(hint), 0);
  const kept: Hint[] = [];
  for (const hint of first) {
    left -= wide(hint);
    if (left < 0) break;
    kept.push(hint);
  }
  return ` ${[...kept, ...last].map(shown).join('   ')}`;
}

function tooSmall({ columns, rows }: Room): Drawing {
  const says = words().frame.window.tooSmall(LEAST_ROOM.columns, LEAST_ROOM.rows, columns, rows);
  const lines = filled([], Math.max(1, rows));
  lines[Math.floor(rows / 2)] = cut(says, columns);
  return { lines, cursor: null };
}
