/** Saves a task of the lab, starts it in a process of its own as the console does, and follows it to its end. */
import { type AttachmentEnd, attach } from '../../../host/attach.ts';
import { startTask } from '../../../host/start-task.ts';
import { DmsError } from '../../../model/errors.ts';
import type { DmsEvent } from '../../../model/events.ts';
import type { RunCommand } from '../../../model/run-commands.ts';
import type { PrepMode } from '../../../model/task-settings.ts';
import { findEndpoint, readEndpoints } from '../../../store/endpoints.ts';
import { readTasks, saveTask } from '../../../store/tasks.ts';
import type { Report } from '../lesson.ts';
import { secretsOf } from './save-endpoint.ts';
import { smallInstance } from './test-endpoints.ts';

export interface LabTask {
  readonly id: string;
  /** Ids of endpoints. */
  readonly source: string;
  readonly target: string;
  /** Rules of table mappings, as AWS DMS has them. */
  readonly rules: readonly object[];
  /** Null leaves it to what stands on the target. */
  readonly prep: PrepMode | null;
  /** Kilobytes that large values are cut to; null: whole values. */
  readonly lobKilobytes: number | null;
}

/** May tell the run something at each event. */
export type OnEvent = (event: DmsEvent, send: (command: RunCommand) => void) => void;

/** An abort stops the run; what it has committed stays. */
export async function runTask(
  home: string,
  task: LabTask,
  report: Report,
  signal: AbortSignal,
  onEvent: OnEvent = () => {},
): Promise<void> {
  signal.throwIfAborted();
  const there = readTasks(home).tasks.find((one) => one.id === task.id) ?? null;
  await saveTask(home, documentOf(home, task), there);
  report.done({ what: 'task', id: task.id });
  const endpoints = await readEndpoints(home);
  const secrets = {
    source: await secretsOf(home, findEndpoint(endpoints, task.source)),
    target: await secretsOf(home, findEndpoint(endpoints, task.target)),
  };
  // What is removed is what the lab has put there.
  await startTask({ stateFolder: home, taskId: task.id, mode: 'start', secrets, confirmed: true });
  const end = await followed(home, task.id, report, signal, onEvent);
  signal.throwIfAborted();
  if (end.reason !== 'finished') {
    throw new DmsError('internal', {
      problem: `the process of the run of ${task.id} was ended from outside`,
    });
  }
}

function followed(
  home: string,
  task: string,
  report: Report,
  signal: AbortSignal,
  onEvent: OnEvent,
): Promise<AttachmentEnd> {
  return new Promise((resolve, reject) => {
    let send: (command: RunCommand) => void = () => {};
    const handlers = {
      onEvent: (event: DmsEvent) => {
        report.event(event);
        if (event.type === 'run.finished') {
          const { outcome, rows, elapsedMs: ms } = event;
          report.done({ what: 'run', task, outcome, rows, ms });
        }
        onEvent(event, (command) => send(command));
      },
      onEnd: (end: AttachmentEnd) => {
        signal.removeEventListener('abort', stop);
        resolve(end);
      },
    };
    const stop = () => send({ type: 'stop' });
    attach(home, task, handlers, new AbortController().signal, { doing: 'lab' }).then((attachment) => {
      send = (command) => void attachment.send(command).catch(() => {});
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop, { once: true });
    }, reject);
  });
}

const PREP_MODES: Record<PrepMode, string> = {
  'do-nothing': 'DO_NOTHING',
  'drop-and-create': 'DROP_AND_CREATE',
  truncate: 'TRUNCATE_BEFORE_LOAD',
};

function documentOf(home: string, { id, source, target, rules, prep, lobKilobytes }: LabTask): object {
  const instance = smallInstance(home)?.id;
  const lobs = lobKilobytes === null ? { FullLobMode: true } : limited(lobKilobytes);
  return {
    task: id,
    migrationType: 'full-load',
    source: { endpoint: source },
    target: { endpoint: target },
    tableMappings: { rules },
    taskSettings: {
      TargetMetadata: lobs,
      ...(prep === null ? {} : { FullLoadSettings: { TargetTablePrepMode: PREP_MODES[prep] } }),
    },
    local: instance === undefined ? {} : { instance },
  };
}

function limited(kilobytes: number): object {
  return { FullLobMode: false, LimitedSizeLobMode: true, LobMaxSize: kilobytes };
}

/** The tables that a pattern matches. */
export function including(id: number, schema: string, table: string): object {
  return {
    'rule-type': 'selection',
    'rule-id': String(id),
    'rule-name': String(id),
    'object-locator': { 'schema-name': schema, 'table-name': table },
    'rule-action': 'include',
  };
}

export function changingColumn(id: number, table: string, column: string, change: object): object {
  const [schema, name] = table.split('.');
  return {
    'rule-type': 'transformation',
    'rule-id': String(id),
    'rule-name': String(id),
    'rule-target': 'column',
    'object-locator': { 'schema-name': schema, 'table-name': name, 'column-name': column },
    ...change,
  };
}
