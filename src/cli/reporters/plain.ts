/** One line per change of state: for logs, pipes and CI, and for people who read linearly. */

import type { InstanceResult } from '../../host/run-instance.ts';
import { addToReport, emptyReport } from '../../host/run-report.ts';
import { EventLines } from '../../tui/lines/event-lines.ts';
import { errorBlock } from '../../tui/lines/run-lines.ts';
import { summaryLines } from '../../tui/lines/summary.ts';
import { clock } from '../../tui/text/numbers.ts';
import type { Look } from '../../tui/theme/look.ts';
import type { Output, Reporter } from './reporter.ts';

/** Lines of a log are not wrapped by a window; wider tables than this are hard to read anyway. */
const LOG_COLUMNS = 160;

export function plainReporter(output: Output, errors: Output, look: Look): Reporter {
  const report = emptyReport();
  const lines = new EventLines(look);
  const put = (to: Output, line: string) => to.write(`${line}\n`);
  return {
    event(event) {
      addToReport(report, event);
      const stamp = look.paint('dim', clock(event.atMs));
      for (const line of lines.take(event)) put(output, `${stamp}  ${line}`);
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
