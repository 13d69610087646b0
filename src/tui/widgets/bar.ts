/** How much of something is done, as a row of cells. */
import type { Look } from '../theme/look.ts';

/** `share` of `cells` filled; full only when nothing is missing. */
export function bar(share: number, cells: number, look: Look): string {
  const parts = look.bar.length - 1;
  const whole = cells * parts;
  const filled = Math.min(share >= 1 ? whole : whole - 1, Math.max(0, Math.floor(share * whole)));
  const full = Math.floor(filled / parts);
  const rest = filled % parts;
  const partial = rest === 0 ? '' : look.bar[rest]!;
  return look.bar[parts]!.repeat(full) + partial + look.bar[0]!.repeat(cells - full - (rest === 0 ? 0 : 1));
}
