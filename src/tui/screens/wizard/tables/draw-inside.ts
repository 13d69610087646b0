/** What opens over the lists: the columns of a table, its first rows, the rules as JSON. */

import { showTable } from '../../../../model/table.ts';
import { type SheetMarks, sheetLines } from '../../../layout/sheet.ts';
import { cutMiddle, padEnd, printable, width } from '../../../layout/text.ts';
import type { Room } from '../../../place.ts';
import { placed } from '../../../state/list.ts';
import { words } from '../../../text/words.ts';
import type { Look } from '../../../theme/look.ts';
import { pointed } from '../../../widgets/pointed.ts';
import { choiceOf } from './rules.ts';
import type { Inside, TablesState } from './tables-state.ts';

export function drawInside(state: TablesState, inside: Inside, room: Room, look: Look): string[] {
  switch (inside.kind) {
    case 'columns':
      return columnLines(state, inside, room, look);
    case 'peek':
      return peekLines(inside, room, look);
    case 'json':
      return jsonLines(state, inside, room, look);
  }
}

export function jsonText({ rules }: Pick<TablesState, 'rules'>): string[] {
  return JSON.stringify({ rules }, null, 2).split('\n');
}

function jsonLines(
  state: TablesState,
  { list }: Extract<Inside, { kind: 'json' }>,
  room: Room,
  look: Look,
): string[] {
  const lines = jsonText(state);
  const sight = Math.max(1, room.rows - 2);
  const { top } = placed({ at: list.at + sight - 1, top: list.at }, lines.length, sight);
  return [
    `  ${look.paint('dim', words().tables.json)}`,
    '',
    ...lines.slice(top, top + sight).map((line) => `  ${printable(line)}`),
  ];
}

function columnLines(
  state: TablesState,
  { table, described, list }: Extract<Inside, { kind: 'columns' }>,
  room: Room,
  look: Look,
): string[] {
  const title = `  ${look.paint('bold', printable(showTable(table)))}`;
  if (described === null) return [title, `  ${words().tables.reading}`];
  const { columns } = described;
  const sight = Math.max(1, room.rows - 1);
  const place = placed(list, columns.length, sight);
  const widest = Math.min(
    Math.floor(room.columns / 2) - 4,
    Math.max(...columns.map(({ name }) => width(printable(name)))),
  );
  const lines = columns.slice(place.top, place.top + sight).map(({ name, type, nullable }, index) => {
    const { leftOut, renamed } = choiceOf(state.rules, table, name);
    const shown = padEnd(cutMiddle(printable(name), widest, look.ellipsis), widest);
    const says = `${printable(type)}${nullable ? '' : ' NOT NULL'}`;
    const change = leftOut
      ? look.paint('warn', `  ${words().tables.leftOut}`)
      : renamed === null
        ? ''
        : look.paint('accent', `  ${look.arrow} ${printable(renamed)}`);
    const mark = leftOut ? ' ' : look.ok.length === 1 ? look.ok : 'x';
    const line = `${look.paint('ok', mark)} ${shown}  ${look.paint('dim', cutMiddle(says, Math.max(8, room.columns - widest - 24), look.ellipsis))}${change}`;
    return pointed(line, place.top + index === place.at, look);
  });
  return [title, ...lines];
}

function peekLines(
  { table, rows, across }: Extract<Inside, { kind: 'peek' }>,
  room: Room,
  look: Look,
): string[] {
  const title = `  ${look.paint('bold', printable(showTable(table)))}`;
  if (rows === null) return [title, `  ${words().tables.reading}`];
  const from = Math.min(across, Math.max(0, rows.columns.length - 1));
  const sheet = {
    columns: rows.columns.slice(from).map((name) => ({ name, holds: 'text' as const })),
    rows: rows.rows.slice(0, Math.max(1, room.rows - 3)).map((row) => row.slice(from)),
  };
  const marks: SheetMarks = look;
  const { lines, hidden } = sheetLines(sheet, room.columns - 2, marks);
  const more =
    hidden.length === 0 && from === 0 ? '' : `  ${words().tables.columnsFrom(from + 1, rows.columns.length)}`;
  return [`${title}${look.paint('dim', more)}`, ...lines.map((line) => `  ${line}`)];
}
