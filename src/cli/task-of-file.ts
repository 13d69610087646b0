/** The task that a file describes, with the options that go over it. */
import type { Task } from '../model/task.ts';
import { parseTask, type SeparateDocument } from '../model/task-parser.ts';
import { type RunOptions, readDocument } from './options.ts';
import { overridden } from './overrides.ts';

export function taskOfFile(file: string, options: RunOptions): { task: Task; strict: boolean } {
  const { task, strict } = parseTask(readDocument(file), file, {
    tableMappings: separate(options.tableMappings),
    taskSettings: separate(options.taskSettings),
  });
  return { task: overridden(task, options), strict: strict || (options.strict ?? false) };
}

function separate(file: string | undefined): SeparateDocument | undefined {
  return file === undefined ? undefined : { document: readDocument(file), file };
}
