/** How statements are drawn: one a line, the newest at the bottom; and one of them whole. */
import type { StatementLine } from '../../../../host/statement-log.ts';
import { printable } from '../../../layout/text.ts';
import type { Drawing, Room } from '../../../place.ts';
import { exact } from '../../../text/numbers.ts';
import { words } from '../../../text/words.ts';
import type { Look } from '../../../theme/look.ts';
import { type DataColumn, drawList, LIST_HEAD } from '../../../widgets/data-list.ts';
import { filterLine } from '../../../widgets/filter-line.ts';
import type { Paragraph } from '../../../widgets/paper.ts';
import type { StatementsState } from './statements-state.ts';

const FILTER_ROWS = 1;

export function drawStatements(state: StatementsState, room: Room, look: Look): Drawing {
  const says = words().runScreen.statements;
  const { all, shown, list, filter } = state;
  if (all === null) return { lines: [] };
  if (all.length === 0) return { lines: ['', `  ${says.none}`] };
  const { lines, cursor } = filterLine(filter, says.counted(shown.length, all.length), room.columns, look);
  const below = { columns: room.columns, rows: Math.max(1, room.rows - FILTER_ROWS) };
  const rows = drawList({ columns: columnsOf(look), all, rows: shown, place: list }, below, look);
  return { lines: [...lines, ...rows], cursor: cursor ?? null };
}

export function statementsSight(room: Room): number {
  return Math.max(1, room.rows - FILTER_ROWS - LIST_HEAD);
}

function columnsOf(look: Look): DataColumn<StatementLine>[] {
  const { columns: titles } = words().runScreen.statements;
  const { roles } = words().common;
  const fixed = { align: 'left', shrinks: 'never' } as const;
  const number = { align: 'right', shrinks: 'never' } as const;
  return [
    { ...fixed, title: titles.time, goes: 2, cell: ({ time }) => timeOf(time), style: () => 'dim' },
    { ...fixed, title: titles.side, cell: ({ side }) => roles[side] },
    { ...number, title: titles.connection, goes: 3, cell: ({ connection }) => String(connection ?? '') },
    { ...number, title: titles.took, cell: tookOf, style: (line) => (line.ms === null ? 'accent' : null) },
    { ...number, title: titles.rows, goes: 1, cell: ({ rows }) => (rows === null ? '' : exact(rows)) },
    {
      align: 'left',
      shrinks: 'end',
      title: titles.statement,
      cell: ({ text, error }) => `${error === null ? '' : `${look.bad} `}${oneLine(text)}`,
      style: ({ error }) => (error === null ? null : 'bad'),
    },
  ];
}

/** By this machine's clock. */
function timeOf(iso: string): string {
  return new Date(iso).toTimeString().slice(0, 8);
}

function tookOf({ ms }: StatementLine): string {
  return ms === null ? words().runScreen.statements.running : words().time.milliseconds(ms);
}

/** A list of a thousand must not wrap a thousand pages: the whole of it is behind `enter`. */
const SHOWN_CHARACTERS = 400;

function oneLine(text: string): string {
  return printable(text.slice(0, SHOWN_CHARACTERS).replaceAll(/\s+/g, ' '));
}

/** One statement whole, with all that is known of it. */
export function statementParagraphs(line: StatementLine): Paragraph[] {
  const says = words().runScreen.statements;
  const { side, connection, time, rows, error, text } = line;
  const facts = [
    words().common.roles[side],
    ...(connection === null ? [] : [says.ofConnection(connection)]),
    timeOf(time),
    tookOf(line),
    ...(rows === null ? [] : [words().counts.rows(rows)]),
  ];
  return [
    { text: facts.join('   '), style: 'dim' },
    ...(error === null ? [] : [{ text: printable(error), mark: 'bad' } as const]),
    { text: '' },
    ...text.split('\n').map(lineOf),
  ];
}

function lineOf(line: string): Paragraph {
  const text = line.trimStart();
  return { text: printable(text), indent: line.length - text.length };
}
