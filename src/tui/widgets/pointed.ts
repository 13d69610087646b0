/** A row of a list, with the mark of the row that the keys act on. */
import type { Look } from '../theme/look.ts';

export function pointed(line: string, isAt: boolean, look: Look): string {
  return isAt ? `${look.paint('accent', look.pointer)} ${look.paint('bold', line)}` : `  ${line}`;
}
