/** The picture of a run while it goes on: its head, what is to be said now, its tables. */
import { cut, printable, width } from '../../layout/text.ts';
import { wrapped } from '../../layout/wrap.ts';
import { errorOnScreen } from '../../lines/error-on-screen.ts';
import type { Drawing, Room } from '../../place.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { filterLine } from '../../widgets/filter-line.ts';
import { drawField } from '../../widgets/text-field.ts';
import { drawEnded, endedSight } from './draw-ended.ts';
import { headLines, headRows, titleLine } from './draw-head.ts';
import { tableLines } from './draw-tables.ts';
import { listedTables } from './listed-tables.ts';
import { messageLines, messageRows } from './message.ts';
import { type RunState, stageOf } from './run-state.ts';

const HEADING_ROWS = 1;

export function drawRun(state: RunState, room: Room, look: Look): Drawing {
  switch (stageOf(state)) {
    case 'reaching':
      return { lines: ['', `  ${words().runScreen.reaching(printable(state.taskId))} ${look.ellipsis}`] };
    case 'unreachable':
      return drawUnreachable(state, room, look);
    case 'waiting':
      return drawWaiting(state, room, look);
    case 'ended':
      return drawEnded(state, room, look);
    default:
      return state.followed.view.progress === null
        ? drawWaiting(state, room, look)
        : drawRunning(state, room, look);
  }
}

/** Rows of the list that are in sight: what a page is. */
export function tableSight(state: RunState, room: Room): number {
  if (stageOf(state) === 'ended') return endedSight(state, room);
  return Math.max(1, room.rows - headRows(room) - messageRows(room.rows) - HEADING_ROWS);
}

function drawRunning(state: RunState, room: Room, look: Look): Drawing {
  const { view } = state.followed;
  const head = headLines(state, view.progress!, look, room);
  const below = belowHead(state, look, room);
  const rows = Math.max(0, room.rows - head.length - below.lines.length);
  return {
    lines: [
      ...head,
      ...below.lines,
      ...tableLines(view.places, listedTables(state), state, look, { columns: room.columns, rows }),
    ],
    cursor: below.cursor === null ? null : { column: below.cursor, row: head.length },
  };
}

/** A field while a number is asked for, else the message. */
function belowHead(
  state: RunState,
  look: Look,
  { columns, rows }: Room,
): { readonly lines: readonly string[]; readonly cursor: number | null } {
  const count = messageRows(rows);
  if (state.filter.open) {
    const { lines, cursor } = filterLine(state.filter, '', columns, look);
    return { lines: filled(lines, count), cursor: cursor?.column ?? null };
  }
  if (state.rate === null) return { lines: messageLines(state, look, columns, count), cursor: null };
  const ask = `  ${cut(words().runScreen.rate, columns - 16, look.ellipsis)}  `;
  const field = drawField(state.rate, Math.max(10, columns - width(ask) - 2), look);
  const line = `${look.paint('bold', ask)}${field.text}`;
  return { lines: filled([line], count), cursor: width(ask) + field.cursor };
}

function filled(lines: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, row) => lines[row] ?? '');
}

/** Before rows move: what is being done, and what was told so far. */
function drawWaiting(state: RunState, room: Room, look: Look): Drawing {
  const { view, log } = state.followed;
  const { columns, rows } = room;
  const began = Date.parse(view.report.started) - performance.timeOrigin;
  const head = [
    titleLine(state, look, columns, words().run.elapsed(state.now - began), null),
    ...messageLines(state, look, columns, messageRows(rows)),
  ];
  const told = log
    .slice(-rows)
    .flatMap((line) => wrapped(line.text, columns - 4))
    .map((line) => `  ${cut(line, columns - 2, look.ellipsis)}`);
  return { lines: [...head, ...told.slice(-Math.max(1, rows - head.length))] };
}

function drawUnreachable({ followed }: RunState, room: Room, look: Look): Drawing {
  if (followed.link.kind !== 'unreachable') return { lines: [] };
  const block = errorOnScreen(followed.link.error, look, room.columns);
  return {
    lines: ['', `  ${look.paint('bold', words().runScreen.unreachable)}`, '', ...block].slice(0, room.rows),
  };
}
