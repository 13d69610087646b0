/** Every check of the first lab says no, and what is missing, until its step is really done. */
import { expect, test } from 'vitest';
import { testConnections } from '../../../src/host/test-connections.ts';
import { looking } from '../../../src/lab/lessons/doing/look.ts';
import { changingColumn, including, runTask } from '../../../src/lab/lessons/doing/run-task.ts';
import { saveDatabase } from '../../../src/lab/lessons/doing/save-endpoint.ts';
import { databaseEndpoint } from '../../../src/lab/lessons/evidence/endpoints.ts';
import type { StepId } from '../../../src/lab/lessons/lesson.ts';
import { addressOf, secretOf } from '../../../src/lab/lessons/mysql-to-mysql/look-source.ts';
import { noteFrom, saveNote } from '../../../src/lab/world/notes.ts';
import { removeEndpoint } from '../../../src/store/endpoints.ts';
import { instanceFolder } from '../../../src/store/home.ts';
import { addInstance } from '../../../src/store/instances.ts';
import { fetchSecret } from '../../../src/store/secrets.ts';
import { labUnderTest, STEP_MS, signal } from './support.ts';

const lab = labUnderTest('mysql-to-mysql');

const MOVIES = 'dees.movies';

/** A task that a person got half right. */
async function run(id: string, rules: readonly object[]): Promise<void> {
  const { source, target } = lab.session.progress.names;
  const ends = { source, target };
  const task = { id, ...ends, rules, prep: 'drop-and-create' as const, lobKilobytes: null };
  await runTask(lab.home, task, lab.report, signal);
}

test('the steps are those of the exercise, in its order', () => {
  expect(lab.session.steps.map(({ id }) => id)).toEqual([
    'instance',
    'note',
    'look-source',
    'look-target',
    'source-endpoint',
    'target-endpoint',
    'whole-way',
    'mappings',
    'prepare-nothing',
    'prepare-truncate',
    'prepare-drop',
    'lobs-limited',
    'lobs-full',
    'columns',
    'dial',
    'verify',
  ]);
});

test('nothing holds before anything is done', { timeout: STEP_MS }, async () => {
  for (const { id } of lab.session.steps) expect(await lab.missing(id), id).not.toEqual([]);
});

test('instance: one of another class is not enough', async () => {
  const id = 'student-small';
  const home = instanceFolder(lab.home, id);
  addInstance(lab.home, { id, class: 'medium', home, created: new Date().toISOString() });
  expect(await lab.check('instance')).toMatchObject({ missing: [{ what: 'instance.class', ids: [id] }] });
  expect(await lab.doIt('instance')).toMatchObject({
    holds: true,
    // What is there stays as it is.
    seen: [{ id: 'student-small-2', lanes: 2 }],
  });
});

test('note: each wrong field is named, and a note that is pasted whole is read', async () => {
  const { source, target } = lab.session.world;
  await saveNote(lab.home, 'source', { ...source.note, port: 3306, password: 'other' });
  expect((await lab.check('note')).missing).toEqual([
    { what: 'note.fields', side: 'source', fields: ['password', 'port'] },
    { what: 'note', side: 'target' },
  ]);
  const pasted = `URL: ${source.note.url}\n사용자: ${source.note.user}\n비밀번호: ${source.note.password}\n포트: ${source.note.port}`;
  await saveNote(lab.home, 'source', noteFrom(pasted, 'source')!);
  await saveNote(lab.home, 'target', target!.note);
  expect(await lab.missing('note')).toEqual([]);
  expect(await lab.doIt('note')).toMatchObject({ holds: true });
  expect(JSON.stringify(lab.done)).not.toContain(source.note.password);
});

test('look-source: tables that nobody looked at are named; what the administrator asks does not count', async () => {
  await lab.as('source', 'SELECT COUNT(*) FROM dees.movies');
  await lab.session.world.ask('source', 'SELECT COUNT(*) FROM dees.sample1');
  await lab.as('source', "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_NAME = 'sample2'");
  expect(await lab.check('look-source')).toMatchObject({
    missing: [{ what: 'look.tables', tables: ['dees.sample1', 'dees.sample2'] }],
  });
  const { seen } = await lab.doIt('look-source');
  expect(seen).toEqual([
    {
      what: 'counts',
      side: 'source',
      tables: [
        { table: MOVIES, rows: 62_423 },
        { table: 'dees.sample1', rows: 200_000 },
        { table: 'dees.sample2', rows: 20_000 },
      ],
    },
  ]);
});

test('look-target: signing in is not looking', async () => {
  await lab.as('target', 'SELECT 1');
  expect(await lab.missing('look-target')).toEqual(['look.target']);
  expect(await lab.doIt('look-target')).toMatchObject({ holds: true, seen: [{ schemas: [] }] });
});

test('source-endpoint: name, place, user, test and instance must be right, in this order', async () => {
  const { note } = lab.session.world.source;
  const save = (id: string, change: Partial<typeof note>) =>
    saveDatabase(lab.home, id, 'source', { ...note, ...change }, lab.report);
  await save('mine', {});
  expect(await lab.missing('source-endpoint')).toEqual(['endpoint.name']);
  await save('mine-source', { port: note.port + 1 });
  expect(await lab.missing('source-endpoint')).toEqual(['endpoint.place']);
  await save('mine-source', { user: 'root' });
  expect(await lab.missing('source-endpoint')).toEqual(['endpoint.user']);
  await save('mine-source', { password: 'wrong-word' });
  expect(await lab.missing('source-endpoint')).toEqual(['connection']);

  const test = async (instance: string | null) => {
    const { endpoint } = await databaseEndpoint(lab.home, 'source', lab.session.world.source);
    const password = await fetchSecret(endpoint!.password as { keyring: string }, 'it');
    const end = { ...endpoint!, secrets: { password, bastion: null } };
    const asked = { controlSchema: 'x', measure: false, stateFolder: lab.home, instance };
    for await (const _event of testConnections([end], asked, signal));
  };
  await test(null);
  expect(await lab.missing('source-endpoint')).toEqual(['connection.instance']);
  await test('student-small-2');
  expect(await lab.check('source-endpoint')).toMatchObject({
    missing: [{ what: 'connection.failed', id: 'mine-source', hop: 'login' }],
  });
  await save('mine-source', {});
  expect(await lab.missing('source-endpoint')).toEqual(['connection.outdated']);
  await test('student-small-2');
  expect(await lab.missing('source-endpoint')).toEqual([]);

  await save('mine-source', { password: 'wrong-word' });
  expect(await lab.doIt('source-endpoint')).toMatchObject({ holds: true, seen: [{ id: 'mine-source' }, {}] });

  for (const id of ['mine', 'mine-source']) await removeEndpoint(lab.home, id);
  expect(await lab.missing('source-endpoint')).toEqual(['endpoint']);
  expect((await lab.doIt('source-endpoint')).holds).toBe(true);
});

test('what was done and is undone is no longer done, and the names of the person are taken up', async () => {
  expect(lab.session.stateOf(lab.step('source-endpoint'))).toBe('done');
  expect(lab.session.progress.names.source).toBe('mine-source');
  await removeEndpoint(lab.home, 'mine-source');
  await lab.check('source-endpoint');
  expect(lab.session.stateOf(lab.step('source-endpoint'))).toBe('open');
  expect(await lab.doIt('source-endpoint')).toMatchObject({ seen: [{ id: 'mine-source' }, {}] });
});

test('target-endpoint and whole-way: two tests are not one', async () => {
  expect(await lab.doIt('target-endpoint')).toMatchObject({ holds: true });
  expect(await lab.missing('whole-way')).toEqual(['way']);
  expect(await lab.doIt('whole-way')).toMatchObject({
    holds: true,
    seen: [{ source: 'mine-source', instance: 'student-small-2', target: 'student-target' }],
  });
});

test('mappings: a run of one table is not one of three', { timeout: STEP_MS }, async () => {
  await run('one-table', [including(1, 'dees', 'movies')]);
  expect(await lab.missing('mappings')).toEqual(['run']);
  expect(await lab.doIt('mappings')).toMatchObject({
    holds: true,
    seen: [{ what: 'run', tables: 3, rows: 282_423 }],
  });
});

test.each([
  ['prepare-nothing', { before: 62_424, after: 62_424, outcome: 'failed', ownRow: true, ownIndex: true }],
  ['prepare-truncate', { before: 62_424, after: 62_423, outcome: 'done', ownRow: false, ownIndex: true }],
  ['prepare-drop', { before: 62_424, after: 62_423, outcome: 'done', ownRow: false, ownIndex: false }],
] as [StepId, object][])(
  '%s: shows what becomes of a row and an index that stood there',
  { timeout: STEP_MS },
  async (id, seen) => {
    // The runs above have made the table anew already; that was no row of anybody's then.
    if (id !== 'prepare-drop') expect(await lab.missing(id)).toEqual(['preparation']);
    expect(await lab.doIt(id)).toMatchObject({ holds: true, seen: [seen] });
  },
);

test('lobs: what was cut is counted, and whole values are proved whole', { timeout: STEP_MS }, async () => {
  expect(await lab.missing('lobs-limited')).toEqual(['lobs.limited']);
  const limited = await lab.doIt('lobs-limited');
  expect(limited).toMatchObject({ holds: true, seen: [{ mode: 'limited', target: 32 * 1024 }] });
  const [row] = await lab.session.world.ask(
    'source',
    'SELECT SUM(LENGTH(image) > 32768) + SUM(LENGTH(screenplay) > 32768) AS n FROM dees_media.posters',
  );
  expect(limited.seen).toMatchObject([{ truncated: Number(row!.n) }]);
  expect(await lab.missing('lobs-full')).toEqual(['lobs.full']);
  expect(await lab.doIt('lobs-full')).toMatchObject({ holds: true, seen: [{ mode: 'full', truncated: 0 }] });
  await lab.session.world.ask('target', "UPDATE dees_media.posters SET image = 'cut' WHERE poster_id = 1");
  expect(await lab.missing('lobs-full')).toEqual(['lobs.cut']);
  await lab.doIt('lobs-full');
  expect(await lab.missing('lobs-limited')).toEqual([]);
});

test('columns: a new name alone is not a column less', { timeout: STEP_MS }, async () => {
  const renamed = changingColumn(2, MOVIES, 'votes', { 'rule-action': 'rename', value: 'ballots' });
  await run('renamed', [including(1, 'dees', 'movies'), renamed]);
  expect(await lab.missing('columns')).toEqual(['columns.left-out']);
  const leftOut = changingColumn(2, MOVIES, 'votes', { 'rule-action': 'remove-column' });
  await run('left-out', [including(1, 'dees', 'movies'), leftOut]);
  expect(await lab.missing('columns')).toEqual(['columns.renamed']);
  expect(await lab.doIt('columns')).toMatchObject({
    holds: true,
    seen: [{ gone: ['votes', 'tagline'], added: ['vote_count'] }],
  });
});

test('dial: a run that was told nothing is not enough', { timeout: STEP_MS }, async () => {
  expect(await lab.missing('dial')).toEqual(['dial']);
  expect(await lab.doIt('dial')).toMatchObject({ holds: true });
  expect(lab.done.filter(({ what }) => what === 'dial')).toEqual([
    { what: 'dial', lanes: 1 },
    { what: 'dial', lanes: 2 },
  ]);
});

test('verify: rows, content and a look are needed', { timeout: STEP_MS }, async () => {
  const { world } = lab.session;
  await world.ask('target', 'CREATE TABLE dees.aside AS SELECT * FROM dees.sample2 LIMIT 1');
  await world.ask(
    'target',
    'DELETE FROM dees.sample2 WHERE (region, serial) IN (SELECT region, serial FROM dees.aside)',
  );
  expect(await lab.check('verify')).toMatchObject({
    missing: [{ what: 'rows', table: 'dees.sample2', source: 20_000, target: 19_999 }],
  });
  await world.ask('target', 'INSERT INTO dees.sample2 SELECT * FROM dees.aside');
  await world.ask('target', 'DROP TABLE dees.aside');
  await world.ask('target', 'UPDATE dees.sample1 SET label = CONCAT(label, 0) WHERE id = 200000');
  expect(await lab.check('verify')).toMatchObject({ missing: [{ what: 'content', table: 'dees.sample1' }] });
  await world.ask(
    'target',
    "UPDATE dees.sample1 SET label = TRIM(TRAILING '0' FROM label) WHERE id = 200000",
  );
  await world.ask('target', 'RENAME TABLE dees.movies TO dees.films');
  expect(await lab.missing('verify')).toEqual(['table.gone']);
  await world.ask('target', 'RENAME TABLE dees.films TO dees.movies');
  expect(await lab.missing('verify')).toEqual(['look.rows']);
  expect(await lab.doIt('verify')).toMatchObject({ holds: true, seen: [{ rows: 62_423 }, {}, {}] });
});

test('a catalogue opened with the note of a side leads to that side', async () => {
  const { note } = lab.session.world.target!;
  const schemas = await looking(addressOf(note, 'target'), secretOf(note), signal, (one) =>
    one.schemas(signal),
  );
  expect(schemas).toEqual(
    ['dees', 'dees_media', 'dms_tui_control', 'mysql'].filter((one) => one !== 'mysql'),
  );
});
