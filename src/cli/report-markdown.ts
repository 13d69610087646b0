/** `report.md`: the same facts as `report.json`, for people, whole where the screen is short. */
import type { RunReport } from '../host/run-report.ts';
import type { RunOutcome } from '../model/events.ts';
import { printable } from '../tui/layout/text.ts';
import { differenceLine, issueLine } from '../tui/lines/run-lines.ts';
import { errorLines } from '../tui/text/errors.ts';
import { bytes, exact } from '../tui/text/numbers.ts';
import { guaranteeWords } from '../tui/text/plan.ts';
import { words } from '../tui/text/words.ts';

const OUTCOMES: Record<RunOutcome, string> = {
  done: 'done',
  failed: 'failed',
  differs: 'done, but rows differ',
  interrupted: 'stopped before it was done; what is committed stays on the target',
};

export function reportMarkdown(report: RunReport): string {
  const blocks = [
    `# ${report.task}: ${report.outcome === null ? 'not finished' : OUTCOMES[report.outcome]}`,
    list([
      `from ${code(report.source)} to ${code(report.target)}${report.resumed ? ', resumed' : ''}`,
      `run ${report.runId}, ${report.started} to ${report.finished}`,
      ...(report.guarantee === null
        ? []
        : [`${guaranteeWords(report.guarantee)}${report.position ? ` (${code(report.position)})` : ''}`]),
      ...(report.guarantee === null ? [] : [measured(report)]),
    ]),
    ...section('Tables', report.tables.length === 0 ? '' : tables(report)),
    ...section(
      'Errors',
      report.errors.map(({ table, error }) => fenced(errorLines(error, table))).join('\n\n'),
    ),
    ...section(
      'Differences',
      list(report.differences.map(({ table, difference }) => differenceLine(table, difference))),
    ),
    ...section('To know', list(report.issues.map(issueLine))),
    ...section('Rows left out', list(report.skippedFiles.map(code))),
    ...section('Go on', report.resume === null ? '' : fenced([report.resume])),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function measured(report: RunReport): string {
  const moved = `${exact(report.rows)} rows, ${bytes(report.bytes)} in ${words().time.duration(report.elapsedMs)}`;
  const parts = `load ${words().time.duration(report.loadMs)}, validation ${words().time.duration(report.validationMs)}`;
  return `${moved} (${parts}) with ${words().counts.lanes(report.lanes)}`;
}

function tables(report: RunReport): string {
  const rows = report.tables.map((table) => [
    code(table.source),
    code(table.target),
    table.compared
      ? exact(table.compared.source)
      : table.expectedIsExact
        ? exact(table.expectedRows)
        : `~${exact(table.expectedRows)}`,
    exact(table.compared?.target ?? table.rows),
    exact(table.skipped),
    exact(table.truncated),
    (table.elapsedMs / 1000).toFixed(1),
    words().plan.states[table.state],
    words().plan.validation[table.validation],
  ]);
  const head =
    '| source | target | source rows | target rows | skipped | truncated | seconds | state | validation |';
  const rule = '| --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |';
  return [head, rule, ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`)].join('\n');
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
