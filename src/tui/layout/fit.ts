/** Shares the width of a terminal among columns. */

/** What a column would like, and what it can live with. */
export interface Wanted {
  readonly natural: number;
  readonly least: number;
}

/**
 * The width of each column when all of them together may take `room`. Narrow columns keep what they want;
 * the widest give way first, none below its least.
 */
export function fitted(columns: readonly Wanted[], room: number): number[] {
  const given = columns.map(({ natural, least }) => Math.min(natural, least));
  let left = room - given.reduce((sum, one) => sum + one, 0);
  // The narrowest first: each gets an even share of what is left, and passes on what it does not need.
  const order = columns.map((_, index) => index).sort((a, b) => columns[a]!.natural - columns[b]!.natural);
  order.forEach((index, position) => {
    const { natural } = columns[index]!;
    const level = evenLevel(
      order.slice(position).map((one) => given[one]!),
      left,
    );
    const wider = Math.max(given[index]!, Math.min(natural, level));
    left -= wider - given[index]!;
    given[index] = wider;
  });
  return given;
}

/** The width up to which all of these can be raised with `left` more; wider ones stay as they are. */
function evenLevel(widths: readonly number[], left: number): number {
  const sorted = [...widths].sort((a, b) => a - b);
  let sum = 0;
  for (const [index, one] of sorted.entries()) {
    sum += one;
    const level = Math.floor((left + sum) / (index + 1));
    const next = sorted[index + 1];
    if (next === undefined || level <= next) return level;
  }
  return 0;
}
