import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { claimRun } from '../../src/host/claim-run.ts';
import { instanceState } from '../../src/host/instance-state.ts';
import { pastRuns } from '../../src/host/past-runs.ts';
import type { Instance } from '../../src/model/instance.ts';
import { instanceFolder } from '../../src/store/home.ts';
import { addInstance, removeInstance } from '../../src/store/instances.ts';
import { ownerOf } from '../../src/store/owner-lock.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function saved(state: string, id: string, home = instanceFolder(state, id)): Instance {
  const instance: Instance = { id, class: 'small', home, created: '2026-01-01T00:00:00.000Z' };
  addInstance(state, instance);
  return instance;
}

const busy = (kind: 'task' | 'instance', id: string) =>
  expect.objectContaining({
    kind: 'instance.busy',
    facts: expect.objectContaining({ kind, id, pid: process.pid }),
  });

describe('a run on an instance', () => {
  test('holds the instance and the task, says what it does in both, and gives both back', () => {
    const state = temporaryFolder();
    const one = saved(state, 'one');
    const lock = claimRun(state, 'dees', one);
    lock.say('loading dees.movies (43 %)');
    for (const folder of [one.home, join(state, 'tasks', 'dees')])
      expect(ownerOf(folder)).toMatchObject({ pid: process.pid, doing: 'loading dees.movies (43 %)' });
    expect(instanceState(one)).toMatchObject({ status: 'busy', owner: { pid: process.pid } });
    lock.release();
    expect(ownerOf(join(state, 'tasks', 'dees'))).toBeNull();
    expect(instanceState(one)).toMatchObject({ status: 'available', owner: null });
  });

  test('is refused while another task runs there', () => {
    const state = temporaryFolder();
    const one = saved(state, 'one');
    const lock = claimRun(state, 'dees', one);
    expect(() => claimRun(state, 'other', one)).toThrow(busy('instance', 'one'));
    lock.release();
    claimRun(state, 'other', one).release();
  });

  test('is refused while its task runs elsewhere, and then does not keep the instance', () => {
    const state = temporaryFolder();
    const [one, two] = [saved(state, 'one'), saved(state, 'two')];
    const lock = claimRun(state, 'dees', one);
    expect(() => claimRun(state, 'dees', two)).toThrow(busy('task', 'dees'));
    expect(() => claimRun(state, 'dees', null)).toThrow(busy('task', 'dees'));
    expect(ownerOf(two.home)).toBeNull();
    lock.release();
  });

  test('is refused when the instance was deleted since it was looked up', () => {
    const state = temporaryFolder();
    const one = saved(state, 'one', join(temporaryFolder(), 'home'));
    removeInstance(state, one);
    expect(() => claimRun(state, 'dees', one)).toThrow(expect.objectContaining({ kind: 'usage' }));
    expect(readdirSync(one.home)).toEqual([]);
  });
});

test('an instance whose home is gone has failed, and says why; looking does not bring it back', () => {
  const one = { ...saved(temporaryFolder(), 'one'), home: '/nowhere/at/all' };
  const { status, problem } = instanceState(one);
  expect(status).toBe('failed');
  expect(problem).toContain('/nowhere/at/all');
  expect(existsSync(one.home)).toBe(false);
});

test('where nothing ran there are no runs', () => {
  expect(pastRuns(join(temporaryFolder(), 'none'), null, 5)).toEqual({ count: 0, newest: [] });
});
