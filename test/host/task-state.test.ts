import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { SourceEndpoint, TargetEndpoint } from '../../src/endpoints/contract.ts';
import { passwordOnly } from '../../src/endpoints/contract.ts';
import type { RunRequest } from '../../src/engine/run.ts';
import { type Machinery, runInstance } from '../../src/host/run-instance.ts';
import { readTaskStates, type TaskState } from '../../src/host/task-state.ts';
import { DmsError } from '../../src/model/errors.ts';
import type { RunMode, RunOutcome } from '../../src/model/events.ts';
import { parseTask } from '../../src/model/task-parser.ts';
import { instanceFolder } from '../../src/store/home.ts';
import { addInstance } from '../../src/store/instances.ts';
import { saveTask } from '../../src/store/tasks.ts';
import { completed, finished, plan, progress } from '../cli/support/recorded-run.ts';
import { selection } from '../engine/copying.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const document = {
  task: 'dees',
  source: { url: 'mysql://reader@db1/dees' },
  target: { url: 'file:///out' },
  tableMappings: { rules: [selection('dees', '%')] },
};

/** A task whose engine does as the test says. */
class World {
  readonly state = temporaryFolder();

  async save(more: object = {}): Promise<this> {
    await saveTask(this.state, { ...document, ...more });
    return this;
  }

  get now(): TaskState {
    return readTaskStates(this.state).states[0]!;
  }

  async run(
    runTask: (request: RunRequest) => Promise<RunOutcome>,
    mode: RunMode = 'start',
    home: string | null = null,
  ): Promise<string> {
    const endpoint = { close: async () => {} };
    const machinery: Machinery = {
      openSource: async () => endpoint as unknown as SourceEndpoint,
      openTarget: async () => endpoint as unknown as TargetEndpoint,
      runTask,
    };
    const { folder } = await runInstance(
      {
        task: parseTask(document, 'task.json').task,
        mode,
        strict: false,
        confirm: async () => true,
        secrets: { source: passwordOnly(null), target: passwordOnly(null) },
        stateFolder: this.state,
        instance: home === null ? null : { id: 'one', home },
        resumeCommand: 'dms-tui task resume dees',
        describe: () => '',
        onEvent: () => {},
        signal: new AbortController().signal,
      },
      async () => machinery,
    );
    return folder;
  }
}

function ends(outcome: RunOutcome): (request: RunRequest) => Promise<RunOutcome> {
  return async ({ emit }) => {
    emit(plan('dees.movies', 'dees.tags'));
    emit({ ...finished([completed('dees.movies', 5), completed('dees.tags', 2)]), outcome } as never);
    return outcome;
  };
}

test.each([
  ['done', 'load-complete'],
  ['differs', 'differs'],
  ['failed', 'failed'],
  ['interrupted', 'stopped'],
] as const)('a task whose last run was %s is %s', async (outcome, status) => {
  const world = await new World().save();
  expect(world.now).toMatchObject({ status: 'ready', run: null });
  const folder = await world.run(ends(outcome));
  const canResume = outcome === 'failed' || outcome === 'interrupted';
  expect(world.now).toMatchObject({
    status,
    owner: null,
    run: { folder, outcome, rows: 7, tablesDone: 2, tablesTotal: 2, canResume, cutOff: false, mode: 'start' },
  });
  expect(Date.parse(world.now.run!.finished!)).toBeGreaterThanOrEqual(Date.parse(world.now.run!.started!));
});

test('a task is seen to start, ask, run and pause, with the numbers of the last tick', async () => {
  const world = await new World().save();
  const seen: unknown[] = [];
  const look = () => {
    const { status, run, owner } = world.now;
    seen.push([status, run?.asks, run?.rows, run?.tablesDone, owner?.pid === process.pid]);
  };
  await world.run(async ({ emit, confirm }) => {
    look();
    await confirm({ prep: 'truncate', name: 'dees', tables: [{ table: 'dees.movies', rows: 1 }] });
    look();
    emit(plan('dees.movies'));
    look();
    emit(progress({ rows: 10, tablesDone: 1 }));
    look();
    emit(progress({ rows: 20, tablesDone: 2, paused: true }));
    look();
    return await ends('done')({ emit } as RunRequest);
  });
  expect(seen).toEqual([
    ['starting', false, 0, 0, true],
    ['starting', false, 0, 0, true],
    ['running', false, 0, 0, true],
    ['running', false, 10, 1, true],
    ['paused', false, 20, 2, true],
  ]);
});

test('a run that could not begin says why, and has nothing to go on from', async () => {
  const world = await new World().save();
  await world.run(() => Promise.reject(new DmsError('connect.login', { address: 'db1', user: 'reader' })));
  expect(world.now).toMatchObject({
    status: 'failed',
    run: { began: false, canResume: false, error: { kind: 'connect.login' } },
  });
});

test('the newest run counts, also one whose log is in the home of an instance, and a cut-off one', async () => {
  const world = await new World().save();
  await world.run(ends('done'));
  const home = instanceFolder(world.state, 'one');
  addInstance(world.state, { id: 'one', class: 'small', home, created: '2026-01-01T00:00:00.000Z' });
  // An id of a run is of seconds and a process: the next one of this process must be a second later.
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const folder = await world.run(ends('failed'), 'resume', home);
  expect(world.now).toMatchObject({ status: 'failed', run: { folder, mode: 'resume' } });
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const last = await world.run(async ({ emit }) => {
    emit(plan('dees.movies'));
    emit(progress({ rows: 33, expectedRows: 100 }));
    return await ends('done')({ emit } as RunRequest);
  });
  // As a power cut would leave it.
  rmSync(join(last, 'report.json'));
  expect(world.now).toMatchObject({
    status: 'stopped',
    run: { folder: last, cutOff: true, canResume: true, outcome: null, rows: 33, rowsPerSecond: 0 },
  });
});
