/** Carries a task out in this process, as the command line would, and keeps everything it says. */

import { randomBytes } from 'node:crypto';
import { passwordOnly } from '../../src/endpoints/contract.ts';
import { openSource, openTarget } from '../../src/endpoints/registry.ts';
import type { Dials } from '../../src/engine/dials.ts';
import { runTask } from '../../src/engine/run.ts';
import { type ErrorRecord, errorRecord, type Issue } from '../../src/model/errors.ts';
import type { EventBody, RunOutcome, TableStatistics } from '../../src/model/events.ts';
import type { Task } from '../../src/model/task.ts';
import { parseTask } from '../../src/model/task-parser.ts';
import { dropAfterwards, freshSchema, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export interface Copy {
  readonly source: TestServer;
  /** A server, or the URL of a bucket or folder. */
  readonly target: TestServer | string;
  /** Selection rules for one whole schema, or rules as they stand in a file. */
  readonly schema?: string;
  readonly rules?: readonly object[];
  readonly taskSettings?: object;
  readonly targetSettings?: object;
  readonly lanes?: number;
  readonly objects?: string;
  readonly strict?: boolean;
  readonly mode?: 'start' | 'resume' | 'validate';
  /** Name of the task, for a second run of the same one. */
  readonly task?: string;
  readonly stateFolder?: string;
  readonly dials?: Dials;
  readonly onEvent?: (event: EventBody) => void;
  /** Asks for a stop. */
  readonly signal?: AbortSignal;
}

export interface Copied {
  /** Null when nothing could be started: then `error` says why. */
  readonly outcome: RunOutcome | null;
  readonly error: ErrorRecord | null;
  readonly events: readonly EventBody[];
  readonly issues: readonly Issue[];
  /** Errors of tables and of the run, as they were told. */
  readonly errors: readonly ErrorRecord[];
  /** Statistics by source table, `schema.table`. */
  readonly tables: ReadonlyMap<string, TableStatistics>;
  readonly errorFolder: string;
}

export function taskOf(request: Copy): Task {
  const { source: from, target: to } = request;
  const document = {
    task: request.task ?? `copy-${randomBytes(4).toString('hex')}`,
    source: { url: from.url() },
    target: {
      url: typeof to === 'string' ? to : to.url(),
      ...(request.targetSettings && { settings: request.targetSettings }),
    },
    tableMappings: { rules: request.rules ?? [selection(request.schema!, '%')] },
    ...(request.taskSettings && { taskSettings: request.taskSettings }),
    local: { lanes: request.lanes ?? 2, ...(request.objects && { objects: request.objects }) },
  };
  return parseTask(document, 'task.json').task;
}

export async function copy(request: Copy): Promise<Copied> {
  const { source: from, target: to } = request;
  const task = taskOf(request);
  const events: EventBody[] = [];
  const signal = request.signal ?? new AbortController().signal;
  const errorFolder = temporaryFolder();
  const options = {
    controlSchema: task.settings.controlSchema,
    stateFolder: request.stateFolder ?? temporaryFolder(),
  };
  const source = await openSource(task.source, passwordOnly(from.password), signal);
  let outcome: RunOutcome | null = null;
  let error: ErrorRecord | null = null;
  try {
    const target = await openTarget(
      task.target,
      passwordOnly(typeof to === 'string' ? null : to.password),
      options,
      signal,
    );
    try {
      outcome = await runTask({
        task,
        source,
        target,
        mode: request.mode ?? 'start',
        strict: request.strict ?? false,
        confirm: async () => true,
        errorFolder,
        signal,
        ...(request.dials && { dials: request.dials }),
        emit: (event) => {
          events.push(event);
          request.onEvent?.(event);
        },
      });
    } catch (thrown) {
      error = errorRecord(thrown);
      // A fault of ours has its place in the test's output.
      if (error.kind === 'internal') throw thrown;
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
  return { outcome, error, ...folded(events), errorFolder };
}

/** A schema on the source whose namesake on the target goes with it. */
export async function sharedSchema(source: TestServer, target: TestServer, prefix: string): Promise<string> {
  const schema = await freshSchema(source, prefix);
  dropAfterwards(target, schema);
  return schema;
}

let lastRule = 0;

export function selection(schema: string, table: string, more: object = {}): object {
  const id = ++lastRule;
  return {
    'rule-type': 'selection',
    'rule-id': id,
    'rule-name': `selection ${id}`,
    'rule-action': 'include',
    'object-locator': { 'schema-name': schema, 'table-name': table },
    ...more,
  };
}

export function transformation(
  target: 'schema' | 'table' | 'column',
  action: string,
  [schema, table, column]: readonly [schema: string, table?: string, column?: string],
  more: object = {},
): object {
  const id = ++lastRule;
  return {
    'rule-type': 'transformation',
    'rule-id': id,
    'rule-name': `transformation ${id}`,
    'rule-target': target,
    'rule-action': action,
    'object-locator': {
      'schema-name': schema,
      ...(table !== undefined && { 'table-name': table }),
      ...(column !== undefined && { 'column-name': column }),
    },
    ...more,
  };
}

function folded(events: readonly EventBody[]): Pick<Copied, 'events' | 'issues' | 'errors' | 'tables'> {
  const finished = events.findLast((event) => event.type === 'run.finished');
  return {
    events,
    issues: events.flatMap((event) => (event.type === 'issue' ? [event.issue] : [])),
    errors: events.flatMap((event) => (event.type === 'error' ? [event.error] : [])),
    tables: new Map(finished?.tables.map((table) => [table.source, table])),
  };
}
