/** Rows of a table as a workbench shows them: side by side where they fit, one value a line where not. */
import type { SampleCell } from '../../endpoints/catalog-contract.ts';
import { words } from '../text/words.ts';
import { NULL, showCell } from './cell.ts';
import { fitted, type Wanted } from './fit.ts';
import type { Marks } from './list.ts';
import { cut, padEnd, padStart, printable, width } from './text.ts';

export interface Sheet {
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly (readonly SampleCell[])[];
}

export interface SheetColumn {
  readonly name: string;
  /** Numbers stand at the right, under each other; texts give way where room is short, numbers and times never. */
  readonly holds: 'number' | 'time' | 'text';
}

export interface SheetMarks extends Marks {
  /** Between two columns, and below the heading: `│`, `─`, `┼`. */
  readonly rule: { readonly upright: string; readonly level: string; readonly crossing: string };
}

export interface LaidOut {
  readonly lines: readonly string[];
  /** Columns there was no room for. */
  readonly hidden: readonly string[];
}

/** A value is recognised by this much of it. */
const LEAST = 12;
/** Enough to read most values, not so much that one long text leaves no room for the next column. */
const COMFORTABLE = 16;
/** As many lines as a person scrolls through without losing the thread. */
const MOST_LINES = 60;

/** `columns`: of the terminal; null where there is none, and nothing is cut or left out. */
export function sheetLines(sheet: Sheet, columns: number | null, marks: SheetMarks): LaidOut {
  const cells = sheet.rows.map((row) => row.map((cell) => shown(cell, marks)));
  const names = sheet.columns.map(({ name }) => printable(name));
  const natural = names.map((name, index) =>
    cells.reduce((widest, row) => Math.max(widest, width(row[index]!)), width(name)),
  );
  if (columns === null) return { lines: sideBySide(sheet, names, cells, natural, marks, false), hidden: [] };
  const least = (most: number): Wanted[] =>
    natural.map((one, index) => ({
      natural: one,
      least: sheet.columns[index]!.holds === 'text' ? Math.min(one, most) : one,
    }));
  if (taken(least(LEAST)) <= columns) {
    const widths = fitted(least(LEAST), columns - gaps(names.length));
    return { lines: sideBySide(sheet, names, cells, widths, marks, true), hidden: [] };
  }
  if (cells.length === 1 || cells.length * (names.length + 1) <= MOST_LINES) {
    return { lines: oneALine(names, cells, columns, marks), hidden: [] };
  }
  const wanted = least(COMFORTABLE);
  const most = wanted.findIndex((_, index) => taken(wanted.slice(0, index + 1)) > columns);
  const count = Math.max(1, most);
  const widths = fitted(wanted.slice(0, count), columns - gaps(count)).map((one) => Math.min(one, columns));
  return {
    lines: sideBySide(sheet, names.slice(0, count), cells, widths, marks, true),
    hidden: names.slice(count),
  };
}

function gaps(count: number): number {
  return 3 * (count - 1);
}

function taken(columns: readonly Wanted[]): number {
  return columns.reduce((sum, { least }) => sum + least, gaps(columns.length));
}

function shown(cell: SampleCell, marks: Marks): string {
  return showCell(cell, marks.ellipsis);
}

function sideBySide(
  sheet: Sheet,
  names: readonly string[],
  cells: readonly (readonly string[])[],
  widths: readonly number[],
  marks: SheetMarks,
  onTerminal: boolean,
): string[] {
  const { upright: bar, level, crossing } = marks.rule;
  const between = ` ${marks.paint('dim', bar)} `;
  const at = (text: string, index: number) => {
    const short = cut(text, widths[index]!, marks.ellipsis);
    const isNumber = sheet.columns[index]!.holds === 'number';
    const padded = isNumber ? padStart(short, widths[index]!) : padEnd(short, widths[index]!);
    return onTerminal ? fenced(padded) : padded;
  };
  const heading = names.map((name, index) => marks.paint('bold', at(name, index))).join(between);
  const rule = widths.map((one) => level.repeat(one)).join(`${level}${crossing}${level}`);
  const rows = cells.map((row, position) =>
    names
      .map((_, index) => {
        const text = at(row[index]!, index);
        return sheet.rows[position]![index] === null ? marks.paint('dim', text) : text;
      })
      .join(between)
      .trimEnd(),
  );
  return [heading.trimEnd(), marks.paint('dim', rule), ...rows];
}

/** One value a line, under the number of its row. */
function oneALine(
  names: readonly string[],
  cells: readonly (readonly string[])[],
  columns: number,
  marks: SheetMarks,
): string[] {
  const longest = Math.max(...names.map(width));
  const room = Math.min(longest, Math.max(LEAST, Math.floor(columns / 3)));
  return cells.flatMap((row, position) => [
    marks.paint('dim', `${marks.rule.level.repeat(2)} ${words().browsing.rowNumber(position + 1)}`),
    ...names.map((name, index) => {
      const title = padEnd(cut(name, room, marks.ellipsis), room);
      const value = cut(row[index]!, columns - room - 2, marks.ellipsis);
      return `${marks.paint('bold', fenced(title))}  ${value === NULL ? marks.paint('dim', value) : value}`;
    }),
  ]);
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/** No width, and a letter of left-to-right writing to whoever arranges the line. */
const LEFT_TO_RIGHT_MARK = '\u200e';

/** Keeps a terminal that arranges right-to-left text from pulling the next cell into it. */
export function fenced(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? text + LEFT_TO_RIGHT_MARK : text;
}
