/** The task that a file describes, with the options that go over it. */

import { isObject } from '../model/document.ts';
import { NO_REFERENCES } from '../model/endpoint.ts';
import type { Task } from '../model/task.ts';
import { type LookUpEndpoint, parseTask, type SeparateDocument } from '../model/task-parser.ts';
import { readEndpoints } from '../store/endpoints.ts';
import { homeFolder } from '../store/home.ts';
import { findTask, taskFile } from '../store/tasks.ts';
import { lookUpIn } from './endpoint-word.ts';
import { type RunOptions, readDocument } from './options.ts';
import { overridden } from './overrides.ts';
import type { TaskReferences } from './passwords.ts';

export interface TaskOfFile {
  readonly task: Task;
  /** As typed, and where nothing was typed as the file's `local` says. */
  readonly options: RunOptions;
  /** Where the secrets of saved endpoints are. */
  readonly references: TaskReferences;
}

export async function taskOfFile(file: string, options: RunOptions): Promise<TaskOfFile> {
  return await taskOfDocument(readDocument(file), file, options);
}

/** The same of a saved task. @throws DmsError 'usage' when there is none of that id */
export async function taskOfSaved(id: string, options: RunOptions): Promise<TaskOfFile> {
  const stateFolder = homeFolder();
  const { document } = findTask(stateFolder, id);
  return await taskOfDocument(document, taskFile(stateFolder, id), options);
}

async function taskOfDocument(document: unknown, file: string, options: RunOptions): Promise<TaskOfFile> {
  const separateDocuments = {
    tableMappings: separate(options.tableMappings),
    taskSettings: separate(options.taskSettings),
  };
  const read = parseTask(document, file, separateDocuments, await lookUpFor(document));
  return {
    task: overridden(read.task, options),
    options: {
      ...options,
      strict: read.strict || (options.strict ?? false),
      ...(options.instance === undefined && read.instance !== null && { instance: read.instance }),
    },
    references: { source: read.saved.source ?? NO_REFERENCES, target: read.saved.target ?? NO_REFERENCES },
  };
}

/** The profile is read only for a file that names a saved endpoint. */
async function lookUpFor(document: unknown): Promise<LookUpEndpoint | undefined> {
  const sides = isObject(document) ? [document.source, document.target] : [];
  const named = sides.some((side) => isObject(side) && side.endpoint !== undefined);
  return named ? lookUpIn(await readEndpoints(homeFolder())) : undefined;
}

function separate(file: string | undefined): SeparateDocument | undefined {
  return file === undefined ? undefined : { document: readDocument(file), file };
}
