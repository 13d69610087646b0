/** One picture of a running task, as lines that fit the window. */
import type { RunReport } from '../../host/run-report.ts';
import type { ProgressSnapshot, TableStatistics } from '../../model/events.ts';
import { cut, cutMiddle, padEnd, padStart, printable, width } from '../layout/text.ts';
import { compact, percent } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import type { Look } from '../theme/look.ts';
import { bar } from '../widgets/bar.ts';
import { remainingOf, rowsOf, shareOf, stalledLine, waitsOf } from './run-lines.ts';

export interface Picture {
  readonly report: RunReport;
  readonly progress: ProgressSnapshot | null;
  readonly tables: readonly TableStatistics[];
}

/** Wider bars say nothing more. */
const WIDEST_BAR = 50;
/** Where the line of the whole ends with that bar; the times stand above its end. */
const WIDEST_HEAD = 86;
const TABLE_BAR = 10;
const WIDEST_NAME = 36;

/** At most `rows` lines of at most `columns` columns, most important first. */
export function frameLines(picture: Picture, look: Look, columns: number, rows: number): string[] {
  const { report, progress } = picture;
  if (progress === null) {
    const { connecting, preparing } = words().run;
    const doing = report.guarantee === null ? connecting : preparing;
    return [cut(`  ${doing} ${look.ellipsis}`, columns, look.ellipsis)].slice(0, rows);
  }
  const head = [
    headLine(picture, progress, look, columns),
    totalLine(progress, look, columns),
    ...rateLines(progress, columns).map((line) => cut(line, columns, look.ellipsis)),
    ...progress.stalled.map((line) =>
      look.paint('warn', cut(`  ${look.warn} ${stalledLine(line)}`, columns, look.ellipsis)),
    ),
  ];
  const foot = cut(`  ${countsLine(picture)}`, columns, look.ellipsis);
  const room = rows - head.length - 2;
  if (room < 1) return head.slice(0, rows);
  const active = picture.tables.filter(isActive);
  const nameWidth = nameColumns(report, columns);
  const lines = active.slice(0, room).map((table) => tableLine(table, nameWidth, look, columns));
  return [...head, '', ...lines, look.paint('dim', foot)];
}

function headLine(
  { report, tables }: Picture,
  progress: ProgressSnapshot,
  look: Look,
  columns: number,
): string {
  const left = `  ${report.task}  ${phase(tables)}`;
  const right = [words().run.elapsed(progress.elapsedMs), remainingOf(progress)]
    .filter((part) => part !== null)
    .join('   ');
  const gap = Math.min(columns, WIDEST_HEAD) - width(left) - width(right);
  return look.paint('bold', cut(`${left}${' '.repeat(Math.max(2, gap))}${right}`, columns, look.ellipsis));
}

function phase(tables: readonly TableStatistics[]): string {
  const { plan, run } = words();
  const active = tables.filter(isActive);
  if (active.some((table) => table.step === 'rows' || table.step === null)) return plan.states['Full load'];
  if (active.some((table) => table.step === 'indexes')) return run.steps.indexes;
  return active.length > 0 ? run.steps.validation : plan.states['Full load'];
}

function totalLine(progress: ProgressSnapshot, look: Look, columns: number): string {
  const after = `  ${padStart(shareOf(progress), 5)}    ${rowsOf(progress)}`;
  const cells = Math.min(WIDEST_BAR, columns - 2 - width(after));
  if (cells < TABLE_BAR) return cut(`  ${after.trim()}`, columns, look.ellipsis);
  const share = progress.rows / Math.max(progress.rows, progress.expectedRows, 1);
  return `  ${look.paint('accent', bar(share, cells, look))}${after}`;
}

/** On one line where it fits. */
function rateLines(progress: ProgressSnapshot, columns: number): string[] {
  const waits = waitsOf(progress.waits);
  const rate = `  ${words().run.rate(progress)}`;
  if (waits === null) return [rate];
  const both = `${padEnd(rate, 30)}    ${waits}`;
  return width(both) <= columns ? [both] : [rate, `  ${waits}`];
}

function tableLine(table: TableStatistics, nameWidth: number, look: Look, columns: number): string {
  const name = padEnd(cutMiddle(printable(table.source), nameWidth, look.ellipsis), nameWidth);
  const { plan, run } = words();
  const step =
    table.step === null || table.step === 'rows' ? plan.states[table.state] : run.steps[table.step];
  const [done, whole] =
    table.step === 'validation'
      ? [table.validatedRows, table.expectedRows]
      : [table.rows, table.expectedRows];
  const estimate = table.expectedIsExact ? '' : '~';
  const rows = `${padStart(compact(done), 7)} / ${padEnd(estimate + compact(whole), 8)}`;
  const share = done / Math.max(done, whole, 1);
  const before = `  ${name}  ${padEnd(step, 10)}  ${rows}  `;
  const after = ` ${padStart(percent(done, Math.max(done, whole)), 5)}`;
  if (width(before) + TABLE_BAR + width(after) > columns)
    return cut(before.trimEnd(), columns, look.ellipsis);
  return `${before}${look.paint('accent', bar(share, TABLE_BAR, look))}${after}`;
}

/** From the plan, not from what is on screen now: columns must not jump as tables come and go. */
function nameColumns(report: RunReport, columns: number): number {
  const longest = report.plan.reduce((most, table) => Math.max(most, width(printable(table.source))), 8);
  return Math.min(longest, WIDEST_NAME, Math.max(8, Math.floor(columns / 2) - 12));
}

function countsLine({ report, tables }: Picture): string {
  const complete = tables.filter((table) => table.state === 'Table completed' && !isActive(table)).length;
  const failed = tables.filter((table) => table.state === 'Table error').length;
  return words().run.counted(complete, Math.max(report.plan.length, tables.length), failed);
}

function isActive(table: TableStatistics): boolean {
  return table.state === 'Full load' || table.step !== null;
}
