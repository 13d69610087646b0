/** An error as screens show it. */
import type { ErrorRecord } from '../../model/errors.ts';
import { wrappedHanging } from '../layout/wrap.ts';
import type { Look } from '../theme/look.ts';
import { errorBlock } from './run-lines.ts';

const INDENT = '  ';

/** Set in, and folded into so many columns, statements too: nothing of it may be out of sight. */
export function errorOnScreen(error: ErrorRecord, look: Look, columns: number): string[] {
  return errorBlock(error, null, look)
    .flatMap((line) => wrappedHanging(line, columns - 2 * INDENT.length))
    .map((line) => INDENT + line);
}
