import { beforeAll, describe, expect, test } from 'vitest';
import { ChunkStates } from '../../src/engine/chunk-states.ts';
import type { ChunkStatistics, EventBody } from '../../src/model/events.ts';
import { plannedColumn, tablePlan } from '../support/row-blocks.ts';
import { dropAfterwards, freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { copy } from './copying.ts';

const ROWS = 1_000;
const COMMIT_ROWS = 100;

let source: TestServer;
let target: TestServer;
let schema: string;

beforeAll(async () => {
  [source, target] = [await mariadb('a'), await mariadb('b')];
  schema = await freshSchema(source, 'chunks');
  dropAfterwards(target, schema);
  await source.query(`CREATE TABLE ${schema}.words (id INT PRIMARY KEY, word VARCHAR(40))`);
  await source.query(`INSERT INTO ${schema}.words SELECT seq, MD5(seq) FROM ${schema}.seq_1_to_${ROWS}`);
  await source.query(`ANALYZE TABLE ${schema}.words`);
});

/** How each chunk stood at the end, and all states it was told to have. */
function folded(events: readonly EventBody[]) {
  const last = new Map<number, ChunkStatistics>();
  const states = new Set<string>();
  for (const event of events) {
    if (event.type !== 'chunks') continue;
    if (event.anew) last.clear();
    for (const chunk of event.chunks) {
      last.set(chunk.index, chunk);
      states.add(chunk.state);
    }
  }
  return { chunks: [...last.values()].toSorted((a, b) => a.index - b.index), states };
}

const request = () => ({
  source,
  target,
  schema,
  task: `chunks-${schema.replaceAll('_', '-')}`,
  taskSettings: { FullLoadSettings: { CommitRate: COMMIT_ROWS, TargetTablePrepMode: 'DROP_AND_CREATE' } },
});

describe('the chunks of a table', () => {
  test('are told with their bounds, rows, bytes and time, and cover the table without a gap', async () => {
    const { events } = await copy(request());
    const { chunks } = folded(events);
    expect(new Set(chunks.map(({ state }) => state))).toEqual(new Set(['done']));
    expect(chunks.reduce((sum, { rows }) => sum + rows, 0)).toBe(ROWS);
    expect(chunks.every(({ bytes, ms, tries }) => bytes > 0 && ms > 0 && tries === 1)).toBe(true);
    expect(chunks[0]!.low).toBeNull();
    expect(chunks.at(-1)!.high).toBeNull();
    for (let index = 1; index < chunks.length; index++)
      expect(chunks[index]!.low).toEqual(chunks[index - 1]!.high);
    // Before the end they are all there, as the last word of a run should be the last.
    expect(events.at(-1)!.type).toBe('run.finished');
  });

  test('that differ are told to, and those of an earlier run are known to a comparison alone', async () => {
    await copy(request());
    await target.query(`UPDATE ${schema}.words SET word = 'other' WHERE id = 450`);
    const { events } = await copy({ ...request(), mode: 'validate' });
    const { chunks } = folded(events);
    const different = chunks.filter(({ state }) => state === 'different');
    expect(different).toHaveLength(1);
    expect(Number(different[0]!.low![0])).toBeLessThan(450);
    expect(Number(different[0]!.high![0])).toBeGreaterThanOrEqual(450);
    expect(chunks.filter(({ state }) => state === 'done').length).toBeGreaterThan(5);
  });

  test('are told to be sent again when a row of theirs is refused, with what was left out', async () => {
    await source.query(`CREATE TABLE ${schema}.checked (id INT PRIMARY KEY, word VARCHAR(40))`);
    await source.query(`INSERT INTO ${schema}.checked SELECT * FROM ${schema}.words WHERE id <= 300`);
    const there = await freshSchema(target, 'chunks');
    await target.query(
      `CREATE TABLE ${there}.checked (id INT PRIMARY KEY, word VARCHAR(40), CHECK (id <> 150))`,
    );
    const { events } = await copy({
      source,
      target,
      rules: [
        {
          'rule-type': 'selection',
          'rule-id': '1',
          'rule-name': '1',
          'rule-action': 'include',
          'object-locator': { 'schema-name': schema, 'table-name': 'checked' },
        },
        {
          'rule-type': 'transformation',
          'rule-id': '2',
          'rule-name': '2',
          'rule-target': 'schema',
          'rule-action': 'rename',
          'object-locator': { 'schema-name': schema },
          value: there,
        },
      ],
      taskSettings: {
        FullLoadSettings: { CommitRate: COMMIT_ROWS, TargetTablePrepMode: 'DO_NOTHING' },
        ErrorBehavior: { DataErrorPolicy: 'LOG_ERROR' },
      },
    });
    const { chunks } = folded(events);
    const retried = chunks.filter(({ tries }) => tries > 1);
    // The comparison tells of the row that was left out.
    expect(retried).toMatchObject([{ state: 'different', tries: 2, rows: 99, skipped: 1 }]);
    expect(chunks.reduce((sum, { rows }) => sum + rows, 0)).toBe(299);
  });
});

describe('how chunks stand', () => {
  const plan = { ...tablePlan('s', 't', [plannedColumn('name', 'text')]), key: [0] };
  const key = (text: string) => [Buffer.from(text).toString('hex').toUpperCase()];

  test('is told once, with long keys cut', () => {
    const states = new ChunkStates(plan);
    const chunk = { index: 0, low: null, high: key('x'.repeat(500)) };
    states.waiting(chunk);
    states.sent(chunk);
    const taken = states.take()!;
    expect(taken).toMatchObject({ anew: false, chunks: [{ index: 0, state: 'running', low: null }] });
    expect(taken.chunks[0]!.high![0]!.length).toBeLessThan(70);
    expect(states.take()).toBeNull();
  });

  test('of an earlier run is told as far as it can be drawn', () => {
    const states = new ChunkStates(plan);
    const counts = { rows: 1, bytes: 1, skipped: 0, truncated: 0 };
    const done = Array.from({ length: 5_000 }, (_, index) => ({ index, low: null, high: null, ...counts }));
    states.restore([], done);
    const { chunks } = states.take()!;
    expect(chunks).toHaveLength(1_000);
    expect(chunks.at(-1)!.index).toBe(4_999);
  });

  test('is void when the table starts again', () => {
    const states = new ChunkStates(plan);
    states.sent({ index: 3, low: null, high: null });
    states.forget();
    expect(states.take()).toEqual({ anew: true, chunks: [] });
  });
});
