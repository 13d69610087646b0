import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Ended, runBin } from './support/run-bin.ts';

const state = temporaryFolder();

function instance(...words: string[]): Promise<Ended> {
  return runBin(['instance', ...words], { environment: { DMS_TUI_HOME: state } });
}

test('an instance is made, listed, shown and deleted', async () => {
  expect(await instance('list')).toMatchObject({ code: 0, out: expect.stringContaining('no instances') });
  const made = await instance('create', 'Small-1', '--class', 'small');
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(made.out).toContain('small-1 is available: 2 lanes, 256 MB');
  expect(made.out).toContain('--instance small-1');

  const listed = await instance('list');
  expect(listed.out).toBe('small-1  available  small  2 lanes  256 MB  no runs yet\n');
  const home = join(state, 'instances', 'small-1');
  const documents: unknown = JSON.parse((await instance('list', '--json')).out);
  expect(documents).toMatchObject([
    {
      id: 'small-1',
      status: 'available',
      class: 'small',
      lanes: 2,
      memoryBytes: 256 * 1024 * 1024,
      home,
      busy: null,
      runs: { count: 0, newest: [] },
    },
  ]);

  const shown = await instance('show', 'SMALL-1');
  for (const part of ['small-1  available', 'small: 2 lanes, 256 MB', home, 'runs     0'])
    expect(shown.out).toContain(part);
  expect(JSON.parse((await instance('show', 'small-1', '--json')).out)).toMatchObject({
    id: 'small-1',
    home,
  });

  expect((await instance('delete', 'small-1')).out).toContain('small-1 is deleted. Nothing of it is left.');
  expect(existsSync(home)).toBe(false);
});

test('the class auto says what it found on this machine', async () => {
  await instance('create', 'auto-1', '--home', join(state, 'elsewhere'));
  const { out } = await instance('show', 'auto-1');
  expect(out).toMatch(/auto: \d lanes?, .*this machine has \d+ cores? and [\d.]+ [MG]B/);
  const deleted = await instance('delete', 'auto-1');
  expect(deleted.out).toContain(
    `Its home stays as it is, with the logs of 0 runs: ${join(state, 'elsewhere')}`,
  );
});

test('wrong ids, classes and unknown instances are refused with what is allowed', async () => {
  await instance('create', 'medium-1', '--class', 'medium');
  const wrong = await Promise.all([
    instance('create', '1st'),
    instance('create', 'a', '--class', 'huge'),
    instance('create', 'medium-1'),
    instance('show', 'medum-1'),
    instance('delete', 'nobody'),
  ]);
  expect(wrong.map(({ code, out }) => ({ code, out }))).toEqual(wrong.map(() => ({ code: 2, out: '' })));
  expect(wrong[0].err).toContain('first a letter');
  expect(wrong[1].err).toContain('small, medium, large, auto');
  expect(wrong[3].err).toContain('did you mean medium-1');
});

test('a damaged file is reported, and the other instances are listed all the same', async () => {
  const file = join(state, 'instances', 'broken.json');
  writeFileSync(file, '{');
  const { code, out, err } = await instance('list');
  expect(code).toBe(1);
  expect(out).toContain('medium-1  available');
  expect(err).toContain(file);
});
