import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SourceEndpoint, TargetEndpoint } from '../../src/endpoints/contract.ts';
import { passwordOnly } from '../../src/endpoints/contract.ts';
import type { RunRequest } from '../../src/engine/run.ts';
import { pastRuns } from '../../src/host/past-runs.ts';
import { newRunId } from '../../src/host/run-id.ts';
import { type InstanceRequest, type Machinery, runInstance } from '../../src/host/run-instance.ts';
import { parseEndpointUrl } from '../../src/model/endpoint-url.ts';
import { DmsError } from '../../src/model/errors.ts';
import type { DmsEvent, RunOutcome } from '../../src/model/events.ts';
import { mappingsFromPatterns } from '../../src/model/patterns.ts';
import type { Task } from '../../src/model/task.ts';
import { defaultTaskSettings } from '../../src/model/task-settings-parser.ts';
import { runFolder } from '../../src/store/home.ts';
import { addInstance } from '../../src/store/instances.ts';
import { claim } from '../../src/store/owner-lock.ts';
import { completed, finished, plan, table } from '../cli/support/recorded-run.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const SECRET = 'correct-horse-battery';

const task: Task = {
  id: 'dees-copy',
  source: parseEndpointUrl(`mysql://reader:${SECRET}@127.0.0.1:3306/dees`, 'source').address,
  target: parseEndpointUrl('mysql://writer@127.0.0.1:3307/dees', 'target').address,
  mappings: mappingsFromPatterns(['dees.%'], []),
  settings: defaultTaskSettings(),
  objects: [],
  issues: [],
};

/** An engine of a few lines, and endpoints that note when they are closed. */
function machinery(
  runTask: (request: RunRequest) => Promise<RunOutcome>,
  log: string[] = [],
): () => Promise<Machinery> {
  const endpoint = (name: string) => ({
    close: async () => {
      log.push(`${name} closed`);
    },
  });
  return async () => ({
    openSource: async (_address, secrets) => {
      log.push(`source ${secrets.password}`);
      return endpoint('source') as unknown as SourceEndpoint;
    },
    openTarget: async (_address, secrets) => {
      log.push(`target ${secrets.password}`);
      return endpoint('target') as unknown as TargetEndpoint;
    },
    runTask,
  });
}

function request(more: Partial<InstanceRequest> = {}): InstanceRequest & { events: DmsEvent[] } {
  const events: DmsEvent[] = [];
  return {
    task,
    mode: 'start',
    strict: false,
    confirm: async () => true,
    secrets: { source: passwordOnly(SECRET), target: passwordOnly(null) },
    stateFolder: temporaryFolder(),
    instance: null,
    resumeCommand: 'dms-tui run task.json --resume',
    describe: (report) => `# ${report.task} ${report.outcome}\n`,
    onEvent: (event) => events.push(event),
    signal: new AbortController().signal,
    ...more,
    events,
  };
}

async function copiesAll({ emit }: RunRequest): Promise<RunOutcome> {
  emit(plan('dees.movies'));
  emit({ type: 'table.state', table: table('dees.movies') });
  emit(finished([completed('dees.movies', 5)]));
  return 'done';
}

function everyFile(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('a run', () => {
  test('is the newest of its instance, even in the second of one with a higher process id', async () => {
    const stateFolder = temporaryFolder();
    const instance = { id: 'small', home: temporaryFolder() };
    addInstance(stateFolder, { ...instance, class: 'small', created: '2026-01-01T00:00:00.000Z' });
    const before = newRunId(new Date(), []).replace(/\d+$/, '99999999');
    mkdirSync(runFolder(instance.home, 'before', before), { recursive: true });
    await runInstance(request({ stateFolder, instance }), machinery(copiesAll));
    const { newest } = pastRuns(instance.home, null, 2);
    expect(newest.map((run) => run.task)).toEqual(['dees-copy', 'before']);
  });

  test('numbers its events without gaps, and ends with run.finished', async () => {
    const asked = request();
    const result = await runInstance(asked, machinery(copiesAll));
    expect(result).toMatchObject({ outcome: 'done', error: null, moved: true });
    expect(asked.events.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
    expect(asked.events.map(({ type }) => type)).toEqual([
      'run.started',
      'plan',
      'table.state',
      'run.finished',
    ]);
    expect(new Set(asked.events.map(({ runId }) => runId))).toEqual(new Set([result.runId]));
    expect(asked.events.every(({ v, time }) => v === 1 && !Number.isNaN(Date.parse(time)))).toBe(true);
  });

  test('leaves the same events as NDJSON, and its report twice, readable by its owner alone', async () => {
    const asked = request();
    const { folder, report } = await runInstance(asked, machinery(copiesAll));
    const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(asked.events);
    expect(readFileSync(report!, 'utf8')).toBe('# dees-copy done\n');
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toMatchObject({
      outcome: 'done',
      rows: 5,
    });
    for (const file of everyFile(asked.stateFolder)) expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('closes target, then source, and gives the task back, also when the engine fails', async () => {
    const log: string[] = [];
    const asked = request();
    const failing = machinery(async () => {
      throw new TypeError('x is not a function');
    }, log);
    const result = await runInstance(asked, failing);
    expect(log).toEqual([`source ${SECRET}`, 'target null', 'target closed', 'source closed']);
    expect(result).toMatchObject({ outcome: 'failed', moved: false, error: { kind: 'internal' } });
    claim(join(asked.stateFolder, 'tasks', task.id), { kind: 'task', id: task.id }, 'testing').release();
  });

  test('is refused while another one works on the task, and touches nothing', async () => {
    const asked = request();
    const folder = join(asked.stateFolder, 'tasks', task.id);
    const lock = claim(folder, { kind: 'task', id: task.id }, 'testing');
    await expect(runInstance(asked, machinery(copiesAll))).rejects.toMatchObject({
      kind: 'instance.busy',
      facts: { pid: process.pid },
    });
    expect(asked.events).toEqual([]);
    expect(readdirSync(folder)).toEqual(['lock']);
    lock.release();
  });
});

test('what is to know of the task is said once, before anything is connected', async () => {
  const issue = {
    code: 'not-carried-out',
    subject: 'rule 3',
    detail: 'add-column has no effect here.',
  } as const;
  const asked = request({ task: { ...task, issues: [issue, issue] } });
  const result = await runInstance(asked, async () => {
    throw new DmsError('connect.unreachable', { address: 'db1', reason: 'refused' });
  });
  expect(result.outcome).toBe('failed');
  expect(asked.events.map(({ type }) => type)).toEqual(['run.started', 'issue', 'error', 'run.finished']);
});

describe('a run that cannot be started', () => {
  test('ends its events with the error and run.finished, and offers no resume', async () => {
    const asked = request();
    const error = new DmsError('connect.login', { address: '127.0.0.1:3306', user: 'reader' });
    const result = await runInstance(
      asked,
      machinery(() => Promise.reject(error)),
    );
    expect(result).toMatchObject({ outcome: 'failed', error: { kind: 'connect.login' }, moved: false });
    expect(asked.events.slice(1)).toMatchObject([
      { type: 'error', table: null, error: { kind: 'connect.login' } },
      { type: 'run.finished', outcome: 'failed', tables: [], resume: null },
    ]);
  });
});

describe('a run that is stopped', () => {
  test('is interrupted, not failed, and names the command that goes on', async () => {
    const stop = new AbortController();
    const asked = request({ signal: stop.signal });
    const result = await runInstance(
      asked,
      machinery(async ({ emit, signal }) => {
        emit(plan('dees.movies'));
        stop.abort();
        throw signal.reason;
      }),
    );
    expect(result).toMatchObject({ outcome: 'interrupted', error: { kind: 'interrupted' } });
    expect(asked.events.at(-1)).toMatchObject({
      type: 'run.finished',
      outcome: 'interrupted',
      resume: 'dms-tui run task.json --resume',
    });
    expect(asked.events.some(({ type }) => type === 'error')).toBe(false);
  });

  test('offers no resume where there is no checkpoint yet', async () => {
    const asked = request({ signal: AbortSignal.abort() });
    await runInstance(
      asked,
      machinery(({ signal }) => Promise.reject(signal.reason)),
    );
    expect(asked.events.at(-1)).toMatchObject({ outcome: 'interrupted', resume: null });
  });
});

test('a password is in no event and no file, not even in the stack of an error', async () => {
  const asked = request();
  await runInstance(
    asked,
    machinery(async () => {
      throw new Error(`outer ${SECRET}`, { cause: new Error(`access denied (using ${SECRET})`) });
    }),
  );
  expect(JSON.stringify(asked.events)).not.toContain(SECRET);
  const files = everyFile(asked.stateFolder);
  expect(files.map((file) => file.split('/').at(-1))).toContain('trace.log');
  for (const file of files) expect(readFileSync(file, 'utf8')).not.toContain(SECRET);
});
