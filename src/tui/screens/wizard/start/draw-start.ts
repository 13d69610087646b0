/** The plan of a task: what goes where, what happens to what is there, how long it takes. */

import type { TablePreview, TaskPreview } from '../../../../model/task-preview.ts';
import { keyName } from '../../../keys/key-name.ts';
import { type ListColumn, listLines } from '../../../layout/list.ts';
import { cutMiddle, printable } from '../../../layout/text.ts';
import { errorOnScreen } from '../../../lines/error-on-screen.ts';
import type { Drawing, Room } from '../../../place.ts';
import { placed } from '../../../state/list.ts';
import { bytes, clock, compact, exact } from '../../../text/numbers.ts';
import { guaranteeWords } from '../../../text/plan.ts';
import { words } from '../../../text/words.ts';
import type { Look } from '../../../theme/look.ts';
import { pointed } from '../../../widgets/pointed.ts';
import type { Draft } from '../draft.ts';
import type { StartState } from './start-step.ts';

/** Everything around the list of tables. */
const AROUND_ROWS = 8;

export function tableSight(room: Room): number {
  return Math.max(1, room.rows - AROUND_ROWS);
}

export function drawStart(state: StartState, draft: Draft, room: Room, look: Look): Drawing {
  const says = words().start;
  const title = ` ${look.paint('bold', says.question(draft.taskId, keyName('start.begin')))}`;
  if (state.isStarting) return { lines: [title, '', `  ${says.starting}`] };
  if (state.preview === null) return { lines: [title, '', `  ${says.planning}`] };
  const { tables } = state.preview;
  const sight = tableSight(room);
  const place = placed(state.list, tables.length, sight);
  const [head = '', ...rows] = listLines(
    columns(),
    tables.map((table) => cellsOf(table, look)),
    room.columns - 4,
    look,
  );
  const shown = rows
    .slice(place.top, place.top + sight)
    .map((row, index) => pointed(row, place.top + index === place.at, look));
  const below = [...totalLines(state.preview, room.columns, look), logLine(state, room.columns, look)];
  return { lines: [title, '', `  ${head}`, ...shown, '', ...below] };
}

function columns(): readonly ListColumn[] {
  const { columns: titles } = words().start;
  return [
    { title: titles.table, align: 'left', shrinks: 'middle' },
    { title: titles.rows, align: 'right', shrinks: 'never' },
    { title: titles.size, align: 'right', shrinks: 'never' },
    { title: titles.chunks, align: 'right', shrinks: 'never' },
    { title: titles.target, align: 'left', shrinks: 'end' },
  ];
}

function cellsOf(table: TablePreview, look: Look): readonly string[] {
  const name = printable(table.source);
  const shown = table.target === table.source ? name : `${name} ${look.arrow} ${printable(table.target)}`;
  return [
    shown,
    `~${compact(table.estimatedRows)}`,
    `~${bytes(table.estimatedBytes)}`,
    `~${exact(table.chunks)}`,
    words().start.prep[table.prep](table.standingRows),
  ];
}

function totalLines({ total, guarantee, problems }: TaskPreview, columnsWide: number, look: Look): string[] {
  const says = words().start;
  const [problem] = problems;
  if (problem !== undefined) return errorOnScreen(problem, look, columnsWide);
  const estimate = says.total(
    compact(total.rows),
    bytes(total.bytes),
    total.lanes,
    clock(total.milliseconds),
  );
  const moment = guarantee === null ? [] : [look.paint('dim', `  ${guaranteeWords(guarantee)}`)];
  return [`  ${look.paint('bold', estimate)}`, ...moment];
}

function logLine({ folder }: StartState, columnsWide: number, look: Look): string {
  return look.paint('dim', `  ${words().start.log(cutMiddle(folder, columnsWide - 16, look.ellipsis))}`);
}
