/** Tells an assessment as it goes, to people and to programs. */

import { type AnyCheckResult, CHECKS } from '../../model/assessment.ts';
import { showAddress } from '../../model/endpoint-url.ts';
import type { Task } from '../../model/task.ts';
import { printable } from '../../tui/layout/text.ts';
import { checkLines, InOrder, verdictLines } from '../../tui/lines/check-lines.ts';
import { words } from '../../tui/text/words.ts';
import type { Look } from '../../tui/theme/look.ts';

export interface AssessmentReporter {
  result(result: AnyCheckResult): void;
  /** Says how it ended; whether no check has failed. */
  finish(): boolean;
}

/** Lines of a log are not wrapped by a window; and this is what most windows show. */
const LOG_COLUMNS = 80;

/** `columns` is null where output goes into a file or a pipe. */
export function assessmentReporter(
  task: Task,
  look: Look,
  columns: number | null,
  write: (line: string) => void,
): AssessmentReporter {
  const results: AnyCheckResult[] = [];
  const order = new InOrder(CHECKS);
  const way = `${printable(showAddress(task.source))} ${look.arrow} ${printable(showAddress(task.target))}`;
  write(look.paint('bold', words().run.start(task.id, way, false)));
  return {
    result(result) {
      results.push(result);
      for (const one of order.take(result)) {
        for (const line of checkLines(one, look, columns ?? LOG_COLUMNS)) write(line);
      }
    },
    finish() {
      write('');
      for (const line of verdictLines(results, look, columns ?? LOG_COLUMNS)) write(line);
      return hasPassed(results);
    },
  };
}

/** The same as lines of JSON: one per check, as it is done, and one at the end. */
export function assessmentDocument(write: (line: string) => void): AssessmentReporter {
  const results: AnyCheckResult[] = [];
  const put = (line: object) => write(JSON.stringify({ v: 1, ...line }));
  return {
    result(result) {
      results.push(result);
      put({ type: 'check', ...result });
    },
    finish() {
      const counted = (wanted: AnyCheckResult['result']) =>
        results.filter(({ result }) => result === wanted).length;
      const [passed, warned, failed, untested] = [
        counted('passed'),
        counted('warned'),
        counted('failed'),
        counted('untested'),
      ];
      put({ type: 'assessment.finished', ready: hasPassed(results), passed, warned, failed, untested });
      return hasPassed(results);
    },
  };
}

function hasPassed(results: readonly AnyCheckResult[]): boolean {
  return results.every(({ result }) => result !== 'failed');
}
