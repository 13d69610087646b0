/** Values over time in one line, and in several. */
import type { Look } from '../theme/look.ts';

/** At most so many cells, the newest at the right. */
export function sparkline(values: readonly number[], cells: number, look: Look): string {
  const shown = values.slice(-cells);
  const most = Math.max(0, ...shown);
  return shown.map((value) => look.spark[levelOf(value, most, look.spark.length - 1)]!).join('');
}

/** The same with `rows` lines, the top one first; each value stands on the ground. */
export function columnChart(
  values: readonly number[],
  columns: number,
  rows: number,
  look: Look,
): readonly string[] {
  const shown = values.slice(-columns);
  const most = Math.max(0, ...shown);
  const steps = look.spark.length;
  const heights = shown.map((value) => (value <= 0 ? 0 : Math.max(1, levelOf(value, most, rows * steps))));
  return Array.from({ length: rows }, (_, row) => {
    const ground = (rows - 1 - row) * steps;
    return heights
      .map((height) => (height <= ground ? ' ' : look.spark[Math.min(steps, height - ground) - 1]!))
      .join('')
      .trimEnd();
  });
}

/** 0 only for nothing, `highest` for the most there is. */
function levelOf(value: number, most: number, highest: number): number {
  return most <= 0 ? 0 : Math.min(highest, Math.ceil((value / most) * highest));
}
