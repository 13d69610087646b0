import { beforeAll, expect, test } from 'vitest';
import { readTaskStates } from '../../src/host/task-state.ts';
import { freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { savedWorld } from './support/saved-world.ts';

let source: TestServer;
let schema: string;

beforeAll(async () => {
  source = await mariadb('a');
  schema = await freshSchema(source, 'process');
  await source.query(`CREATE TABLE ${schema}.movies (id INT PRIMARY KEY, title TEXT)`);
  await source.query(`INSERT INTO ${schema}.movies SELECT seq, SHA2(seq, 256) FROM ${schema}.seq_1_to_1000`);
});

test('a saved task runs in a process of its own, which tells all it does to whoever attaches', async () => {
  const world = await savedWorld(source, schema, `file://${temporaryFolder()}/out`);
  const statusNow = () => readTaskStates(world.state).states[0]!;
  expect(statusNow()).toMatchObject({ status: 'ready', owner: null, run: null });
  const started = await world.start();
  expect(started.pid).not.toBe(process.pid);
  const follower = await world.attach();
  expect(follower.attachment).toMatchObject({ role: 'driver', pid: started.pid, folder: started.folder });
  const end = await follower.untilEnd();
  expect(end).toMatchObject({ reason: 'finished', result: { outcome: 'done', runId: started.runId } });
  expect(follower.events[0]).toMatchObject({ type: 'run.started', pid: started.pid, mode: 'start' });
  expect(follower.events.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'done', rows: 1000 });
  expect(statusNow()).toMatchObject({
    status: 'load-complete',
    owner: null,
    run: { runId: started.runId, rows: 1000, tablesDone: 1, tablesTotal: 1, cutOff: false },
  });
});

test('a run that has ended is told once more from its log', async () => {
  const world = await savedWorld(source, schema, `file://${temporaryFolder()}/out`);
  const { runId } = await world.start();
  const first = await world.attach();
  await first.untilEnd();
  const later = await world.attach();
  expect(later.attachment).toMatchObject({ role: 'watcher', pid: null });
  expect(await later.attachment.send({ type: 'pause' })).toEqual({ result: 'refused', why: 'over' });
  expect(await later.untilEnd()).toMatchObject({ reason: 'finished', result: { outcome: 'done', runId } });
  expect(later.events.map(({ type }) => type)).toEqual([
    'run.started',
    'dials',
    'plan',
    'table.state',
    'chunks',
    'run.finished',
  ]);
});
