import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query } from '../../../src/lab/servers/address.ts';
import { openWorld, type World } from '../../../src/lab/world/world.ts';
import { findSecret, placesBelow } from '../../support/secret-search.ts';
import { mariadb } from '../../support/servers.ts';

let world: World;

beforeAll(async () => {
  // Has MariaDB installed where it is not.
  await mariadb('a');
  world = await openWorld({ lab: 'mysql-to-mysql', full: false }, () => {}, new AbortController().signal);
});
afterAll(() => world.close());

/** As whom the connection data was handed out to. */
function as(side: 'source' | 'target', sql: string) {
  const { admin, note } = world[side]!;
  return query({ ...admin, user: note.user, password: note.password }, sql);
}

test('the source holds dees and its three tables, and large objects beside it', async () => {
  const rows = await world.ask(
    'source',
    `SELECT 'movies' AS name, COUNT(*) AS n FROM dees.movies UNION ALL SELECT 'sample1', COUNT(*) FROM dees.sample1
     UNION ALL SELECT 'sample2', COUNT(*) FROM dees.sample2 UNION ALL
     SELECT 'largest', MAX(LENGTH(image)) FROM dees_media.posters`,
  );
  const found = Object.fromEntries(rows.map((row) => [row.name, Number(row.n)]));
  expect(found).toMatchObject({ movies: 62_423, sample1: 200_000, sample2: 20_000 });
  expect(found.largest).toBeGreaterThan(1024 * 1024);
  expect(await as('source', 'SHOW TABLES FROM dees')).toHaveLength(3);
});

test('the account of the source reads and can change nothing; it is no administrator', async () => {
  expect(await as('source', 'SELECT COUNT(*) AS n FROM dees.movies')).toEqual([{ n: '62423' }]);
  for (const sql of [
    'DELETE FROM dees.movies',
    'DROP TABLE dees.sample1',
    'CREATE SCHEMA mine',
    'SELECT * FROM mysql.user',
  ])
    await expect(as('source', sql)).rejects.toThrow(/denied/);
});

test('the target is empty, and its account may fill it but let nobody else in', async () => {
  const schemas = await as('target', 'SHOW DATABASES');
  expect(schemas.map((row) => String(row.Database)).toSorted()).toEqual([
    'information_schema',
    'mysql',
    'performance_schema',
    'sys',
  ]);
  await as('target', 'CREATE SCHEMA mine');
  await as('target', 'DROP SCHEMA mine');
  await expect(as('target', "GRANT SELECT ON *.* TO 'student'@'%'")).rejects.toThrow(/denied/);
});

test('what the accounts ask for is told, in order, once, and without what the administrator asks', async () => {
  await as('source', 'SELECT 11 + 1');
  await world.ask('source', 'SELECT 22 + 2');
  await as('target', 'SELECT 33 + 3');
  // Longer than anything a check looks for: it fills a line, or carries rows.
  await as('target', `SELECT 44 + 4 /* ${'x'.repeat(5_000)} */`);
  const before = Date.now();
  const told = async () => (await world.statements()).filter(({ sql }) => /\d\d \+ \d/.test(sql));
  expect((await told()).map(({ side, sql }) => [side, sql])).toEqual([
    ['source', 'SELECT 11 + 1'],
    ['target', 'SELECT 33 + 3'],
  ]);
  await as('source', 'SELECT 55 + 5');
  const again = await told();
  expect(again.map(({ sql }) => sql)).toContain('SELECT 55 + 5');
  expect(again).toHaveLength(3);
  expect(again.at(-1)!.time).toBeGreaterThanOrEqual(before - 1);
});

test('no password of it is in any file', () => {
  const secrets = [world.source, world.target!].flatMap(({ admin, note }) => [admin.password, note.password]);
  // Each server has a folder of its own beside that of the keeper; all have its number in their names.
  const folders = readdirSync(dirname(world.folder)).filter((name) => name.includes(`-${world.keeper}-`));
  expect(folders).toHaveLength(3);
  // The rows of the sample, and the log of their making, are too much to search; accounts are in neither.
  const places = placesBelow(...folders.map((name) => join(dirname(world.folder), name))).filter(
    ([name]) => !/\/data\/(dees|ib)/.test(name),
  );
  for (const secret of secrets) expect(findSecret(secret, places)).toEqual([]);
});
