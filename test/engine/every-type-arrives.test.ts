/** Every type with its hardest values, from either product to either, by the one way and the other. */
import { expect, test } from 'vitest';
import type { Product } from '../../src/lab/servers/program.ts';
import { dropAfterwards, freshSchema, type TestServer } from '../support/servers.ts';
import { type Copied, copy, selection, transformation } from './copying.ts';
import { describeDirections } from './directions.ts';
import { privateServer } from './private-servers.ts';
import { typeTables } from './type-tables.ts';
import { contents, createTypeTables } from './type-world.ts';

/** Made once for all ways from a product, and only read after that. */
const worlds = new Map<Product, Promise<{ schema: string; contents: Record<string, unknown> }>>();

function world(source: TestServer): ReturnType<typeof makeWorld> {
  const made = worlds.get(source.product) ?? makeWorld(source);
  worlds.set(source.product, made);
  return made;
}

async function makeWorld(source: TestServer) {
  const schema = await freshSchema(source, 'types');
  const tables = await createTypeTables(source, schema);
  return { schema, contents: await contents(source, schema, tables) };
}

async function copyAll(
  source: TestServer,
  target: TestServer,
): Promise<{ copied: Copied; sent: Record<string, unknown>; arrived: Record<string, unknown> }> {
  const { schema, contents: all } = await world(source);
  if (!isStrange(target)) dropAfterwards(target, schema);
  const tables = typeTables(source.product, target.product);
  const names = [...tables.map(({ name }) => name), 'singles', 'counted'];
  const copied = await copy({
    source,
    target,
    rules: names.map((name) => selection(schema, name.replaceAll('_', '[_]'))),
  });
  return {
    copied,
    sent: Object.fromEntries(names.map((name) => [name, all[name]])),
    arrived: await contents(target, schema, tables),
  };
}

function expectAllDone({ copied, sent, arrived }: Awaited<ReturnType<typeof copyAll>>): void {
  expect(copied.errors.slice(0, 1)).toEqual([]);
  const states = [...copied.tables.values()].map(
    ({ source, state, validation }) => `${source} ${state} ${validation}`,
  );
  expect(states.filter((state) => !state.endsWith('Table completed Validated'))).toEqual([]);
  expect(states).toHaveLength(Object.keys(sent).length);
  expect(copied).toMatchObject({ outcome: 'done', error: null, errors: [] });
  expect(arrived).toEqual(sent);
}

/** Texts of every character set into tables that stand there already, in UTF-8, under another schema's name. */
async function copyIntoStandingTables(source: TestServer, target: TestServer): Promise<void> {
  const { schema } = await world(source);
  const names = typeTables(source.product, target.product)
    .map(({ name }) => name)
    .filter((name) => name.startsWith('texts_'));
  const standing = isStrange(target) ? `standing_${schema}` : await freshSchema(target, 'standing');
  await target.query(`CREATE SCHEMA IF NOT EXISTS ${standing}`);
  for (const name of names) {
    await target.query(
      `CREATE TABLE ${standing}.${name} (m LONGTEXT, id BIGINT PRIMARY KEY, note INT NOT NULL DEFAULT 7,
        t TEXT, C VARCHAR(40), v VARCHAR(90)) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    );
  }
  const copied = await copy({
    source,
    target,
    rules: [
      ...names.map((name) => selection(schema, name.replaceAll('_', '[_]'))),
      transformation('schema', 'rename', [schema], { value: standing }),
    ],
    taskSettings: { FullLoadSettings: { TargetTablePrepMode: 'DO_NOTHING' } },
  });
  expect(copied.errors.slice(0, 1)).toEqual([]);
  expect(copied.outcome).toBe('done');
  for (const name of names) {
    const texts = (server: TestServer, place: string) => {
      const list = ['c', 'v', 't', 'm'].map(
        (column) => `SHA2(CONVERT(${column} USING utf8mb4), 256) AS ${column}`,
      );
      return server.query(
        `SELECT CAST(id AS CHAR) AS id, ${list.join(', ')} FROM ${place}.${name} ORDER BY id`,
      );
    };
    expect(await texts(target, standing)).toEqual(await texts(source, schema));
    expect(await target.query(`SELECT DISTINCT note FROM ${standing}.${name}`)).toEqual([{ note: 7 }]);
  }
}

describeDirections('every value of every type arrives', ({ ends }) => {
  test('by LOAD DATA', async () => {
    expectAllDone(await copyAll(ends.source, ends.target));
  });

  test('as text in UTF-8, where the table stands there in UTF-8', async () => {
    await copyIntoStandingTables(ends.source, ends.target);
  });
});

const strange = new Map<Product, Promise<TestServer>>();

/** Without LOAD DATA, on the other side of the date line, and with every setting that bends SQL. */
function strangeServer(product: Product): Promise<TestServer> {
  const server =
    strange.get(product) ??
    privateServer(product, {
      'local-infile': 'OFF',
      'max-allowed-packet': '64M',
      'default-time-zone': '+13:00',
      'character-set-server': 'latin1',
      'sql-mode':
        'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT,NO_ZERO_DATE,NO_ZERO_IN_DATE,STRICT_TRANS_TABLES',
    });
  strange.set(product, server);
  return server;
}

/** Its schemas go with it. */
function isStrange(server: TestServer): boolean {
  return 'kill9' in server;
}

describeDirections(
  'on a server without local_infile, with a clock and modes of its own',
  ({ ends }) => {
    test('every value of every type arrives by INSERT, and the run says so', async () => {
      const all = await copyAll(ends.source, ends.target);
      expectAllDone(all);
      expect(all.copied.issues).toContainEqual(
        expect.objectContaining({
          code: 'fallback',
          detail: expect.stringContaining('local_infile is OFF'),
          fix: 'SET GLOBAL local_infile = ON;',
        }),
      );
    });

    test('texts arrive in UTF-8 by INSERT, where the table stands there in UTF-8', async () => {
      await copyIntoStandingTables(ends.source, ends.target);
    });
  },
  strangeServer,
);
