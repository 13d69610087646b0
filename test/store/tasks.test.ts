import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { instanceFolder, runFolder, taskFolder } from '../../src/store/home.ts';
import { addInstance } from '../../src/store/instances.ts';
import { claim } from '../../src/store/owner-lock.ts';
import { makePrivateFolder } from '../../src/store/private-files.ts';
import { deleteTask, findTask, readTasks, saveTask, taskFile } from '../../src/store/tasks.ts';
import { runBin } from '../cli/support/run-bin.ts';
import { selection } from '../engine/copying.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function document(task: string, more: object = {}) {
  return {
    task,
    source: { url: 'mysql://reader@db1/dees' },
    target: { url: 'file:///out' },
    tableMappings: { rules: [selection('dees', '%')] },
    ...more,
  };
}

describe('a saved task', () => {
  test('is found again as it was given, beside others, by id', async () => {
    const state = temporaryFolder();
    const written = document('dees', { local: { lanes: 3 } });
    for (const one of [document('other'), written]) await saveTask(state, one);
    expect(readTasks(state)).toMatchObject({ tasks: [{ id: 'dees' }, { id: 'other' }], damaged: [] });
    expect(findTask(state, 'dees')).toEqual({
      id: 'dees',
      source: { url: 'mysql://reader@db1:3306/dees' },
      target: { url: 'file:///out' },
      instance: null,
      document: written,
    });
  });

  test('that somebody else has changed meanwhile is not written over', async () => {
    const state = temporaryFolder();
    const read = await saveTask(state, document('dees'));
    const theirs = await saveTask(state, document('dees', { local: { lanes: 2 } }), read);
    await expect(saveTask(state, document('dees', { local: { lanes: 4 } }), read)).rejects.toMatchObject({
      kind: 'usage',
      facts: { problem: expect.stringContaining('changed or deleted by somebody else') as string },
    });
    expect(findTask(state, 'dees')).toEqual(theirs);
  });

  test('is neither changed nor deleted while it runs', async () => {
    const state = temporaryFolder();
    const saved = await saveTask(state, document('dees'));
    const run = claim(taskFolder(state, 'dees'), { kind: 'task', id: 'dees' }, 'loading');
    const busy = { kind: 'instance.busy', facts: { doing: 'loading' } };
    await expect(saveTask(state, document('dees'), saved)).rejects.toMatchObject(busy);
    expect(() => deleteTask(state, 'dees')).toThrow(expect.objectContaining({ kind: 'instance.busy' }));
    run.release();
    deleteTask(state, 'dees');
    expect(() => findTask(state, 'dees')).toThrow(expect.objectContaining({ kind: 'usage' }));
  });

  test('takes the logs of its runs with it, wherever they are, and nothing of others', async () => {
    const state = temporaryFolder();
    const home = instanceFolder(state, 'one');
    addInstance(state, { id: 'one', class: 'small', home, created: '2026-01-01T00:00:00.000Z' });
    for (const id of ['dees', 'other']) {
      await saveTask(state, document(id));
      for (const place of [state, home]) makePrivateFolder(runFolder(place, id, '20260101-000000-1'));
    }
    deleteTask(state, 'dees');
    for (const place of [state, home]) {
      expect(existsSync(taskFolder(place, 'dees'))).toBe(false);
      expect(existsSync(runFolder(place, 'other', '20260101-000000-1'))).toBe(true);
    }
    expect(readTasks(state).tasks.map(({ id }) => id)).toEqual(['other']);
  });

  test.each([
    [
      'holds a password in its URL',
      document('dees', { source: { url: 'mysql://r:secret@db1/x' } }),
      'source.url',
    ],
    ['has an id that is none', document('../dees'), 'task'],
    ['lacks its target', { ...document('dees'), target: {} }, 'target.url'],
    ['has a key that is none', document('dees', { tabelMappings: {} }), 'tabelMappings'],
    ['is no object', [], ''],
  ])('that %s is not saved, and the place is named', async (_, written, path) => {
    const state = temporaryFolder();
    const error: unknown = await saveTask(state, written).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'document', facts: { path } });
    expect(JSON.stringify(error)).not.toContain('secret');
    expect(readTasks(state)).toEqual({ tasks: [], damaged: [] });
  });

  test('saved under another name than its own is damaged, and stays as it is', async () => {
    const state = temporaryFolder();
    await saveTask(state, document('dees'));
    const moved = JSON.stringify(document('other'));
    writeFileSync(taskFile(state, 'dees'), moved);
    expect(readTasks(state)).toMatchObject({
      tasks: [],
      damaged: [{ id: 'dees', error: { kind: 'document', facts: { path: 'task' } } }],
    });
    await expect(saveTask(state, document('dees'))).rejects.toMatchObject({ kind: 'usage' });
    expect(readFileSync(taskFile(state, 'dees'), 'utf8')).toBe(moved);
  });
});

test('of many processes that save a task of one id at once, one does, and its file is whole', async () => {
  const state = temporaryFolder();
  const files = Array.from({ length: 5 }, (_, index) => {
    const file = join(state, `${index}.json`);
    writeFileSync(file, JSON.stringify(document('dees', { local: { lanes: index + 1 } })));
    return file;
  });
  const environment = { DMS_TUI_HOME: state };
  const ended = await Promise.all(files.map((file) => runBin(['task', 'create', file], { environment })));
  const codes = ended.map(({ code }) => code);
  expect(codes.filter((code) => code === 0)).toHaveLength(1);
  expect(codes.every((code) => code === 0 || code === 2 || code === 5)).toBe(true);
  const winner = codes.indexOf(0);
  expect(findTask(state, 'dees').document).toMatchObject({ local: { lanes: winner + 1 } });
});
