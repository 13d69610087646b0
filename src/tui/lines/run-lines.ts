/** Lines that the plain and the live display have in common. */
import type { RunReport } from '../../host/run-report.ts';
import type { ErrorRecord, Issue } from '../../model/errors.ts';
import type { Difference, DmsEvent, ProgressSnapshot, WaitShares } from '../../model/events.ts';
import { printable } from '../layout/text.ts';
import { errorLines } from '../text/errors.ts';
import { bytes, clock, compact, exact, percent } from '../text/numbers.ts';
import { guaranteeWords } from '../text/plan.ts';
import { words } from '../text/words.ts';
import type { Look } from '../theme/look.ts';

export function issueLine({ code, subject, detail, fix }: Issue): string {
  const about = subject ? `${printable(subject)}: ` : '';
  return `${words().plan.issues[code]}: ${about}${printable(detail)}${fix ? ` Helps: ${printable(fix)}` : ''}`;
}

/** An error as a block: the first line marked, the others below it. */
export function errorBlock(error: ErrorRecord, table: string | null, look: Look): string[] {
  const [first, ...rest] = errorLines(error, table).map(printable);
  return [`${look.paint('bad', look.bad)} ${first}`, ...rest.map((line) => `  ${line}`)];
}

export function planLines(event: Extract<DmsEvent, { type: 'plan' }>): string[] {
  const rows = event.tables.reduce((sum, table) => sum + table.estimatedRows, 0);
  const size = event.tables.reduce((sum, table) => sum + table.estimatedBytes, 0);
  const lanes = words().counts.lanes(event.lanes);
  return [
    `${words().counts.tables(event.tables.length)}, ~${compact(rows)} rows, ~${bytes(size)}, ${lanes}`,
    `${guaranteeWords(event.guarantee)}${event.position === null ? '' : ` (${printable(event.position)})`}`,
  ];
}

export function differenceLine(table: string, { low, high, sourceRows, targetRows }: Difference): string {
  const bound = (key: readonly string[] | null, open: string) => (key === null ? open : key.join(', '));
  const range = `after ${bound(low, 'the start')} up to ${bound(high, 'the end')}`;
  const rows = `source ${words().counts.rows(sourceRows)}, target ${exact(targetRows)}`;
  return printable(`${table}: rows differ ${range} (${rows})`);
}

export function skippedLine({
  table,
  chunk,
  rows,
  file,
}: Extract<DmsEvent, { type: 'rows.skipped' }>): string {
  return printable(`${table}: ${words().counts.rows(rows)} of chunk ${chunk} left out, kept in ${file}`);
}

/** Rows so far; the whole is an estimate unless every table has been read to its end. */
export function rowsOf(progress: ProgressSnapshot): string {
  return `${compact(progress.rows)} of ~${compact(progress.expectedRows)} rows`;
}

export function shareOf(progress: ProgressSnapshot): string {
  // An estimate that was too low would claim more than all.
  return percent(progress.rows, Math.max(progress.rows + 1, progress.expectedRows));
}

export function rateOf(progress: ProgressSnapshot): string {
  const rows = `${compact(progress.rowsPerSecond)} rows/s`;
  return progress.phase === 'load' ? `${rows}  ${bytes(progress.bytesPerSecond)}/s` : `${rows} compared`;
}

export function remainingOf(progress: ProgressSnapshot): string | null {
  return progress.remainingMs === null ? null : `~${clock(progress.remainingMs)} left`;
}

/** Which side the lanes wait for: it names the dial that helps. Always in this order, so nothing jumps. */
export function waitsOf({ source, target, here }: WaitShares): string | null {
  if (source + target + here === 0) return null;
  const share = (part: number) => `${Math.round(part * 100)} %`;
  return `waiting for: target ${share(target)}  source ${share(source)}  this side ${share(here)}`;
}

export function startLine(
  report: Pick<RunReport, 'task' | 'source' | 'target' | 'resumed'>,
  look: Look,
): string {
  const way = `${printable(report.source)} ${look.arrow} ${printable(report.target)}`;
  return `${report.task}${report.resumed ? ' (resumed)' : ''}: ${way}`;
}
