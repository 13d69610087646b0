/** `report.md`: the same facts as `report.json`, for people, whole where the screen is short. */
import type { RunReport } from '../host/run-report.ts';
import { printable } from '../tui/layout/text.ts';
import { differenceLine, issueLine } from '../tui/lines/run-lines.ts';
import { sourceRows, targetRows } from '../tui/lines/summary.ts';
import { errorLines } from '../tui/text/errors.ts';
import { exact } from '../tui/text/numbers.ts';
import { guaranteeWords } from '../tui/text/plan.ts';
import { words } from '../tui/text/words.ts';

export function reportMarkdown(report: RunReport): string {
  const { report: of } = words();
  const blocks = [
    `# ${report.task}: ${of.outcomes[report.outcome ?? 'unfinished']}`,
    list([
      of.way(code(report.source), code(report.target), report.resumed),
      of.times(report.runId, report.started, report.finished),
      ...(report.guarantee === null
        ? []
        : [`${guaranteeWords(report.guarantee)}${report.position ? ` (${code(report.position)})` : ''}`]),
      ...(report.guarantee === null ? [] : [of.totals(report)]),
    ]),
    ...section(of.sections.tables, report.tables.length === 0 ? '' : tables(report)),
    ...section(
      of.sections.errors,
      report.errors.map(({ table, error }) => fenced(errorLines(error, table))).join('\n\n'),
    ),
    ...section(
      of.sections.differences,
      list(report.differences.map(({ table, difference }) => differenceLine(table, difference))),
    ),
    ...section(of.sections.toKnow, list(report.issues.map(issueLine))),
    ...section(of.sections.leftOut, list(report.skippedFiles.map(code))),
    ...section(of.sections.goOn, report.resume === null ? '' : fenced([report.resume])),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function tables(report: RunReport): string {
  const { plan, report: of } = words();
  const titles = of.columns;
  const rows = report.tables.map((table) => [
    code(table.source),
    code(table.target),
    sourceRows(table),
    targetRows(table),
    exact(table.skipped),
    exact(table.truncated),
    (table.elapsedMs / 1000).toFixed(1),
    plan.states[table.state],
    plan.validation[table.validation],
  ]);
  const head = [
    titles.source,
    titles.target,
    titles.sourceRows,
    titles.targetRows,
    titles.skipped,
    titles.truncated,
    titles.seconds,
    titles.state,
    titles.validation,
  ];
  const rule = '| --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |';
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

function section(title: string, text: string): string[] {
  return text === '' ? [] : [`## ${title}`, text];
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `* ${line}`).join('\n');
}

/** A name may hold backticks itself: one more of them around it keeps them text. */
function code(text: string): string {
  const shown = printable(text);
  const longest = (shown.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${shown}${fence}` : `${fence} ${shown} ${fence}`;
}

function fenced(lines: readonly string[]): string {
  return ['~~~', ...lines.map(printable), '~~~'].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
