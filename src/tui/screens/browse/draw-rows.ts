/** The first rows of a table as a workbench shows them. */
import type { SampleRows } from '../../../endpoints/catalog-contract.ts';
import { sheetHeading, sheetRow, sheetWindow } from '../../layout/sheet-window.ts';
import { cut } from '../../layout/text.ts';
import type { Room } from '../../place.ts';
import { placed } from '../../state/list.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { pointed } from '../../widgets/pointed.ts';
import { sampleSheet } from './sample-sheet.ts';
import type { TableState } from './table-state.ts';

/** Names, a rule, and the line below that says what is in sight. */
export const SHEET_LINES = 3;
/** The mark of a row. */
export const MARK_COLUMNS = 2;
/** As many as are read; more of them may be there. */
export const FIRST_ROWS = 100;

export function drawRows(
  sample: SampleRows,
  { description, lists, left }: TableState,
  room: Room,
  look: Look,
): string[] {
  const says = words().browse;
  const count = sample.rows.length;
  if (count === 0) return [`  ${words().browsing.noRows}`];
  const measured = sampleSheet(sample, description, look.ellipsis);
  const seen = sheetWindow(measured, Math.min(left, sample.columns.length - 1), room.columns - MARK_COLUMNS);
  const sight = Math.max(1, room.rows - SHEET_LINES);
  const { at, top } = placed(lists.rows, count, sight);
  const rows = Array.from({ length: Math.min(sight, count - top) }, (_, index) =>
    pointed(sheetRow(measured, top + index, seen, look), top + index === at, look),
  );
  const indent = ' '.repeat(MARK_COLUMNS);
  const heading = sheetHeading(measured, seen, look).map((line) => indent + line);
  const to = seen.left + seen.widths.length;
  const below = [
    says.row(at + 1, count, count === FIRST_ROWS),
    says.sight(seen.left + 1, to, sample.columns.length),
  ];
  const foot = look.paint('dim', cut(`${indent}${below.join('   ')}`, room.columns, look.ellipsis));
  return [...heading, ...rows, foot];
}
