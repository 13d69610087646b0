/** A part of the rows of a table: as many columns from one of them on as there is room for. */
import { showCell } from './cell.ts';
import { fitted } from './fit.ts';
import { fenced, type Sheet, type SheetMarks } from './sheet.ts';
import { cut, padEnd, padStart, printable, width } from './text.ts';

/** Rows with their cells as they are shown and the widths they would like; made once for each sheet. */
export interface MeasuredSheet {
  readonly names: readonly string[];
  readonly cells: readonly (readonly string[])[];
  readonly sheet: Sheet;
  readonly natural: readonly number[];
}

export interface SheetWindow {
  /** The first column in sight. */
  readonly left: number;
  /** Of each column in sight. */
  readonly widths: readonly number[];
}

/** A longer text would leave no room for its neighbours; it can be read in its own row. */
const WIDEST = 40;
/** Less of a value says nothing. */
const LEAST = 12;
const GAP = 3;

export function measureSheet(sheet: Sheet, ellipsis: string): MeasuredSheet {
  const cells = sheet.rows.map((row) => row.map((cell) => showCell(cell, ellipsis)));
  const names = sheet.columns.map(({ name }) => printable(name));
  const natural = names.map((name, index) =>
    cells.reduce((widest, row) => Math.max(widest, width(row[index]!)), width(name)),
  );
  return { names, cells, sheet, natural };
}

/** What fits into so many columns of the terminal; at least one column of the sheet, cut if it must be. */
export function sheetWindow(measured: MeasuredSheet, left: number, columns: number): SheetWindow {
  const all = measured.natural.slice(left);
  const wanted = all.map((one, index) => Math.min(one, mostOf(measured, left + index)));
  const widths: number[] = [];
  let room = columns;
  for (const one of wanted) {
    // The last one may be shown in part where a part says something.
    const isTight = one > room;
    if (isTight && widths.length > 0 && room < LEAST) break;
    widths.push(Math.min(one, Math.max(1, room)));
    room -= one + GAP;
    if (isTight) break;
  }
  if (widths.length < wanted.length || room <= 0) return { left, widths };
  // All are in sight: what is left of the room goes to those that were held short.
  const least = (natural: number, index: number) => ({ natural, least: widths[index]! });
  return { left, widths: fitted(all.map(least), columns - GAP * (all.length - 1)) };
}

/** The furthest that it makes sense to go right: from there on all columns are in sight. */
export function lastLeft(measured: MeasuredSheet, columns: number): number {
  const count = measured.natural.length;
  let used = -GAP;
  for (let index = count - 1; index >= 0; index--) {
    used += Math.min(measured.natural[index]!, mostOf(measured, index)) + GAP;
    if (used > columns) return Math.min(index + 1, count - 1);
  }
  return 0;
}

/** Numbers and times are never cut short: they would be others. */
function mostOf({ sheet, natural }: MeasuredSheet, index: number): number {
  return sheet.columns[index]!.holds === 'text' ? WIDEST : natural[index]!;
}

/** The names of the columns in sight, and the rule below them. */
export function sheetHeading(measured: MeasuredSheet, seen: SheetWindow, marks: SheetMarks): string[] {
  const { level, crossing } = marks.rule;
  const names = seen.widths.map((_, index) => {
    const name = aligned(measured, measured.names[seen.left + index]!, seen, index, marks);
    return marks.paint('bold', name);
  });
  const rule = seen.widths.map((one) => level.repeat(one)).join(`${level}${crossing}${level}`);
  return [names.join(between(marks)), marks.paint('dim', rule)];
}

export function sheetRow(measured: MeasuredSheet, row: number, seen: SheetWindow, marks: SheetMarks): string {
  return seen.widths
    .map((_, index) => {
      const column = seen.left + index;
      const text = aligned(measured, measured.cells[row]![column]!, seen, index, marks);
      return measured.sheet.rows[row]![column] === null ? marks.paint('dim', text) : text;
    })
    .join(between(marks))
    .trimEnd();
}

function between(marks: SheetMarks): string {
  return ` ${marks.paint('dim', marks.rule.upright)} `;
}

function aligned(
  { sheet }: MeasuredSheet,
  text: string,
  { left, widths }: SheetWindow,
  index: number,
  marks: SheetMarks,
): string {
  const columns = widths[index]!;
  const short = cut(text, columns, marks.ellipsis);
  const isNumber = sheet.columns[left + index]!.holds === 'number';
  return fenced(isNumber ? padStart(short, columns) : padEnd(short, columns));
}
