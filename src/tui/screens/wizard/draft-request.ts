/** What the engine is asked about a draft: the same task that will run. */
import type { AssessRequest } from '../../../engine/assess/request.ts';
import { parseTask } from '../../../model/task-parser.ts';
import { findEndpoint, readEndpoints } from '../../../store/endpoints.ts';
import { taskFile } from '../../../store/tasks.ts';
import { type Draft, taskDocument } from './draft.ts';

/** @throws DmsError 'document' naming what of it cannot be so */
export async function requestOf(draft: Draft, stateFolder: string): Promise<AssessRequest> {
  const endpoints = await readEndpoints(stateFolder);
  const file = taskFile(stateFolder, draft.taskId);
  const { task } = parseTask(taskDocument(draft), file, {}, (id) => findEndpoint(endpoints, id));
  const secrets = { source: draft.source!.secrets, target: draft.target!.secrets };
  return { task, secrets, stateFolder, mode: 'start', strict: false };
}
