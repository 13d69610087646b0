/** `task create`: saves a task file. */
import { isObject } from '../../../model/document.ts';
import { homeFolder } from '../../../store/home.ts';
import { findTask, saveTask } from '../../../store/tasks.ts';
import { words } from '../../../tui/text/words.ts';
import { readDocument } from '../../options.ts';
import type { CreateOptions } from './commands.ts';

export async function createTask(file: string, options: CreateOptions): Promise<void> {
  const stateFolder = homeFolder();
  const document = withParts(readDocument(file), options);
  const id = isObject(document) ? String(document.task) : '';
  const before = options.replace ? findTask(stateFolder, id) : null;
  const { id: saved } = await saveTask(stateFolder, document, before);
  process.stdout.write(`${before === null ? words().task.saved(saved) : words().task.replaced(saved)}\n`);
}

/** A saved task is one document: what was given in files of its own becomes part of it. */
function withParts(document: unknown, { tableMappings, taskSettings }: CreateOptions): unknown {
  if (!isObject(document)) return document;
  return {
    ...document,
    ...(tableMappings !== undefined && { tableMappings: readDocument(tableMappings) }),
    ...(taskSettings !== undefined && { taskSettings: readDocument(taskSettings) }),
  };
}
