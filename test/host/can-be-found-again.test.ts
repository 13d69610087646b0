import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { attach } from '../../src/host/attach.ts';
import { readControl, writeControl } from '../../src/host/control/control-file.ts';
import { listen } from '../../src/host/control/listen.ts';
import { newSocketPlace } from '../../src/host/control/socket-place.ts';
import { readTaskStates } from '../../src/host/task-state.ts';
import { type DmsEvent, EVENT_VERSION } from '../../src/model/events.ts';
import { runFolder, taskFolder } from '../../src/store/home.ts';
import { claim } from '../../src/store/owner-lock.ts';
import { makePrivateFolder } from '../../src/store/private-files.ts';
import { taskFile } from '../../src/store/tasks.ts';
import { started } from '../cli/support/recorded-run.ts';
import { runBin } from '../cli/support/run-bin.ts';
import { passwords } from '../e2e/support/haul.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from '../support/waiting.ts';
import { Follower } from './support/saved-world.ts';
import { type Ground, makeGround, slowWorld } from './support/slow-world.ts';

/** A run of this process that listens; `dees` is its task. */
async function listening(lookMs?: number) {
  const state = temporaryFolder();
  const lock = claim(taskFolder(state, 'dees'), { kind: 'task', id: 'dees' }, 'testing');
  const folder = runFolder(state, 'dees', 'run');
  makePrivateFolder(folder);
  const listener = await listen(() => ({ result: 'done' }), lookMs);
  listener.announce(state, 'dees', { runId: 'run', folder });
  const result = { outcome: 'done', error: null, moved: true, runId: 'run', folder, report: null } as const;
  onTestFinished(async () => {
    await listener.close(result);
    lock.release();
  });
  listener.publish({
    v: EVENT_VERSION,
    seq: 0,
    runId: 'run',
    time: new Date().toISOString(),
    atMs: 0,
    ...started,
  });
  return { state, listener };
}

test.runIf(process.platform !== 'win32')(
  'a run whose socket was cleaned up can be found again; who is attached stays',
  async () => {
    const { state, listener } = await listening(50);
    const first = await Follower.of(state, 'dees');
    await first.untilEvent('run.started');
    const { place } = readControl(state, 'dees')!;
    rmSync(place);
    await eventually(() => expect(readControl(state, 'dees')!.place).not.toBe(place));
    const second = await Follower.of(state, 'dees');
    await second.untilEvent('run.started');
    const time = new Date().toISOString();
    listener.publish({ v: EVENT_VERSION, seq: 1, runId: 'run', time, atMs: 1, type: 'answer', yes: true });
    for (const one of [first, second]) await one.untilEvent('answer');
    expect(await first.attachment.send({ type: 'pause' })).toEqual({ result: 'done' });
  },
);

test('a run of another version is told of as that', async () => {
  const { state } = await listening();
  const control = readControl(state, 'dees')!;
  // What answers there ends the conversation, as a process of another version would.
  const { createServer } = await import('node:net');
  const place = newSocketPlace();
  const other = createServer((socket) => socket.end('{"type":"bye","why":"version"}\n'));
  await new Promise<void>((resolve) => other.listen(place, resolve));
  onTestFinished(() => {
    other.close();
  });
  writeControl(state, 'dees', { ...control, place });
  const handlers = { onEvent: () => {}, onEnd: () => {} };
  await expect(attach(state, 'dees', handlers, new AbortController().signal)).rejects.toMatchObject({
    kind: 'control.version',
    facts: { pid: process.pid },
  });
});

test.runIf(process.platform !== 'win32').each([
  [
    'is open to others',
    (folder: string) => {
      mkdirSync(folder);
      chmodSync(folder, 0o755);
    },
  ],
  ['is a link to somewhere else', (folder: string) => symlinkSync(temporaryFolder(), folder)],
  ['is a file', (folder: string) => writeFileSync(folder, '')],
])('a folder for sockets that %s is not used', (_, make) => {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = temporaryFolder();
  onTestFinished(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  });
  const folder = join(process.env.TMPDIR, `dms-tui-${userInfo().uid}`);
  make(folder);
  expect(newSocketPlace().startsWith(`/tmp/dms-tui-${userInfo().uid}/`)).toBe(true);
  rmSync(folder, { force: true, recursive: true });
  expect(newSocketPlace().startsWith(`${folder}/`)).toBe(true);
});

let ground: Ground;

beforeAll(async () => {
  ground = await makeGround();
});

test('a run in the foreground of another terminal can be watched, and told nothing', async () => {
  const world = await slowWorld(ground);
  const environment = { ...passwords(ground.source, ground.target), DMS_TUI_HOME: world.state };
  const run = runBin(['run', taskFile(world.state, world.task), '--json'], { environment });
  await eventually(() => expect(readTaskStates(world.state).states[0]!.run?.rows).toBeGreaterThan(0));
  const follower = await world.attach();
  expect(follower.attachment).toMatchObject({ role: 'watcher', pid: null, driver: null });
  expect(await follower.attachment.send({ type: 'stop' })).toEqual({ result: 'refused', why: 'not-here' });
  await follower.untilEvent('progress');
  expect(readTaskStates(world.state).states[0]).toMatchObject({
    status: 'running',
    owner: { doing: expect.stringMatching(/^loading/) as string },
  });
  const end = await follower.untilEnd();
  expect(end).toMatchObject({ reason: 'finished', result: { outcome: 'done' } });
  const { out } = await run;
  const events = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as DmsEvent);
  // Told as it happened: from the present on, every event of the log.
  const present = follower.events[follower.presentAt! - 1]!.seq;
  expect(follower.events.filter(({ seq }) => seq > present)).toEqual(
    events.filter(({ seq }) => seq > present),
  );
});
