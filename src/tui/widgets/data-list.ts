/** A list of things with a few facts each: a heading and the rows in sight, one of them marked. */
import { alignedCell, fittedColumns, GAP, type ListColumn, leastWidth } from '../layout/list.ts';
import { width } from '../layout/text.ts';
import type { Room } from '../place.ts';
import { type ListPlace, placed } from '../state/list.ts';
import type { Look, Style } from '../theme/look.ts';
import { pointed } from './pointed.ts';

export interface DataColumn<Row> extends ListColumn {
  /** Safe text; empty for nothing to say. */
  readonly cell: (row: Row) => string;
  readonly style?: (row: Row) => Style | null;
  /** Where there is no room for all, the highest go first; without it a column always stays. */
  readonly goes?: number;
}

export interface DataList<Row> {
  readonly columns: readonly DataColumn<Row>[];
  /** Rows there are, shown or not: they give the columns their widths, so that a filter moves nothing. */
  readonly all: readonly Row[];
  readonly rows: readonly Row[];
  readonly place: ListPlace;
}

/** Rows besides those of the list. */
export const LIST_HEAD = 1;
/** The mark of the row that the keys act on. */
const MARK = 2;

/** At most `room.rows` lines. A list of nothing has no lines. */
export function drawList<Row>(
  { columns, all, rows, place }: DataList<Row>,
  room: Room,
  look: Look,
): string[] {
  if (rows.length === 0) return [];
  const natural = naturalWidths(columns, all);
  const kept = keptColumns(columns, natural, room.columns - MARK);
  const list = kept.map((index) => columns[index]!);
  const widths = fittedColumns(
    list,
    kept.map((index) => natural[index]!),
    room.columns - MARK,
  );
  const sight = Math.max(1, room.rows - LIST_HEAD);
  const { at, top } = placed(place, rows.length, sight);
  const line = (cell: (column: DataColumn<Row>, index: number) => string) =>
    list.map(cell).join(GAP).trimEnd();
  const heading = line((column, index) => alignedCell(column.title, column, widths[index]!, look));
  const shown = rows.slice(top, top + sight).map((row, index) => {
    const text = line((column, position) => {
      const cell = alignedCell(column.cell(row), column, widths[position]!, look);
      const style = column.style?.(row) ?? null;
      return style === null ? cell : look.paint(style, cell);
    });
    return pointed(text, top + index === at, look);
  });
  return [' '.repeat(MARK) + look.paint('dim', heading), ...shown];
}

/** Of thousands of rows the widths are taken once, not at every key. */
const measured = new WeakMap<readonly unknown[], Map<string, readonly number[]>>();

/** 0 for a column that says nothing of any row: it takes no room. */
function naturalWidths<Row>(columns: readonly DataColumn<Row>[], rows: readonly Row[]): readonly number[] {
  const known = measured.get(rows) ?? new Map<string, readonly number[]>();
  measured.set(rows, known);
  const id = columns.map(({ title }) => title).join('\n');
  const before = known.get(id);
  if (before !== undefined) return before;
  const widths = columns.map(({ title, cell }) => {
    const widest = rows.reduce((most, row) => Math.max(most, width(cell(row))), 0);
    return widest === 0 ? 0 : Math.max(widest, width(title));
  });
  known.set(id, widths);
  return widths;
}

function keptColumns<Row>(
  columns: readonly DataColumn<Row>[],
  natural: readonly number[],
  room: number,
): number[] {
  let kept = columns.map((_, index) => index).filter((index) => natural[index]! > 0);
  const least = () =>
    kept.reduce(
      (sum, index) =>
        sum + Math.min(natural[index]!, leastWidth(columns[index]!, natural[index]!)) + GAP.length,
      -GAP.length,
    );
  while (least() > room) {
    const first = kept.reduce<number | null>((most, index) => {
      const goes = columns[index]!.goes ?? 0;
      return goes > (most === null ? 0 : columns[most]!.goes!) ? index : most;
    }, null);
    if (first === null) break;
    kept = kept.filter((index) => index !== first);
  }
  return kept;
}
