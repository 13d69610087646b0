/** The last page of a run: what moved, per table, what to know about it, and what to do next. */
import type { InstanceResult } from '../../host/run-instance.ts';
import type { RunReport } from '../../host/run-report.ts';
import type { TableStatistics } from '../../model/events.ts';
import { cutMiddle, padEnd, padStart, printable, width } from '../layout/text.ts';
import { exact } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import type { Look } from '../theme/look.ts';
import { issueLine } from './run-lines.ts';

/** More would push the rest of the summary out of sight; the report lists them all. */
const MOST_TABLES = 100;
const MOST_ISSUES = 20;

export function summaryLines(
  report: RunReport,
  result: Pick<InstanceResult, 'report'>,
  look: Look,
  columns: number,
): string[] {
  const { summary } = words();
  const lines = ['', headline(report, look)];
  if (report.tables.length > 0) lines.push('', ...tableLines(report.tables, look, columns));
  if (report.issues.length > 0) {
    lines.push(
      '',
      summary.toKnow,
      ...report.issues.slice(0, MOST_ISSUES).map((issue) => `  ${issueLine(issue)}`),
    );
    if (report.issues.length > MOST_ISSUES)
      lines.push(`  ${summary.moreToKnow(report.issues.length - MOST_ISSUES)}`);
  }
  lines.push('');
  for (const file of report.skippedFiles) lines.push(summary.leftOut(printable(file)));
  lines.push(result.report === null ? summary.noReport : summary.report(result.report));
  const next = nextStep(report);
  // A command stands alone on its line: nothing has to be cut off before it can be pasted.
  if (report.resume !== null) lines.push(summary.goOn, `  ${report.resume}`);
  else if (next !== null) lines.push(summary.next(next));
  return lines;
}

/** How it ended, in a line. */
export function headline(report: RunReport, look: Look): string {
  const { summary } = words();
  switch (report.outcome) {
    case 'done':
      return `${look.paint('ok', `${look.ok} ${summary.outcomes.done}`)}: ${summary.movedInParts(report)}`;
    case 'differs':
      return `${look.paint('bad', `${look.bad} ${summary.outcomes.differs}`)}: ${summary.movedInParts(report)}`;
    case 'interrupted':
      return `${look.paint('warn', `${look.warn} ${summary.outcomes.interrupted}`)}: ${summary.movedUntilStop(report)}`;
    default: {
      const moved = report.guarantee === null ? summary.movedNothing : summary.moved(report);
      return `${look.paint('bad', `${look.bad} ${summary.outcomes.failed}`)}: ${moved}`;
    }
  }
}

/** A column of the table of tables. */
export interface SummaryField {
  readonly title: string;
  readonly right: boolean;
  readonly value: (table: TableStatistics) => string;
}

/** The name first. */
export function summaryFields(look: Look): readonly [SummaryField, ...SummaryField[]] {
  const { columns: titles } = words().summary;
  return [
    { title: titles.table, right: false, value: (table) => tableName(table, look) },
    { title: titles.sourceRows, right: true, value: sourceRows },
    { title: titles.targetRows, right: true, value: targetRows },
    { title: titles.skipped, right: true, value: (table) => exact(table.skipped) },
    { title: titles.truncated, right: true, value: (table) => exact(table.truncated) },
    { title: titles.seconds, right: true, value: (table) => (table.elapsedMs / 1000).toFixed(1) },
    { title: titles.validation, right: false, value: verdict },
  ];
}

function tableLines(tables: readonly TableStatistics[], look: Look, columns: number): string[] {
  const inTrouble = tables.filter((table) => !isFine(table));
  const fine = tables.filter(isFine);
  const shown = [...inTrouble, ...fine.slice(0, Math.max(0, MOST_TABLES - inTrouble.length))];
  const fields = summaryFields(look);
  const cells = shown.map((table) => fields.map((field) => field.value(table)));
  const widths = fields.map((field, index) =>
    Math.max(width(field.title), ...cells.map((row) => width(row[index]!))),
  );
  // Only the name gives way on a narrow terminal: numbers cut short would be wrong numbers.
  const others = widths.slice(1).reduce((sum, one) => sum + one + 2, 0);
  widths[0] = Math.min(widths[0]!, Math.max(12, columns - 1 - others));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => aligned(cell, widths[index]!, fields[index]!.right, look))
      .join('  ')
      .trimEnd();
  const lines = [look.paint('dim', line(fields.map((field) => field.title)))];
  shown.forEach((table, index) => {
    lines.push(isFine(table) ? line(cells[index]!) : look.paint('bad', line(cells[index]!)));
  });
  const hidden = tables.length - shown.length;
  if (hidden > 0) lines.push(words().summary.moreTables(hidden));
  return lines;
}

function aligned(cell: string, columns: number, right: boolean, look: Look): string {
  const text = cutMiddle(cell, columns, look.ellipsis);
  return right ? padStart(text, columns) : padEnd(text, columns);
}

function tableName(table: TableStatistics, look: Look): string {
  const name = printable(table.source);
  return table.target === table.source ? name : `${name} ${look.arrow} ${printable(table.target)}`;
}

export function sourceRows(table: TableStatistics): string {
  if (table.compared) return exact(table.compared.source);
  return table.expectedIsExact ? exact(table.expectedRows) : `~${exact(table.expectedRows)}`;
}

/** Rows that stood there before are known only where both sides were counted. */
export function targetRows(table: TableStatistics): string {
  return table.compared ? exact(table.compared.target) : words().summary.sent(table.rows);
}

/** The state comes first when the table did not get as far as a comparison. */
function verdict(table: TableStatistics): string {
  if (table.state !== 'Table completed') return words().plan.states[table.state];
  return words().plan.validation[table.validation];
}

/** Everything arrived, as far as was asked to find out. */
export function isFine(table: TableStatistics): boolean {
  const compared = table.validation === 'Validated' || table.validation === 'Not enabled';
  return table.state === 'Table completed' && compared && table.skipped === 0 && table.truncated === 0;
}

/** What to do with the result; null when going on is what is left to do. */
export function nextStep(report: RunReport): string | null {
  const { nextSteps } = words().summary;
  if (report.outcome === 'differs') return nextSteps.differs;
  if (report.outcome !== 'done') return null;
  if (report.tables.some((table) => table.skipped > 0 || table.truncated > 0)) return nextSteps.leftOut;
  if (report.tables.some((table) => table.validation === 'Not enabled')) return nextSteps.notValidated;
  return /^(s3|file):/.test(report.target) ? nextSteps.files(report.target) : nextSteps.server;
}
