/** What is said of a run on the normal screen, once the console was left. */
import { summaryLines } from '../../lines/summary.ts';
import { words } from '../../text/words.ts';
import { chooseLook, speaksUnicode } from '../../theme/look.ts';
import type { Followed } from './run-follower.ts';

/** Null while nothing is known of it. */
export function farewell({ link, view }: Followed, taskId: string, columns: number): string[] | null {
  const says = words().runScreen;
  const { report } = view;
  const look = chooseLook({ unicode: speaksUnicode(), colour: false });
  if (report.outcome !== null) {
    const written = link.kind === 'finished' ? link.result.report : null;
    const lines = summaryLines(report, { report: written }, look, columns);
    // A command stands alone on its line: it is there to be copied.
    return report.resume === null ? [...lines, says.repeat, `  dms-tui task start ${taskId}`] : lines;
  }
  if (report.started === '') return null;
  if (link.kind === 'cut-off')
    return ['', `${look.bad} ${taskId}: ${says.cutOff}`, `  dms-tui task resume ${taskId}`];
  return ['', says.runsOn(taskId), '  dms-tui'];
}
