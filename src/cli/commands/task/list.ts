/** `task list`: every saved task in a line: how it stands, from where to where, how far it is. */
import { readTaskStates, type TaskState } from '../../../host/task-state.ts';
import type { TaskEnd } from '../../../model/saved-task.ts';
import { homeFolder } from '../../../store/home.ts';
import { padEnd, printable, width } from '../../../tui/layout/text.ts';
import { errorBlock } from '../../../tui/lines/run-lines.ts';
import { words } from '../../../tui/text/words.ts';
import { chooseLook, type Look, speaksUnicode } from '../../../tui/theme/look.ts';
import { EXIT } from '../../exit-code.ts';
import type { ShowOptions } from './commands.ts';
import { taskDocument } from './document.ts';

/** Returns the exit code: a damaged file hides no other task, and does not pass unseen. */
export function listTasks(options: ShowOptions): number {
  const { states, damaged } = readTaskStates(homeFolder());
  const look = chooseLook({ unicode: speaksUnicode(), colour: false });
  if (options.json) {
    process.stdout.write(`${JSON.stringify(states.map(taskDocument), null, 2)}\n`);
  } else if (states.length === 0) {
    process.stdout.write(`${words().task.none}\n`);
  } else {
    for (const line of aligned(states.map((state) => fields(state, look)))) process.stdout.write(`${line}\n`);
  }
  for (const { error } of damaged) {
    for (const line of errorBlock(error, null, look)) process.stderr.write(`${line}\n`);
  }
  return damaged.length === 0 ? EXIT.done : EXIT.failed;
}

export function endWords(end: TaskEnd): string {
  return printable('endpoint' in end ? end.endpoint : end.url);
}

function fields({ task, status, run }: TaskState, look: Look): string[] {
  const { task: of } = words();
  return [
    task.id,
    of.statuses[status],
    `${endWords(task.source)} ${look.arrow} ${endWords(task.target)}`,
    ...(run === null ? ['', '', of.neverRan] : [of.tables(run), of.rowsShort(run), of.when(run)]),
  ];
}

function aligned(rows: readonly string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => width(row[column]!))));
  return rows.map((row) =>
    row
      .map((field, column) => padEnd(field, widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
