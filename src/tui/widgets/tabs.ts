/** Parts of a place side by side, one of them open. */
import { cut, padEnd, width } from '../layout/text.ts';
import type { Look } from '../theme/look.ts';

/** Rows it takes. */
export const TABS_ROWS = 2;

const INDENT = '  ';
const GAP = '   ';

/** A line of names, and a rule under the one that is open: it can be told without colour. */
export function tabLines(names: readonly string[], open: number, columns: number, look: Look): string[] {
  const before = names.slice(0, open).join(GAP);
  const from = width(INDENT) + (open === 0 ? 0 : width(before) + GAP.length);
  const shown = names.map((name, index) => look.paint(index === open ? 'bold' : 'dim', name));
  const rule = look.rule.level.repeat(Math.max(0, Math.min(width(names[open]!), columns - from)));
  return [
    cut(INDENT + shown.join(GAP), columns, look.ellipsis),
    padEnd('', from) + look.paint('accent', rule),
  ];
}
