/** Bytes given to a MySQL target are the bytes in its table, by LOAD DATA and by INSERT. */

import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChunkWriter, Refusal, TargetEndpoint, TargetSession } from '../../../src/endpoints/contract.ts';
import { passwordOnly } from '../../../src/endpoints/contract.ts';
import { rawRows } from '../../../src/endpoints/mysql/raw-rows.ts';
import type { Session } from '../../../src/endpoints/mysql/session.ts';
import { openTarget } from '../../../src/endpoints/registry.ts';
import { parseEndpointUrl } from '../../../src/model/endpoint-url.ts';
import { type Cell, plannedColumn, rowBlock, tablePlan } from '../../support/row-blocks.ts';
import { describeProducts, freshSchema, type TestServer } from '../../support/servers.ts';
import { openSession } from '../../support/sessions.ts';

const COLUMNS = [
  plannedColumn('id', 'integer'),
  plannedColumn('b', 'binary'),
  plannedColumn('v', 'binary'),
  plannedColumn('t', 'text', { charset: 'latin1', collation: 'latin1_bin' }),
];
const CREATE = `(id INT PRIMARY KEY, b LONGBLOB, v VARBINARY(2000), t LONGTEXT CHARACTER SET latin1 COLLATE latin1_bin)
  ENGINE=InnoDB CHARACTER SET latin1 COLLATE latin1_bin`;

const PIECE = 512 * 1024;

/** Every byte on both sides of a backslash, quote and NUL; random bytes; fields about as long as a piece. */
function hardRows(): Cell[][] {
  const pairs = Array.from({ length: 256 }, (_, byte) =>
    [0x5c, 0x27, 0x00, 0x0a].flatMap((other) => [Buffer.of(byte, other), Buffer.of(other, byte)]),
  ).flat();
  const random = Array.from({ length: 300 }, (_, at) => randomBytes(at * 7));
  const long = [-2, -1, 0, 1, 2].flatMap((more) =>
    [0x0a, 0x41, 0x5c].map((byte) => Buffer.alloc(PIECE + more, byte)),
  );
  const texts = ['', '\\N', 'NULL', "'", '"', '\\', '\\\\', '\t', '\r\n', '\x1a', ' ', ' x '].map((text) =>
    Buffer.from(text),
  );
  const values: (Buffer | null)[] = [...pairs, ...random, ...long, ...texts, null];
  return values.map((value, at) => {
    const short = value !== null && value.length > 2000 ? Buffer.from(value.subarray(0, 2000)) : value;
    return [String(at), value, short, value];
  });
}

describeProducts('rows', (server) => {
  let mine: TestServer;
  let target: TargetEndpoint;
  let task: TargetSession;
  let writer: ChunkWriter;
  let reading: Session;
  let schema: string;
  const { signal } = new AbortController();

  beforeAll(async () => {
    mine = await server('b');
    schema = await freshSchema(mine, 'unchanged');
    const { address } = parseEndpointUrl(mine.url(), 'target');
    const options = { controlSchema: `${schema}_control`, stateFolder: '/nonexistent' };
    target = await openTarget(address, passwordOnly(mine.password), options, signal);
    task = await target.open('unchanged', signal);
    await task.ledger.start(signal);
    writer = await task.writer();
    reading = await openSession(mine);
    await reading.execute('SET character_set_results = NULL');
  });
  afterAll(async () => {
    await writer.close();
    await task.close();
    await target.close();
    await mine.query(`DROP SCHEMA ${schema}_control`);
  });

  test.each([
    ['LOAD DATA', 'loaded'],
    ['INSERT', 'inserted'],
  ] as const)('go in unchanged by %s, whatever bytes they hold', async (way, name) => {
    await mine.query(`CREATE TABLE ${schema}.${name} ${CREATE}`);
    const plan = tablePlan(schema, name, COLUMNS);
    const chunk = { index: 0, low: null, high: null };
    await task.ledger.setTable(
      plan,
      { progress: 'loading', wasEmpty: true, created: false, fingerprint: 'plan' },
      signal,
    );
    await task.ledger.plan(plan, chunk, signal);
    const rows = hardRows();
    const blocks = [rowBlock(rows.slice(0, 7)), rowBlock(rows.slice(7, 2300)), rowBlock(rows.slice(2300))];
    // Who wants to hear of refused rows gets the way that finds them.
    const onRefused = ({ server: words }: Refusal) => expect.fail(words.message);
    await writer.begin(plan, chunk, way === 'INSERT' ? onRefused : null);
    for (const block of blocks) await writer.write(block);
    const bytes = blocks.reduce((sum, block) => sum + block.length, 0);
    await writer.commit({ ...chunk, rows: rows.length, bytes, skipped: 0, truncated: 0 }, null);

    const stored = createHash('sha256');
    const sql = `SELECT id, b, v, t FROM ${schema}.${name} ORDER BY id`;
    const options = { maxBlockBytes: PIECE, maxBlockRows: 1000, kill: async () => {} };
    for await (const block of rawRows(reading.connection, sql, options))
      stored.update(block.bytes.subarray(0, block.length));
    const sent = createHash('sha256');
    for (const block of blocks) sent.update(block.bytes);
    expect(stored.digest('hex')).toBe(sent.digest('hex'));
  });
});
