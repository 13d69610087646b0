/** The line above a list: the filter while there is one, and what is said of the list behind it. */
import { cut, width } from '../layout/text.ts';
import type { Drawing } from '../place.ts';
import type { Filter } from '../state/filter.ts';
import type { Look } from '../theme/look.ts';
import { drawField } from './text-field.ts';

const INDENT = '  ';
/** What is written and its end can be seen. */
const LEAST_FIELD = 12;

/** One line, `says` behind the filter where there is room for it. */
export function filterLine(filter: Filter, says: string, columns: number, look: Look): Drawing {
  if (!filter.open && filter.field.text === '') {
    return { lines: [look.paint('dim', cut(INDENT + says, columns, look.ellipsis))] };
  }
  const mark = `${INDENT}${look.paint(filter.open ? 'accent' : 'dim', '/')} `;
  const room = columns - width(mark) - 1;
  const field = drawField(filter.field, Math.max(LEAST_FIELD, room - width(says) - 3), look);
  const line = `${mark}${field.text}`;
  const rest = columns - width(line) - 4;
  const behind =
    says === '' || rest < LEAST_FIELD ? '' : `   ${look.paint('dim', cut(says, rest, look.ellipsis))}`;
  const cursor = filter.open ? { column: width(mark) + field.cursor, row: 0 } : null;
  return { lines: [line + behind], cursor };
}
