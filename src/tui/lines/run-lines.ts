/** Lines that the plain and the live display have in common. */
import type { RunReport } from '../../host/run-report.ts';
import type { ErrorRecord, Issue } from '../../model/errors.ts';
import type { Difference, DmsEvent, ProgressSnapshot, WaitShares } from '../../model/events.ts';
import { printable } from '../layout/text.ts';
import { errorLines } from '../text/errors.ts';
import { percent } from '../text/numbers.ts';
import { guaranteeWords } from '../text/plan.ts';
import { words } from '../text/words.ts';
import type { Look } from '../theme/look.ts';

export function issueLine({ code, subject, detail, fix }: Issue): string {
  const { plan, run, said } = words();
  const about = subject ? `${printable(said(subject))}: ` : '';
  const helps = fix ? ` ${run.helps(printable(fix))}` : '';
  return `${plan.issues[code]}: ${about}${printable(said(detail))}${helps}`;
}

/** An error as a block: the first line marked, the others below it. */
export function errorBlock(error: ErrorRecord, table: string | null, look: Look): string[] {
  const [first, ...rest] = errorLines(error, table).map(printable);
  return [`${look.paint('bad', look.bad)} ${first}`, ...rest.map((line) => `  ${line}`)];
}

export function planLines(event: Extract<DmsEvent, { type: 'plan' }>): string[] {
  const rows = event.tables.reduce((sum, table) => sum + table.estimatedRows, 0);
  const size = event.tables.reduce((sum, table) => sum + table.estimatedBytes, 0);
  return [
    words().run.planned(event.tables.length, rows, size, event.lanes),
    `${guaranteeWords(event.guarantee)}${event.position === null ? '' : ` (${printable(event.position)})`}`,
  ];
}

export function differenceLine(table: string, difference: Difference): string {
  return printable(words().run.difference(table, difference));
}

export function skippedLine({
  table,
  chunk,
  rows,
  file,
}: Pick<Extract<DmsEvent, { type: 'rows.skipped' }>, 'table' | 'chunk' | 'rows' | 'file'>): string {
  return printable(words().run.skipped(table, rows, chunk, file));
}

/** Rows so far; the whole is an estimate unless every table has been read to its end. */
export function rowsOf(progress: ProgressSnapshot): string {
  return words().run.rowsOf(progress.rows, progress.expectedRows);
}

export function shareOf(progress: ProgressSnapshot): string {
  // An estimate that was too low would claim more than all.
  return percent(progress.rows, Math.max(progress.rows + 1, progress.expectedRows));
}

export function remainingOf(progress: ProgressSnapshot): string | null {
  return progress.remainingMs === null ? null : words().run.remaining(progress.remainingMs);
}

/** Which side the lanes wait for: it names the dial that helps. */
export function waitsOf(waits: WaitShares): string | null {
  return waits.source + waits.target + waits.here === 0 ? null : words().run.waits(waits);
}

/** How far a run is, in a line of a log. */
export function progressLine(progress: ProgressSnapshot): string {
  const parts = [
    ...(progress.phase === 'validation' ? [words().run.comparing] : []),
    shareOf(progress),
    rowsOf(progress),
    words().run.rate(progress),
    remainingOf(progress),
    waitsOf(progress.waits),
  ];
  return parts.filter((part) => part !== null).join('  ');
}

export function stalledLine(waitsFor: string): string {
  const { run, said } = words();
  return run.stalled(printable(said(waitsFor)));
}

export function startLine(
  report: Pick<RunReport, 'task' | 'source' | 'target' | 'resumed'>,
  look: Look,
): string {
  const way = `${printable(report.source)} ${look.arrow} ${printable(report.target)}`;
  return words().run.start(report.task, way, report.resumed);
}
