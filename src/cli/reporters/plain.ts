/** One line per change of state: for logs, pipes and CI, and for people who read linearly. */

import type { InstanceResult } from '../../host/run-instance.ts';
import { addToReport, emptyReport } from '../../host/run-report.ts';
import type { DmsEvent, TableStatistics } from '../../model/events.ts';
import { printable } from '../../tui/layout/text.ts';
import {
  differenceLine,
  errorBlock,
  issueLine,
  planLines,
  progressLine,
  skippedLine,
  stalledLine,
  startLine,
} from '../../tui/lines/run-lines.ts';
import { summaryLines } from '../../tui/lines/summary.ts';
import { clock } from '../../tui/text/numbers.ts';
import { words } from '../../tui/text/words.ts';
import type { Look } from '../../tui/theme/look.ts';
import type { Output, Reporter } from './reporter.ts';

/** Often enough to see that it lives, rare enough that an hour stays readable in a CI log. */
const PROGRESS_MS = 10_000;

/** Lines of a log are not wrapped by a window; wider tables than this are hard to read anyway. */
const LOG_COLUMNS = 160;

export function plainReporter(output: Output, errors: Output, look: Look): Reporter {
  const report = emptyReport();
  const shown = new Map<string, string>();
  let started = 0;
  let lastProgress = Number.NEGATIVE_INFINITY;
  let stalled = '';
  const put = (to: Output, line: string) => to.write(`${line}\n`);

  const lines = (event: DmsEvent, at: number): string[] => {
    switch (event.type) {
      case 'run.started':
        return [startLine(report, look)];
      case 'plan':
        return planLines(event);
      case 'issue':
        return [issueLine(event.issue)];
      case 'step':
        return [printable(`${event.table}: ${event.statement}`)];
      case 'object':
        return [printable(words().run.object(event.object, event.name, event.action))];
      case 'rows.skipped':
        return [skippedLine(event)];
      case 'validation.difference':
        return [differenceLine(event.table, event.difference)];
      case 'table.state': {
        const state = stateLine(event.table);
        if (shown.get(event.table.source) === state) return [];
        shown.set(event.table.source, state);
        return [`${printable(event.table.source)}: ${state}`];
      }
      case 'progress': {
        const waitsFor = event.progress.stalled.join('; ');
        const news = waitsFor !== '' && waitsFor !== stalled;
        stalled = waitsFor;
        if (!news && at - lastProgress < PROGRESS_MS) return [];
        lastProgress = at;
        return [progressLine(event.progress), ...(news ? event.progress.stalled.map(stalledLine) : [])];
      }
      default:
        return [];
    }
  };

  return {
    event(event) {
      addToReport(report, event);
      const time = Date.parse(event.time);
      if (started === 0) started = time;
      const stamp = look.paint('dim', clock(time - started));
      for (const line of lines(event, time)) put(output, `${stamp}  ${line}`);
      if (event.type !== 'error') return;
      for (const line of errorBlock(event.error, event.table, look)) put(errors, line);
    },
    suspend() {},
    resume() {},
    say: (line) => put(errors, line),
    finish(result: InstanceResult) {
      for (const line of summaryLines(report, result, look, output.columns ?? LOG_COLUMNS)) put(output, line);
    },
  };
}

function stateLine(table: TableStatistics): string {
  const { plan, run } = words();
  if (table.state === 'Table completed') return run.completed(table);
  return table.step === 'indexes' ? run.steps.indexes : plan.states[table.state];
}
