/**
 * A saved task: the document of a task file, kept under the id of the task. What it names (endpoints, an
 * instance) may be gone by now: it is read in full only when the task is to run.
 */

import * as v from 'valibot';
import { filledText, join, Problems, shape, text } from './document.ts';
import { parseEndpointUrl, showAddress } from './endpoint-url.ts';
import { DmsError } from './errors.ts';
import type { EndpointRole } from './hops.ts';
import { isTaskId, TASK_ID_ALLOWED } from './task-id.ts';

/** One end of a saved task: the id of a saved endpoint, or a URL without its password. */
export type TaskEnd = { readonly endpoint: string } | { readonly url: string };

export interface SavedTask {
  readonly id: string;
  readonly source: TaskEnd;
  readonly target: TaskEnd;
  /** Id of the instance it runs on; null for none. */
  readonly instance: string | null;
  /** The document of the task file, as `parseTask` reads it. */
  readonly document: Readonly<Record<string, unknown>>;
}

const endShape = shape({ url: v.nullish(filledText), endpoint: v.nullish(filledText) });

const savedShape = shape({
  task: v.pipe(text, v.check(isTaskId, TASK_ID_ALLOWED)),
  source: endShape,
  target: endShape,
  local: v.nullish(shape({ instance: v.nullish(filledText) })),
});

/**
 * What a list of tasks shows of a document. `id` is what it must be saved under.
 * @throws DmsError 'document'
 */
export function readSavedTask(document: unknown, file: string, id: string): SavedTask {
  const problems = new Problems(file);
  const written = problems.demand(savedShape, document, '');
  if (written.task !== id)
    problems.add('task', `is "${written.task}"`, `"${id}", as the name of the folder says`);
  const source = endOf(written.source, 'source', problems);
  const target = endOf(written.target, 'target', problems);
  problems.throwIfAny();
  const { instance } = written.local ?? {};
  return {
    id,
    source: source!,
    target: target!,
    instance: instance ?? null,
    document: document as Record<string, unknown>,
  };
}

function endOf(
  {
    url,
    endpoint,
  }: { readonly url?: string | null | undefined; readonly endpoint?: string | null | undefined },
  role: EndpointRole,
  problems: Problems,
): TaskEnd | null {
  if (endpoint) return { endpoint };
  if (!url) {
    problems.add(join(role, 'url'), 'is missing', 'a url, or the id of a saved endpoint');
    return null;
  }
  try {
    const { address } = parseEndpointUrl(url, role);
    if (address.engine !== 'mysql' || address.password === null) return { url: showAddress(address) };
    problems.add(
      join(role, 'url'),
      'holds a password, and a saved task is no place for one',
      'the URL without it, or "endpoint": the id of a saved one',
    );
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('url')) throw error;
    problems.add(join(role, 'url'), `${error.facts.url}: ${error.facts.problem}`, error.facts.allowed);
  }
  return null;
}
