import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Instance } from '../../src/model/instance.ts';
import { instanceFolder } from '../../src/store/home.ts';
import { addInstance, findInstance, readInstances, removeInstance } from '../../src/store/instances.ts';
import { claim } from '../../src/store/owner-lock.ts';
import { makePrivateFolder } from '../../src/store/private-files.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const storeModule = new URL('../../src/store/instances.ts', import.meta.url).href;

function instance(state: string, id: string, home = instanceFolder(state, id)): Instance {
  return { id, class: 'small', home, created: '2026-01-01T00:00:00.000Z' };
}

const refused = (problem: RegExp) =>
  expect.objectContaining({
    kind: 'usage',
    facts: expect.objectContaining({ problem: expect.stringMatching(problem) }),
  });

describe('saved instances', () => {
  test('are found again by their id in any case, and listed by id', () => {
    const state = temporaryFolder();
    const [b, a] = [instance(state, 'b'), instance(state, 'a')];
    addInstance(state, b);
    addInstance(state, a);
    expect(readInstances(state)).toEqual({ instances: [a, b], damaged: [] });
    expect(findInstance(state, 'A')).toEqual(a);
    expect(existsSync(a.home)).toBe(true);
  });

  test('are readable by their owner alone', () => {
    const state = temporaryFolder();
    addInstance(state, instance(state, 'a'));
    for (const entry of readdirSync(join(state, 'instances')))
      expect(statSync(join(state, 'instances', entry)).mode & 0o077).toBe(0);
  });

  test('one that is not there is refused with the nearest that is', () => {
    const state = temporaryFolder();
    addInstance(state, instance(state, 'small-1'));
    expect(() => findInstance(state, 'smal-1')).toThrow(refused(/did you mean small-1/));
  });

  test('an id or a home that is taken is refused, also by another name of that home', () => {
    const state = temporaryFolder();
    const first = instance(state, 'a', join(temporaryFolder(), 'home'));
    addInstance(state, first);
    const alias = join(temporaryFolder(), 'alias');
    symlinkSync(first.home, alias);
    expect(() => addInstance(state, instance(state, 'a'))).toThrow(refused(/already/));
    expect(() => addInstance(state, instance(state, 'b', first.home))).toThrow(refused(/of the instance a/));
    expect(() => addInstance(state, instance(state, 'b', alias))).toThrow(refused(/of the instance a/));
    expect(readInstances(state).instances).toEqual([first]);
  });

  test.runIf(process.platform === 'linux')('a home where no folder can be made is refused at once', () => {
    const state = temporaryFolder();
    expect(() => addInstance(state, instance(state, 'a', '/proc/a/b'))).toThrow(refused(/cannot be used/));
    expect(readInstances(state).instances).toEqual([]);
  });

  test('a damaged file hides no other instance, and is never wiped', () => {
    const state = temporaryFolder();
    addInstance(state, instance(state, 'a'));
    const file = join(state, 'instances', 'b.json');
    for (const text of ['{"id": "b", "cl', '[]', '{"id":"b","class":"tiny"}']) {
      writeFileSync(file, text);
      const { instances, damaged } = readInstances(state);
      expect(instances.map(({ id }) => id)).toEqual(['a']);
      expect(damaged).toMatchObject([{ kind: 'document', facts: { file } }]);
      expect(() => findInstance(state, 'b')).toThrow(expect.objectContaining({ kind: 'document' }));
      expect(() => addInstance(state, instance(state, 'b'))).toThrow(refused(/already/));
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });
});

/** Adds in a process of its own, with everything ready before, and says how it went. */
async function addElsewhere(state: string, one: Instance): Promise<string> {
  const script = `
    import { addInstance } from ${JSON.stringify(storeModule)};
    try { addInstance(${JSON.stringify(state)}, ${JSON.stringify(one)}); console.log('added'); }
    catch (error) { console.log(error.kind ?? error.stack); }
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [word] = (await once(child.stdout, 'data')) as [Buffer];
  return word.toString().trim();
}

describe('several writers at once', () => {
  test('never lose an instance', async () => {
    const state = temporaryFolder();
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const words = await Promise.all(ids.map((id) => addElsewhere(state, instance(state, id))));
    expect(new Set(words)).toEqual(new Set(['added']));
    expect(readInstances(state).instances.map(({ id }) => id)).toEqual(ids);
  });

  test.each([
    { same: 'id', of: (state: string, n: number) => instance(state, 'a', join(state, `home-${n}`)) },
    { same: 'home', of: (state: string, n: number) => instance(state, `a${n}`, join(state, 'home')) },
  ])('never share one $same', async ({ of }) => {
    const state = temporaryFolder();
    const words = await Promise.all([1, 2, 3, 4].map((n) => addElsewhere(state, of(state, n))));
    expect(words.filter((word) => word === 'added')).toHaveLength(1);
    expect(words.every((word) => ['added', 'usage', 'instance.busy'].includes(word))).toBe(true);
    expect(readInstances(state).instances).toHaveLength(1);
  });
});

describe('an instance that is deleted', () => {
  test('is gone with its empty home, and its id is free again', () => {
    const state = temporaryFolder();
    const one = instance(state, 'a');
    addInstance(state, one);
    removeInstance(state, one);
    expect(readInstances(state).instances).toEqual([]);
    expect(existsSync(one.home)).toBe(false);
    addInstance(state, one);
  });

  test('leaves what ran there, and a folder that was chosen for it', () => {
    const state = temporaryFolder();
    const one = instance(state, 'a');
    const other = instance(state, 'b', join(temporaryFolder(), 'home'));
    addInstance(state, one);
    addInstance(state, other);
    mkdirSync(join(one.home, 'tasks'));
    removeInstance(state, one);
    removeInstance(state, other);
    expect(readdirSync(one.home)).toEqual(['tasks']);
    expect(existsSync(other.home)).toBe(true);
  });

  test('is refused while somebody works on it', () => {
    const state = temporaryFolder();
    const one = instance(state, 'a');
    addInstance(state, one);
    const lock = claim(one.home, { kind: 'instance', id: 'a' }, 'loading');
    expect(() => removeInstance(state, one)).toThrow(expect.objectContaining({ kind: 'instance.busy' }));
    expect(readInstances(state).instances).toEqual([one]);
    lock.release();
    removeInstance(state, one);
  });
});

test('folders are made with every missing one above them, for their owner alone', () => {
  const top = temporaryFolder();
  const deep = join(top, 'a', 'b', 'c');
  makePrivateFolder(deep);
  makePrivateFolder(deep);
  expect(statSync(join(top, 'a')).mode & 0o077).toBe(0);
  writeFileSync(join(top, 'file'), '');
  expect(() => makePrivateFolder(join(top, 'file', 'x'))).toThrow();
  expect(() => makePrivateFolder(join(top, 'file'))).toThrow();
});
