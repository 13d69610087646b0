/** What went wrong in a run, of all tables or of one: errors, rows left out, ranges that differ. */
import type { RunReport } from '../../../../host/run-report.ts';
import { printable } from '../../../layout/text.ts';
import { differenceLine } from '../../../lines/run-lines.ts';
import { errorLines } from '../../../text/errors.ts';
import { words } from '../../../text/words.ts';
import type { Paragraph } from '../../../widgets/paper.ts';
import type { RunView, SkippedRows } from '../run-view.ts';
import type { RefusedRow } from './refused-rows.ts';

/** Rows of one table that were left out, of all its chunks. */
export interface LeftOut {
  readonly table: string;
  readonly rows: number;
  /** Empty where a policy keeps none. */
  readonly file: string;
}

export type RefusedRows = ReadonlyMap<string, readonly RefusedRow[]>;

export function errorCount(
  { errors, differences }: Pick<RunReport, 'errors' | 'differences'>,
  skipped: readonly SkippedRows[],
): number {
  return errors.length + differences.length + leftOut(skipped).length;
}

export function leftOut(skipped: readonly SkippedRows[]): LeftOut[] {
  const byTable = new Map<string, LeftOut>();
  for (const { table, rows, file } of skipped) {
    const before = byTable.get(table);
    byTable.set(table, { table, rows: (before?.rows ?? 0) + rows, file: file || (before?.file ?? '') });
  }
  return [...byTable.values()];
}

/** `table`: only those of this one, by its name on the source; null for all. */
export function errorParagraphs(
  { report, skipped }: Pick<RunView, 'report' | 'skipped'>,
  refused: RefusedRows,
  table: string | null,
): Paragraph[] {
  const isOf = (one: { readonly table: string | null }) => table === null || one.table === table;
  const blocks = [
    ...report.errors.filter(isOf).map(errorParagraph),
    ...leftOut(skipped)
      .filter(isOf)
      .map((one) => ofLeftOut(one, refused.get(one.file) ?? [])),
    ...report.differences.filter(isOf).map(ofDifference),
  ];
  return blocks.flatMap((block, index) => (index === 0 ? block : [{ text: '' }, ...block]));
}

/** One error with its cause, what to do next, and the statement that helps. */
export function errorParagraph({ error, table }: RunReport['errors'][number]): Paragraph[] {
  return errorLines(error, table).map((line, index): Paragraph => {
    const text = printable(line.trimStart());
    return index === 0 ? { text, mark: 'bad' } : { text, indent: line.length - line.trimStart().length };
  });
}

function ofLeftOut({ table, rows, file }: LeftOut, refused: readonly RefusedRow[]): Paragraph[] {
  const says = words().runScreen.leftOut;
  const rest = rows - refused.length;
  return [
    { text: printable(says.title(table, rows)), mark: 'warn' },
    ...refused.map(({ key, server }) => ({ text: printable(says.row(key, server)), indent: 2 })),
    ...(refused.length > 0 && rest > 0 ? [{ text: says.more(rest), indent: 2 }] : []),
    ...(file === '' ? [] : [{ text: printable(says.file(file)), indent: 2 }]),
  ];
}

function ofDifference({ table, difference }: RunReport['differences'][number]): Paragraph[] {
  return [{ text: differenceLine(table, difference), mark: 'bad' }];
}
