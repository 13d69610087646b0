/** A list of things with a few facts each: fixed columns under a heading. */
import { fitted } from './fit.ts';
import { cut, cutMiddle, padEnd, padStart, width } from './text.ts';

/** What a layout takes of the terminal's look. */
export interface Marks {
  readonly ellipsis: string;
  readonly paint: (style: 'dim' | 'bold', text: string) => string;
}

export interface ListColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Where it is cut when there is no room; numbers never are: one cut short would be another number. */
  readonly shrinks: 'never' | 'middle' | 'end';
}

/** Between two columns. */
export const GAP = '  ';
/** Less of a name says nothing. */
const LEAST = 12;

/**
 * The cells hold safe text; a column that says nothing of any row takes no room, nor does a list of nothing.
 * `columns`: of the terminal; null where there is none, and nothing is cut.
 */
export function listLines(
  all: readonly ListColumn[],
  facts: readonly (readonly string[])[],
  columns: number | null,
  marks: Marks,
): string[] {
  if (facts.length === 0) return [];
  const speaking = all.map((_, index) => index).filter((index) => facts.some((row) => row[index] !== ''));
  const list = speaking.map((index) => all[index]!);
  const rows = facts.map((row) => speaking.map((index) => row[index]!));
  const natural = list.map(({ title }, index) =>
    rows.reduce((widest, row) => Math.max(widest, width(row[index]!)), width(title)),
  );
  const widths = columns === null ? natural : fittedColumns(list, natural, columns);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => alignedCell(cell, list[index]!, widths[index]!, marks))
      .join(GAP)
      .trimEnd();
  return [marks.paint('dim', line(list.map(({ title }) => title))), ...rows.map(line)];
}

/** The width of each column in so much room; `natural` is the widest of its cells and its title. */
export function fittedColumns(
  list: readonly ListColumn[],
  natural: readonly number[],
  columns: number,
): number[] {
  const wanted = natural.map((one, index) => ({ natural: one, least: leastWidth(list[index]!, one) }));
  return fitted(wanted, columns - GAP.length * (list.length - 1));
}

/** Below this a column says nothing, or something else. */
export function leastWidth({ title, shrinks }: ListColumn, natural: number): number {
  return shrinks === 'never' ? natural : Math.max(LEAST, width(title));
}

export function alignedCell(
  cell: string,
  { align, shrinks }: ListColumn,
  columns: number,
  marks: Marks,
): string {
  const short = shrinks === 'middle' ? cutMiddle : cut;
  const text = width(cell) > columns ? short(cell, columns, marks.ellipsis) : cell;
  return align === 'right' ? padStart(text, columns) : padEnd(text, columns);
}
