/** `task show`: one saved task whole, and its last run. */
import { join } from 'node:path';
import type { RunState } from '../../../host/run-state.ts';
import { type TaskState, taskState } from '../../../host/task-state.ts';
import { homeFolder } from '../../../store/home.ts';
import { findTask, taskFile } from '../../../store/tasks.ts';
import { padEnd, printable, width } from '../../../tui/layout/text.ts';
import { errorBlock } from '../../../tui/lines/run-lines.ts';
import { words } from '../../../tui/text/words.ts';
import { chooseLook, speaksUnicode } from '../../../tui/theme/look.ts';
import type { ShowOptions } from './commands.ts';
import { taskDocument } from './document.ts';
import { endWords } from './list.ts';

export function showTask(id: string, options: ShowOptions): void {
  const stateFolder = homeFolder();
  const state = taskState(stateFolder, findTask(stateFolder, id));
  if (options.json) {
    const document = { ...taskDocument(state), document: state.task.document };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    for (const line of lines(stateFolder, state)) process.stdout.write(`${line}\n`);
  }
}

function lines(stateFolder: string, { task, status, owner, run }: TaskState): string[] {
  const { task: of, instance } = words();
  const columns = Math.max(...Object.values(of.fields).map(width));
  const field = (name: string, value: string) => `  ${padEnd(name, columns)}  ${printable(value)}`;
  return [
    `${task.id}  ${of.statuses[status]}`,
    field(of.fields.source, endWords(task.source)),
    field(of.fields.target, endWords(task.target)),
    ...(task.instance === null ? [] : [field(of.fields.instance, task.instance)]),
    field(of.fields.file, taskFile(stateFolder, task.id)),
    ...(owner === null ? [] : [field(of.fields.busy, instance.owner(owner))]),
    ...(run === null ? [field(of.fields.run, of.neverRan)] : runLines(run, field)),
    ...(run?.canResume ? [field(of.fields.next, `dms-tui task resume ${task.id}`)] : []),
  ];
}

function runLines(run: RunState, field: (name: string, value: string) => string): string[] {
  const { task: of } = words();
  const look = chooseLook({ unicode: speaksUnicode(), colour: false });
  return [
    field(of.fields.run, of.when(run)),
    field(of.fields.rows, of.rows(run)),
    field(of.fields.tables, of.tables(run)),
    field(of.fields.logs, run.outcome === null ? run.folder : join(run.folder, 'report.md')),
    ...(run.asks ? [`  ${of.asks}`] : []),
    ...(run.error === null ? [] : errorBlock(run.error, null, look).map((line) => `  ${line}`)),
  ];
}
