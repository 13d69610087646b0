import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { saveDatabase } from '../../../src/lab/lessons/doing/save-endpoint.ts';
import { testEndpoints } from '../../../src/lab/lessons/doing/test-endpoints.ts';
import { databaseEndpoint } from '../../../src/lab/lessons/evidence/endpoints.ts';
import type { Done } from '../../../src/lab/lessons/facts.ts';
import type { StepId } from '../../../src/lab/lessons/lesson.ts';
import { progressIn } from '../../../src/lab/lessons/progress.ts';
import { type LabSession, openSession } from '../../../src/lab/lessons/session.ts';
import { enter } from '../../../src/lab/world/environment.ts';
import { keptWorlds, stopWorld } from '../../../src/lab/world/kept-worlds.ts';
import { instanceFolder } from '../../../src/store/home.ts';
import { addInstance, readInstances } from '../../../src/store/instances.ts';
import { findSecret, placesBelow } from '../../support/secret-search.ts';
import { mariadb } from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { STEP_MS, signal } from './support.ts';

// Has MariaDB installed where it is not.
beforeAll(() => mariadb('a').then(() => {}));

async function session(
  own: string,
  work: (session: LabSession, done: readonly Done[]) => Promise<void>,
): Promise<void> {
  const done: Done[] = [];
  const opened = await openSession({
    lab: 'mysql-to-mysql',
    full: false,
    progress: progressIn(own),
    mayResume: true,
    onMaking: () => {},
    report: { done: (fact) => void done.push(fact), event: () => {} },
    signal,
  });
  const leave = enter(opened.world);
  try {
    await work(opened, done);
  } finally {
    leave();
    await opened.close();
  }
}

const report = { done: () => {}, event: () => {} };

test('who leaves comes back to the same step, in a new set-up, with what it builds on and their own names', {
  timeout: STEP_MS,
}, async () => {
  const own = temporaryFolder();
  const step = (of: LabSession, id: StepId) => of.steps.find((one) => one.id === id)!;
  let secret = '';
  await session(own, async (first) => {
    const { home, source } = first.world;
    secret = source.note.password;
    expect(first.current.id).toBe('instance');
    const small = { id: 'kim-small', class: 'small' as const, home: instanceFolder(home, 'kim-small') };
    addInstance(home, { ...small, created: new Date().toISOString() });
    expect((await first.check()).holds).toBe(true);
    await first.next();
    await first.doIt(report, signal);
    await first.next();
    await first.skip();
    await first.skip();
    expect(first.current.id).toBe('source-endpoint');
    await saveDatabase(home, 'kim-source', 'source', source.note, report);
    const { endpoint } = await databaseEndpoint(home, 'source', source);
    await testEndpoints(home, [endpoint!], report, signal);
    expect((await first.check()).holds).toBe(true);
    await first.next();
  });
  expect(findSecret(secret, placesBelow(own))).toEqual([]);

  await session(own, async (second, done) => {
    expect(second.current.id).toBe('target-endpoint');
    const states = second.steps.slice(0, 6).map((one) => second.stateOf(one));
    expect(states).toEqual(['done', 'done', 'skipped', 'skipped', 'done', 'open']);
    // Nothing but what the steps to come build on is done again.
    expect(done.map(({ what }) => what)).toEqual(['instance', 'endpoint', 'test']);
    expect(readInstances(second.world.home).instances.map(({ id }) => id)).toEqual(['kim-small']);
    expect((await second.check(step(second, 'source-endpoint'))).seen).toMatchObject([
      { id: 'kim-source' },
      {},
    ]);
    // What was done in the set-up that is gone stays done when one goes back to it.
    await second.goTo(step(second, 'look-source'));
    await second.back();
    expect(second.current.id).toBe('note');
    expect(second.stateOf(step(second, 'note'))).toBe('done');
    await second.goTo(step(second, 'target-endpoint'));
    expect((await second.doIt(report, signal)).holds).toBe(true);
    await second.world.keep();
  });

  // Kept, it is taken up as it is.
  await session(own, async (third, done) => {
    expect(done).toEqual([]);
    expect((await third.check()).holds).toBe(true);
    expect(third.world.kept).toBe(true);
  });
  for (const world of await keptWorlds()) await stopWorld(world);
});

test('a file of progress that is damaged, or of another lab, counts as none', () => {
  const own = temporaryFolder();
  const progress = progressIn(own);
  const names = { instance: 'a', source: 'b', target: 'c', store: 'd' };
  const kept = {
    v: 1,
    lab: 'mysql-to-s3',
    full: false,
    started: 'now',
    current: 'file',
    names,
    steps: {},
    before: {},
  } as const;
  expect(progress.read('mysql-to-s3')).toBeNull();
  progress.write(kept);
  expect(progress.read('mysql-to-s3')).toEqual(kept);
  const file = join(own, 'labs', 'mysql-to-s3.json');
  writeFileSync(join(own, 'labs', 'mysql-to-mysql.json'), readFileSync(file));
  expect(progress.read('mysql-to-mysql')).toBeNull();
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 40));
  expect(progress.read('mysql-to-s3')).toBeNull();
  progress.forget('mysql-to-s3');
  expect(progress.read('mysql-to-s3')).toBeNull();
});
