/** The last page of a run: what moved, per table, what to know about it, and what to do next. */
import type { InstanceResult } from '../../host/run-instance.ts';
import type { RunReport } from '../../host/run-report.ts';
import type { TableStatistics } from '../../model/events.ts';
import { cutMiddle, padEnd, padStart, printable, width } from '../layout/text.ts';
import { plural } from '../text/en/counts.ts';
import { bytes, exact } from '../text/numbers.ts';
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
  const lines = ['', headline(report, look)];
  if (report.tables.length > 0) lines.push('', ...tableLines(report.tables, look, columns));
  if (report.issues.length > 0) {
    lines.push(
      '',
      'To know:',
      ...report.issues.slice(0, MOST_ISSUES).map((issue) => `  ${issueLine(issue)}`),
    );
    if (report.issues.length > MOST_ISSUES)
      lines.push(`  ${report.issues.length - MOST_ISSUES} more in the report.`);
  }
  lines.push('');
  for (const file of report.skippedFiles) lines.push(`rows left out  ${printable(file)}`);
  lines.push(result.report === null ? 'The report could not be written.' : `report  ${result.report}`);
  const next = nextStep(report);
  // A command stands alone on its line: nothing has to be cut off before it can be pasted.
  if (report.resume !== null) lines.push('Go on with:', `  ${report.resume}`);
  else if (next !== null) lines.push(`next    ${next}`);
  return lines;
}

function headline(report: RunReport, look: Look): string {
  const moved = `${words().counts.rows(report.rows)}, ${bytes(report.bytes)} in ${words().time.duration(report.elapsedMs)}`;
  const parts = `(load ${words().time.duration(report.loadMs)}, validation ${words().time.duration(report.validationMs)})`;
  switch (report.outcome) {
    case 'done':
      return `${look.paint('ok', `${look.ok} Done`)}: ${moved} ${parts}`;
    case 'differs':
      return `${look.paint('bad', `${look.bad} Rows differ`)}: ${moved} ${parts}`;
    case 'interrupted':
      return `${look.paint('warn', `${look.warn} Stopped`)}: ${moved}. What is committed stays on the target.`;
    default:
      return `${look.paint('bad', `${look.bad} Failed`)}: ${report.guarantee === null ? 'nothing was moved.' : moved}`;
  }
}

interface Field {
  readonly title: string;
  readonly right: boolean;
  readonly value: (table: TableStatistics) => string;
}

function tableLines(tables: readonly TableStatistics[], look: Look, columns: number): string[] {
  const inTrouble = tables.filter((table) => !isFine(table));
  const fine = tables.filter(isFine);
  const shown = [...inTrouble, ...fine.slice(0, Math.max(0, MOST_TABLES - inTrouble.length))];
  const fields: Field[] = [
    { title: 'TABLE', right: false, value: (table) => tableName(table, look) },
    { title: 'SOURCE ROWS', right: true, value: sourceRows },
    { title: 'TARGET ROWS', right: true, value: (table) => exact(table.compared?.target ?? table.rows) },
    { title: 'SKIPPED', right: true, value: (table) => exact(table.skipped) },
    { title: 'TRUNCATED', right: true, value: (table) => exact(table.truncated) },
    { title: 'SECONDS', right: true, value: (table) => (table.elapsedMs / 1000).toFixed(1) },
    { title: 'VALIDATION', right: false, value: verdict },
  ];
  const cells = shown.map((table) => fields.map((field) => field.value(table)));
  const widths = fields.map((field, index) =>
    Math.max(field.title.length, ...cells.map((row) => width(row[index]!))),
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
  if (hidden > 0) lines.push(`${plural(hidden, 'more table')} without trouble; the report lists them.`);
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

function sourceRows(table: TableStatistics): string {
  if (table.compared) return exact(table.compared.source);
  return table.expectedIsExact ? exact(table.expectedRows) : `~${exact(table.expectedRows)}`;
}

/** The state comes first when the table did not get as far as a comparison. */
function verdict(table: TableStatistics): string {
  if (table.state !== 'Table completed') return words().plan.states[table.state];
  return words().plan.validation[table.validation];
}

function isFine(table: TableStatistics): boolean {
  const compared = table.validation === 'Validated' || table.validation === 'Not enabled';
  return table.state === 'Table completed' && compared && table.skipped === 0 && table.truncated === 0;
}

function nextStep(report: RunReport): string | null {
  if (report.outcome === 'differs') {
    return 'look at the key ranges in the report; rows that change on either side during a comparison differ, too';
  }
  if (report.outcome !== 'done') return null;
  if (report.tables.some((table) => table.skipped > 0 || table.truncated > 0)) {
    return 'look at the rows left out and the values cut short before you rely on the target';
  }
  if (report.tables.some((table) => table.validation === 'Not enabled')) {
    return 'prove that everything arrived: dms-tui validate, with the same source and target';
  }
  const isFiles = /^(s3|file):/.test(report.target);
  return isFiles
    ? `look at what is there: dms-tui endpoint browse '${report.target}'`
    : 'point your program at the target';
}
