/** LOB modes: whole values by default, cut ones always counted and cut between characters, left ones named. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { describeProducts, dropAfterwards, freshSchema, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { copy, selection } from './copying.ts';

const LIMIT = 1024;

/** Values that end around the limit, with a character of one to four bytes across it. */
const VALUES = ['a', 'é', '한', '🙂'].flatMap((character) =>
  [0, 1, 2, 3].flatMap((lead) =>
    [LIMIT - 1, LIMIT, LIMIT + 1, LIMIT + 2, LIMIT + 5, 70_000].map((bytes) => {
      const width = Buffer.byteLength(character);
      return 'x'.repeat(lead) + character.repeat(Math.max(0, Math.floor((bytes - lead) / width)));
    }),
  ),
);

/** The longest beginning of whole characters that fits. */
function cut(text: string): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > LIMIT) break;
    kept += character;
  }
  return kept;
}

const cutAll = VALUES.map(cut);
const tooLong = VALUES.filter((value) => Buffer.byteLength(value) > LIMIT).length;

describeProducts('large values', (server) => {
  let source: TestServer;
  let target: TestServer;
  let schema: string;
  beforeAll(async () => {
    source = await server('a');
    target = await server('b');
    schema = await freshSchema(source, 'lobs');
    dropAfterwards(target, schema);
    await source.query(
      `CREATE TABLE ${schema}.t (id INT PRIMARY KEY, short TINYTEXT, m MEDIUMTEXT, l LONGTEXT, b LONGBLOB, mb MEDIUMBLOB,
        w LONGTEXT CHARACTER SET utf16, j JSON) ENGINE=InnoDB CHARACTER SET utf8mb4`,
    );
    for (const [id, value] of VALUES.entries()) {
      await source.query(`INSERT INTO ${schema}.t VALUES (?, 'short', ?, NULL, ?, NULL, ?, ?)`, [
        id,
        value,
        Buffer.from(value),
        value,
        JSON.stringify({ value }),
      ]);
    }
  });

  async function columnOnTarget(column: string): Promise<string[]> {
    const rows = await target.query(
      `SELECT CONVERT(${column} USING utf8mb4) AS v FROM ${schema}.t ORDER BY id`,
    );
    return rows.map((row) => row.v as string);
  }

  test('travel whole when nobody asks for less', async () => {
    const copied = await copy({ source, target, schema });
    expect(copied).toMatchObject({ outcome: 'done', errors: [] });
    expect(copied.tables.get(`${schema}.t`)).toMatchObject({ truncated: 0, validation: 'Validated' });
    expect(await columnOnTarget('m')).toEqual(VALUES);
  });

  test('are cut between characters with LobMaxSize, every cut counted, and the rest compares as equal', async () => {
    const copied = await copy({
      source,
      target,
      schema,
      taskSettings: {
        TargetMetadata: { SupportLobs: true, FullLobMode: false, LimitedSizeLobMode: true, LobMaxSize: 1 },
        FullLoadSettings: { TargetTablePrepMode: 'DROP_AND_CREATE', CommitRate: 10 },
      },
    });
    expect(copied).toMatchObject({ outcome: 'done', errors: [] });
    const [{ wide } = { wide: 0 }] = await source.query(
      `SELECT COUNT(*) AS wide FROM ${schema}.t WHERE OCTET_LENGTH(w) > ${LIMIT}`,
    );
    expect(copied.tables.get(`${schema}.t`)).toMatchObject({
      rows: VALUES.length,
      truncated: 2 * tooLong + Number(wide),
      validation: 'Validated',
    });
    expect(await columnOnTarget('m')).toEqual(cutAll);
    const bytes = await target.query(`SELECT b FROM ${schema}.t ORDER BY id`);
    expect(bytes.map((row) => (row.b as Buffer).toString('hex'))).toEqual(
      VALUES.map((value) => Buffer.from(value).subarray(0, LIMIT).toString('hex')),
    );
    for (const [at, value] of (await columnOnTarget('w')).entries()) {
      expect(VALUES[at]!.startsWith(value)).toBe(true);
      expect(Buffer.byteLength(value, 'utf16le')).toBeLessThanOrEqual(LIMIT);
      expect(Array.from(value).length).toBeGreaterThanOrEqual(
        Math.min(Array.from(VALUES[at]!).length, LIMIT / 4),
      );
    }
    // A piece of a document is no document.
    const documents = await target.query(`SELECT CAST(j AS CHAR) AS j FROM ${schema}.t ORDER BY id`);
    expect(documents.map((row) => (JSON.parse(row.j as string) as { value: string }).value)).toEqual(VALUES);
  });

  test('are counted once where a chunk is cut and what is left of it is sent again', async () => {
    const name = `${schema}.again`;
    await source.query(`CREATE TABLE ${name} (id INT PRIMARY KEY, body LONGTEXT, word VARCHAR(50))`);
    // Ids three times as dense as at the beginning: a chunk planned by their distance has three times the rows.
    const ids = Array.from({ length: 900 }, (_, at) => (at < 300 ? 3 * at : 600 + at));
    const rows = ids.map((id, at) => [
      id,
      'x'.repeat(at % 10 === 0 ? LIMIT + 1 : 1),
      at === 850 ? 'too long' : '',
    ]);
    await source.query(`INSERT INTO ${name} VALUES ?`, [rows]);
    await source.query(`ANALYZE TABLE ${name}`);
    await target.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await target.query(`CREATE TABLE ${name} (id INT PRIMARY KEY, body LONGTEXT, word VARCHAR(7))`);
    const copied = await copy({
      source,
      target,
      rules: [selection(schema, 'again')],
      taskSettings: {
        TargetMetadata: { LimitedSizeLobMode: true, LobMaxSize: 1 },
        FullLoadSettings: { TargetTablePrepMode: 'DO_NOTHING', CommitRate: 100 },
        ErrorBehavior: { DataTruncationErrorPolicy: 'IGNORE_RECORD' },
      },
    });
    const { truncated, skipped, rows: arrived } = copied.tables.get(name)!;
    expect({ truncated, skipped, arrived }).toEqual({ truncated: 90, skipped: 1, arrived: 899 });
    // Otherwise nothing was cut, and this proves nothing.
    const planned = rows.length / 100;
    expect(copied.tables.get(name)!.chunksDone).not.toBe(planned);
    await source.query(`DROP TABLE ${name}`);
    await target.query(`DROP TABLE ${name}`);
  });

  test('are cut alike on the way to a folder', async () => {
    const folder = temporaryFolder();
    const copied = await copy({
      source,
      target: `file://${folder}`,
      schema,
      taskSettings: { TargetMetadata: { LimitedSizeLobMode: true, LobMaxSize: 1 } },
    });
    expect(copied).toMatchObject({ outcome: 'done', errors: [] });
    expect(copied.tables.get(`${schema}.t`)!.validation).toBe('Validated');
    const inside = join(folder, schema, 't');
    const files = readdirSync(inside).filter((name) => name.endsWith('.csv'));
    const rows = files.flatMap((name) => readFileSync(join(inside, name), 'utf8').trimEnd().split('\n'));
    const texts = new Map(rows.map((row) => row.split(',')).map((fields) => [Number(fields[0]), fields[2]]));
    expect(VALUES.map((_, id) => texts.get(id))).toEqual(cutAll);
  });

  test('stay behind with SupportLobs false, and are named', async () => {
    const copied = await copy({
      source,
      target,
      schema,
      taskSettings: {
        TargetMetadata: { SupportLobs: false },
        FullLoadSettings: { TargetTablePrepMode: 'DROP_AND_CREATE' },
      },
    });
    expect(copied).toMatchObject({ outcome: 'done', errors: [] });
    expect(copied.issues).toContainEqual(
      expect.objectContaining({
        code: 'left-behind',
        subject: `${schema}.t`,
        detail: expect.stringMatching(/SupportLobs is false: the columns m, l, b, mb, w.* stay behind/),
      }),
    );
    const columns = await target.query(
      `SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = '${schema}' ORDER BY ORDINAL_POSITION`,
    );
    expect(columns.map((column) => column.name)).toEqual(['id', 'short', 'j']);
  });
});
