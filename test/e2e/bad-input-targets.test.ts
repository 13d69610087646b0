/** Targets that cannot or may not take the rows: said where, in whose words, with what helps; and then it does help. */
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { LabServer } from '../../src/lab/servers/lab-server.ts';
import { privateServer } from '../engine/private-servers.ts';
import { checksumTable, checksumTables } from '../support/checksum.ts';
import { describeProducts, freshSchema, type TestServer } from '../support/servers.ts';
import { CommandLine, type End, end, type Said } from './support/command-line.ts';
import { canMount, mountSmallDisk } from './support/small-disk.ts';

const COMMIT_RATE = 1_000;

describeProducts('a target', (server, product) => {
  let source: TestServer;
  let target: LabServer;
  let schema: string;
  beforeAll(async () => {
    source = await server('a');
    target = await privateServer(product, { 'max-allowed-packet': '16M' });
  });

  /** A table of that many rows of a kilobyte, in a schema that the target has too, empty. */
  async function table(rows: number): Promise<void> {
    schema = await freshSchema(source, 'targets');
    await source.query(
      `CREATE TABLE ${schema}.t (id INT PRIMARY KEY, name VARCHAR(20), n INT, body TEXT CHARACTER SET latin1)`,
    );
    for (let first = 1; first <= rows; first += 1_000) {
      const values = Array.from({ length: Math.min(1_000, rows + 1 - first) }, (_, at) => [
        first + at,
        `name ${first + at}`,
        at,
        'x'.repeat(1_000),
      ]);
      await source.query(`INSERT INTO ${schema}.t VALUES ?`, [values]);
    }
    await target.query(`CREATE SCHEMA ${schema}`);
  }

  const settings = (line: CommandLine) => [
    '--task-settings',
    line.settings({ FullLoadSettings: { CommitRate: COMMIT_RATE } }),
  ];

  async function expectRefused(
    line: CommandLine,
    words: readonly string[],
    code: number,
    patterns: readonly RegExp[],
    to: End = end(target),
  ): Promise<Said> {
    const before = await line.stateOf(target, schema);
    const said = await line.copy(end(source, schema), to, ...words);
    for (const pattern of patterns) expect(said.err).toMatch(pattern);
    expect(said.code).toBe(code);
    expect(await line.stateOf(target, schema)).toEqual(before);
    return said;
  }

  test.skipIf(!canMount)(
    'whose disk is full says so; with room made --resume completes the copy',
    async () => {
      await table(12_000);
      const disk = mountSmallDisk(join(target.dataFolder, schema), 6);
      const line = new CommandLine();
      const words = settings(line);
      const said = await line.copy(end(source, schema), end(target), ...words);
      expect(said.err).toMatch(
        new RegExp(`The target 127\\.0\\.0\\.1:${target.port} is full: no more rows fit into ${schema}\\.t`),
      );
      expect(said.err).toMatch(/\(1114\): The table .* is full/);
      expect(said.err).toMatch(/Next: Make room, then resume/);
      expect(said.code).toBe(1);
      const { rows } = await checksumTable(target, schema, 't');
      expect(rows % COMMIT_RATE).toBe(0);
      disk.resize(100);
      const resumed = await line.copy(end(source, schema), end(target), ...words, '--resume');
      expect(resumed.err).toBe('');
      expect(resumed.code).toBe(0);
      expect(await checksumTables(target, schema)).toEqual(await checksumTables(source, schema));
      await target.query(`DROP TABLE ${schema}.t`);
    },
  );

  test('without local_infile takes the rows by INSERT, and the run says so and how to switch it on', async () => {
    await table(3_000);
    await target.query('SET GLOBAL local_infile = OFF');
    try {
      const line = new CommandLine();
      const said = await line.copy(end(source, schema), end(target), ...settings(line));
      expect(said.out).toMatch(
        /fallback: 127\.0\.0\.1:\d+: local_infile is OFF on the target.* Helps: SET GLOBAL local_infile = ON;/,
      );
      expect(said.err).toBe('');
      expect(said.code).toBe(0);
      expect(await checksumTables(target, schema)).toEqual(await checksumTables(source, schema));
    } finally {
      await target.query('SET GLOBAL local_infile = ON');
    }
  });

  test('that takes no packet as large as a row of 64 MB says which setting; with it raised the row arrives', async () => {
    schema = await freshSchema(source, 'targets');
    await target.query('SET GLOBAL local_infile = OFF');
    await target.query(`CREATE SCHEMA ${schema}`);
    await source.query(`CREATE TABLE ${schema}.t (id INT PRIMARY KEY, b LONGBLOB)`);
    await source.query(
      `INSERT INTO ${schema}.t VALUES (1, 'small'), (2, REPEAT(UNHEX('5C00270A'), 16777216)), (3, NULL)`,
    );
    const line = new CommandLine();
    try {
      const said = await line.copy(end(source, schema), end(target), ...settings(line));
      expect(said.err).toMatch(
        new RegExp(`A row of ${schema}\\.t has \\d+ MB; the server takes 16\\.8 MB at most`),
      );
      expect(said.err).toMatch(/Cause: The limit is max_allowed_packet/);
      expect(said.code).toBe(1);
      expect(await target.query(`SELECT id FROM ${schema}.t WHERE id = 2`)).toEqual([]);
      for (const statement of said.err.match(/SET GLOBAL .*;/g)!) await target.query(statement);
      const resumed = await line.copy(end(source, schema), end(target), ...settings(line), '--resume');
      expect(resumed.err).toBe('');
      expect(resumed.code).toBe(0);
    } finally {
      await target.query('SET GLOBAL local_infile = ON');
    }
    const sizes = `SELECT id, OCTET_LENGTH(b) AS size, SHA2(b, 256) AS sha FROM ${schema}.t ORDER BY id`;
    expect(await target.query(sizes)).toEqual(await source.query(sizes));
  });

  test('that is read-only says which setting, and nothing is made there', async () => {
    await table(3);
    const password = 'p4ss-of-writer';
    await target.query(`CREATE USER writer@'127.0.0.1' IDENTIFIED BY '${password}'`);
    await target.query(
      "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, DROP ON *.* TO writer@'127.0.0.1'",
    );
    const writer = { url: target.url().replace('root@', 'writer@'), password };
    await target.query('SET GLOBAL read_only = ON');
    try {
      const line = new CommandLine();
      await expectRefused(
        line,
        [],
        3,
        [
          new RegExp(`The target 127\\.0\\.0\\.1:${target.port} is read-only: .*read.only is ON`),
          /\(1290\)|\(1836\)/,
          /SET GLOBAL read_only = OFF;/,
        ],
        writer,
      );
    } finally {
      await target.query('SET GLOBAL read_only = OFF');
    }
    const line = new CommandLine();
    expect((await line.copy(end(source, schema), writer)).code).toBe(0);
  });
});
