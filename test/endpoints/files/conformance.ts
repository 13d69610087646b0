/** What anyone may rely on of a target of files, whatever the store. */
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { ChunkWriter, Digest, TargetEndpoint, TargetSession } from '../../../src/endpoints/contract.ts';
import type { RowBlock } from '../../../src/endpoints/row-block.ts';
import type { Chunk, ChunkDone } from '../../../src/model/chunk.ts';
import type { FileSettings } from '../../../src/model/endpoint-url.ts';
import type { PlannedColumn, TablePlan } from '../../../src/model/table.ts';
import { type Cell, plannedColumn, rowBlock, tablePlan } from '../../support/row-blocks.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { modelDigest } from './digest-model.ts';
import { fileSettings } from './file-settings.ts';

/** A store of a test's own, looked at from outside. */
export interface FileWorld {
  readonly open: (settings: FileSettings, stateFolder: string) => Promise<TargetEndpoint>;
  /** Paths of all that can be seen, below the endpoint's folder, sorted. */
  readonly visible: () => Promise<string[]>;
  readonly read: (path: string) => Promise<Buffer>;
  readonly write: (path: string, bytes: Buffer) => Promise<void>;
  /** How many files are begun and neither visible nor cleared away. */
  readonly unfinished: () => Promise<number>;
}

const signal = new AbortController().signal;
const LOADING = { progress: 'loading', wasEmpty: true, created: true, fingerprint: 'plan' } as const;

const PEOPLE: PlannedColumn[] = [
  plannedColumn('id', 'integer', { nullable: false, maxBytes: null }),
  plannedColumn('name', 'text'),
  plannedColumn('photo', 'binary', { maxBytes: 65_535 }),
  plannedColumn('flags', 'bit', { maxBytes: 8 }),
  plannedColumn('home', 'spatial'),
  plannedColumn('more', 'json'),
  plannedColumn('letter', 'text', { maxBytes: 16_777_215 }),
];

function people(from: number, count: number): Cell[][] {
  return Array.from({ length: count }, (_, index) => {
    const id = from + index;
    return [
      String(id),
      id % 5 === 0 ? null : `Name, "${id}"\n`,
      id % 7 === 0 ? Buffer.alloc(0) : Buffer.from([id & 255, 0, 255, 10]),
      Buffer.from([id & 1, id & 255]),
      id % 3 === 0 ? null : Buffer.concat([Buffer.from([0xe6, 0x10, 0, 0]), Buffer.from(`wkb${id}`)]),
      JSON.stringify({ id }),
      '가나다'.repeat(id % 4),
    ];
  });
}

/** So large that any store has taken a part of it when it is written. */
function largeRow(): RowBlock {
  const large = 'x'.repeat(9 * 2 ** 20);
  return rowBlock([['1', large, null, null, null, large, large]]);
}

function chunk(index: number, low: string | null = null, high: string | null = null): Chunk {
  return { index, low: low === null ? null : [low], high: high === null ? null : [high] };
}

function done(of: Chunk, rows: number): ChunkDone {
  return { ...of, rows, bytes: rows * 10, skipped: 0, truncated: 0 };
}

async function write(writer: ChunkWriter, table: TablePlan, of: Chunk, rows: Cell[][]): Promise<void> {
  await writer.begin(table, of, null);
  if (rows.length > 0) expect(await writer.write(rowBlock(rows))).toBe('taken');
  await writer.commit(done(of, rows.length), null);
}

/** A first run up to the point where chunks are written. */
async function started(target: TargetEndpoint, table: TablePlan, task = 'task-1'): Promise<TargetSession> {
  const session = await target.open(task, signal);
  await session.ledger.start(signal);
  await session.prepare(table, 'do-nothing', signal);
  await session.ledger.setTable(table, LOADING, signal);
  return session;
}

async function load(session: TargetSession, table: TablePlan, chunks: Cell[][][]): Promise<void> {
  const writer = await session.writer();
  for (const [index, rows] of chunks.entries()) {
    await session.ledger.plan(table, chunk(index), signal);
    await write(writer, table, chunk(index), rows);
  }
  await writer.close();
}

export function fileTargetConformance(world: () => Promise<FileWorld>): void {
  const table = tablePlan('hr', 'people', PEOPLE);

  it('shows nothing of a chunk before its commit, then the whole file', async () => {
    const { open, visible, read } = await world();
    const target = await open(fileSettings({ header: true }), temporaryFolder());
    const session = await started(target, table);
    const writer = await session.writer();
    await session.ledger.plan(table, chunk(0), signal);
    await writer.begin(table, chunk(0), null);
    await writer.write(rowBlock([['1', 'a,b', Buffer.from('ab'), Buffer.of(5), null, '{}', '']]));
    expect(await visible()).toEqual([]);
    await writer.commit(done(chunk(0), 1), null);
    expect(await visible()).toEqual(['hr/people/LOAD00000001.csv']);
    expect((await read('hr/people/LOAD00000001.csv')).toString()).toBe(
      'id,name,photo,flags,home,more,letter\n1,"a,b",6162,5,,{},""\n',
    );
    await session.close();
    await target.close();
  });

  it('leaves nothing of a chunk that is rolled back, also twice', async () => {
    const { open, visible, unfinished } = await world();
    const target = await open(fileSettings(), temporaryFolder());
    const session = await started(target, table);
    const writer = await session.writer();
    await writer.begin(table, chunk(0), null);
    await writer.write(largeRow());
    await writer.rollback();
    await writer.rollback();
    expect([await visible(), await unfinished()]).toEqual([[], 0]);
    await session.ledger.plan(table, chunk(0), signal);
    await write(writer, table, chunk(0), people(1, 3));
    expect(await visible()).toEqual(['hr/people/LOAD00000001.csv']);
    await target.close();
  });

  it('takes no chunk as done whose rows are not all in the file', async () => {
    const { open, visible } = await world();
    const target = await open(fileSettings(), temporaryFolder());
    const session = await started(target, table);
    const writer = await session.writer();
    await writer.begin(table, chunk(4), null);
    await writer.write(rowBlock(people(1, 3)));
    await expect(writer.commit(done(chunk(4), 4), null)).rejects.toMatchObject({
      kind: 'rows.unproven',
      facts: { chunk: 4, sent: 4, stored: 3 },
    });
    expect(await visible()).toEqual([]);
    await target.close();
  });

  it('makes no file for a chunk without rows, and says so of a table without any', async () => {
    const { open, visible } = await world();
    const target = await open(fileSettings(), temporaryFolder());
    const session = await started(target, table);
    await load(session, table, [[]]);
    expect(await visible()).toEqual([]);
    expect((await session.ledger.read(signal))![0]!.done).toHaveLength(1);
    expect(await session.digest(table, chunk(0), signal)).toEqual({ rows: 0, sum: '0' });
    expect(await session.finish(table, () => {}, signal)).toMatchObject([
      { code: 'notice', subject: 'hr.people' },
    ]);
    await target.close();
  });

  it('a rerun replaces exactly what the task wrote before', async () => {
    const { open, visible, read, write: put } = await world();
    const state = temporaryFolder();
    const target = await open(fileSettings(), state);
    const first = await started(target, table);
    await load(first, table, [people(1, 2), people(3, 2), people(5, 2)]);
    await first.close();
    await put('hr/people/notes.txt', Buffer.from('mine'));
    await put('hr/people2/LOAD00000001.csv', Buffer.from('another table'));
    const session = await target.open('task-1', signal);
    await session.ledger.start(signal);
    // Where a first run has written, its own files do not make the table "not empty".
    expect((await session.inspect([table], signal))[0]!.rows).toBe(1);
    await session.checkRights([table], 'do-nothing', signal);
    await session.prepare(table, 'do-nothing', signal);
    expect(await visible()).toEqual(['hr/people/notes.txt', 'hr/people2/LOAD00000001.csv']);
    await session.ledger.setTable(table, LOADING, signal);
    await load(session, table, [[['9', null, null, null, null, null, null]]]);
    expect(await visible()).toEqual([
      'hr/people/LOAD00000001.csv',
      'hr/people/notes.txt',
      'hr/people2/LOAD00000001.csv',
    ]);
    expect((await read('hr/people/LOAD00000001.csv')).toString()).toBe('9,,,,,,\n');
    await target.close();
  });

  it('remembers the files of earlier runs through a rerun that dies before it prepares', async () => {
    const { open, visible } = await world();
    const target = await open(fileSettings(), temporaryFolder());
    await load(await started(target, table), table, [people(1, 2), people(3, 2)]);
    for (let run = 0; run < 3; run++) {
      await (await target.open('task-1', signal)).ledger.start(signal);
    }
    await started(target, table);
    expect(await visible()).toEqual([]);
    await target.close();
  });

  it('never writes over a file of somebody else', async () => {
    const { open, visible, read, write: put } = await world();
    const target = await open(fileSettings(), temporaryFolder());
    await load(await started(target, table, 'other-task'), table, [people(1, 1)]);
    const session = await target.open('task-1', signal);
    await session.ledger.start(signal);
    expect(await session.inspect([table], signal)).toMatchObject([{ exists: true, rows: 1 }]);
    const refused = {
      kind: 'target.unfit',
      facts: { table: 'hr.people', problems: [expect.stringContaining('LOAD00000001.csv')] },
    };
    await expect(session.checkRights([table], 'do-nothing', signal)).rejects.toMatchObject(refused);
    await expect(session.prepare(table, 'do-nothing', signal)).rejects.toMatchObject(refused);
    // A file put in the place of one of ours is not ours.
    await put('hr/people/LOAD00000001.csv', Buffer.from('something else'));
    const other = await target.open('other-task', signal);
    await expect(other.prepare(table, 'do-nothing', signal)).rejects.toMatchObject(refused);
    expect(await visible()).toEqual(['hr/people/LOAD00000001.csv']);
    expect((await read('hr/people/LOAD00000001.csv')).toString()).toBe('something else');
    await target.close();
  });

  it.each(['truncate', 'drop-and-create'] as const)(
    '%s empties the folder of the table, no other',
    async (mode) => {
      const { open, visible, write: put } = await world();
      const target = await open(fileSettings(), temporaryFolder());
      await put('hr/people/LOAD00000001.csv', Buffer.from('old'));
      await put('hr/people/deep/below.csv', Buffer.from('old'));
      await put('hr/people2/LOAD00000001.csv', Buffer.from('kept'));
      const session = await target.open('task-1', signal);
      await session.ledger.start(signal);
      expect((await session.inspect([table], signal))[0]!.rows).toBe(2);
      await session.checkRights([table], mode, signal);
      const { action } = await session.prepare(table, mode, signal);
      expect(action).toBe(mode === 'truncate' ? 'truncated' : 'recreated');
      expect(await visible()).toEqual(['hr/people2/LOAD00000001.csv']);
      await target.close();
    },
  );

  it('goes on after a kill in the middle of a file, and clears its remains away', async () => {
    const { open, visible, unfinished } = await world();
    const state = temporaryFolder();
    const target = await open(fileSettings(), state);
    const killed = await started(target, table);
    await load(killed, table, [people(1, 2)]);
    await killed.ledger.plan(table, chunk(1), signal);
    const writer = await killed.writer();
    await writer.begin(table, chunk(1), null);
    await writer.write(largeRow());
    expect(await unfinished()).toBe(1);

    // A process of its own, as far as the store can tell.
    const again = await open(fileSettings(), state);
    const session = await again.open('task-1', signal);
    const entry = (await session.ledger.read(signal))![0]!;
    expect(entry.planned).toEqual([chunk(1)]);
    expect(entry.done.map(({ index }) => index)).toEqual([0]);
    const resumed = await session.writer();
    await resumed.begin(table, chunk(1), null);
    expect(await unfinished()).toBe(0);
    await resumed.write(rowBlock(people(3, 2)));
    await resumed.commit(done(chunk(1), 2), null);
    expect(await visible()).toEqual(['hr/people/LOAD00000001.csv', 'hr/people/LOAD00000002.csv']);
    expect(await session.digest(table, chunk(1), signal)).toEqual(modelDigest(PEOPLE, people(3, 2)));
    // The killed process is gone; here its file is still open.
    await writer.rollback();
    await again.close();
    await target.close();
  });

  it.each([2, 0])(
    'a kill between file and ledger repeats the chunk, with then %d rows, into the same file',
    async (rows) => {
      const { open, visible } = await world();
      const state = temporaryFolder();
      const target = await open(fileSettings(), state);
      const killed = await started(target, table);
      await killed.ledger.plan(table, chunk(0), signal);
      const ledger = join(state, 'ledgers', 'task-1.jsonl');
      const before = readFileSync(ledger);
      const writer = await killed.writer();
      await write(writer, table, chunk(0), people(1, 5));
      await killed.close();
      writeFileSync(ledger, before);

      const session = await target.open('task-1', signal);
      expect((await session.ledger.read(signal))![0]!.planned).toEqual([chunk(0)]);
      await write(await session.writer(), table, chunk(0), people(1, rows));
      expect(await visible()).toEqual(rows === 0 ? [] : ['hr/people/LOAD00000001.csv']);
      expect(await session.digest(table, chunk(0), signal)).toEqual(modelDigest(PEOPLE, people(1, rows)));
      await target.close();
    },
  );

  it('a table that starts again loses exactly its own files and chunks', async () => {
    const { open, visible, write: put } = await world();
    const target = await open(fileSettings(), temporaryFolder());
    const session = await started(target, table);
    await load(session, table, [people(1, 2), people(3, 2)]);
    await put('hr/people/notes.txt', Buffer.from('mine'));
    await session.restart(table, signal);
    expect(await visible()).toEqual(['hr/people/notes.txt']);
    expect((await session.ledger.read(signal))![0]).toMatchObject({
      planned: [],
      done: [],
      frontier: null,
      allPlanned: false,
    });
    await load(session, table, [people(1, 2)]);
    expect(await visible()).toEqual(['hr/people/LOAD00000001.csv', 'hr/people/notes.txt']);
    await target.close();
  });

  it('keeps in the ledger what is done, what is left of a chunk cut short, and how far planning came', async () => {
    const { open } = await world();
    const state = temporaryFolder();
    const target = await open(fileSettings(), state);
    const session = await started(target, table);
    const writer = await session.writer();
    await session.ledger.plan(table, chunk(0, null, '64'), signal);
    await writer.begin(table, chunk(0, null, '64'), null);
    await writer.write(rowBlock(people(1, 2)));
    await writer.commit(done(chunk(0, null, '32'), 2), chunk(1, '32', '64'));
    await session.ledger.plan(table, chunk(2, '64', null), signal);
    await session.close();
    // A line torn by a kill is as if it had never been begun.
    appendFileSync(join(state, 'ledgers', 'task-1.jsonl'), '{"type":"done","table":{"sch');
    const again = await target.open('task-1', signal);
    expect(await again.ledger.read(signal)).toEqual([
      {
        source: table.source.name,
        target: table.target,
        ...LOADING,
        frontier: null,
        allPlanned: true,
        planned: [chunk(1, '32', '64'), chunk(2, '64', null)],
        done: [done(chunk(0, null, '32'), 2)],
      },
    ]);
    await write(await again.writer(), table, chunk(1, '32', '64'), people(3, 1));
    await again.close();
    const third = await target.open('task-1', signal);
    expect((await third.ledger.read(signal))![0]!.done).toHaveLength(2);
    expect(await (await target.open('task-2', signal)).ledger.read(signal)).toBeNull();
    expect(readdirSync(join(state, 'ledgers'))).toEqual(['task-1.jsonl']);
    await target.close();
  });

  it('writes gzip files that any gzip reads, and compares them', async () => {
    const { open, visible, read } = await world();
    const target = await open(
      fileSettings({ gzip: true, header: true, includeOp: true, timestampColumn: 't' }),
      temporaryFolder(),
    );
    const session = await started(target, table);
    await load(session, table, [people(1, 3000)]);
    expect(await visible()).toEqual(['hr/people/LOAD00000001.csv.gz']);
    const text = gunzipSync(await read('hr/people/LOAD00000001.csv.gz')).toString();
    expect(text.slice(0, text.indexOf('\n'))).toBe('Op,t,id,name,photo,flags,home,more,letter');
    expect(await session.digest(table, chunk(0), signal)).toEqual(modelDigest(PEOPLE, people(1, 3000)));
    await target.close();
  });

  it.each([false, true])('finds any changed, missing or added byte of a file (gzip: %s)', async (gzip) => {
    const { open, read, write: put } = await world();
    const target = await open(fileSettings({ gzip, header: true, includeOp: true }), temporaryFolder());
    const session = await started(target, table);
    await load(session, table, [people(1, 4)]);
    const expected: Digest = modelDigest(PEOPLE, people(1, 4));
    expect(await session.digest(table, chunk(0), signal)).toEqual(expected);
    const path = `hr/people/LOAD00000001.csv${gzip ? '.gz' : ''}`;
    const bytes = await read(path);
    const damaged = Array.from({ length: 12 }, (_, step) => {
      const copy = Buffer.from(bytes);
      const at = Math.floor((step / 12) * copy.length);
      copy[at] = copy[at]! ^ 1;
      return copy;
    });
    const extra = Buffer.concat([bytes, Buffer.from('\n')]);
    for (const other of [...damaged, bytes.subarray(0, -1), bytes.subarray(0, 0), extra]) {
      await put(path, other);
      expect((await session.digest(table, chunk(0), signal)).sum).not.toBe(expected.sum);
    }
    await put(path, bytes);
    expect(await session.digest(table, chunk(0), signal)).toEqual(expected);
    await target.close();
  });

  it('finds a file that is gone', async () => {
    const { open } = await world();
    const target = await open(fileSettings(), temporaryFolder());
    const session = await started(target, table);
    await load(session, table, [people(1, 4)]);
    const other = await target.open('task-9', signal);
    await other.prepare(table, 'truncate', signal);
    expect(await session.digest(table, chunk(0), signal)).toEqual({ rows: 0, sum: '-1' });
    await target.close();
  });

  it('keeps files within MaxFileSize, except for a row that alone is larger', async () => {
    const { open, visible, read } = await world();
    const maxFileBytes = 20_000;
    const narrow = tablePlan('hr', 'notes', [plannedColumn('id', 'integer'), plannedColumn('note', 'text')]);
    const target = await open(fileSettings({ maxFileBytes, header: true }), temporaryFolder());
    expect(target.chunkBytes).toBe(maxFileBytes);
    const session = await started(target, narrow);
    const writer = await session.writer();
    const blocks = Array.from({ length: 30 }, (_, index) =>
      index === 12
        ? [[String(index), '"'.repeat(15_000)]]
        : Array.from({ length: 10 }, (_, row): Cell[] => [String(index * 10 + row), 'n'.repeat(190)]),
    );
    let index = 0;
    let rows = 0;
    await writer.begin(narrow, chunk(index), null);
    await session.ledger.plan(narrow, chunk(index), signal);
    for (const block of blocks) {
      if ((await writer.write(rowBlock(block))) === 'full') {
        await writer.commit(done(chunk(index), rows), chunk(index + 1));
        index++;
        rows = 0;
        await writer.begin(narrow, chunk(index), null);
        expect(await writer.write(rowBlock(block))).toBe('taken');
      }
      rows += block.length;
    }
    await writer.commit(done(chunk(index), rows), null);
    const sizes = await Promise.all((await visible()).map(async (path) => (await read(path)).length));
    expect(sizes.filter((size) => size > maxFileBytes)).toEqual([30_014]);
    // Ten rows of a block have less than 2,000 bytes: a file is full when the next block would not fit.
    expect(sizes.filter((size) => size < maxFileBytes - 2_000)).toHaveLength(2);
    const digests = await Promise.all(sizes.map((_, at) => session.digest(narrow, chunk(at), signal)));
    const total = digests.reduce((sum, digest) => sum + BigInt(digest.sum), 0n);
    expect(total.toString()).toBe(modelDigest(narrow.columns, blocks.flat()).sum);
    await target.close();
  });

  it('takes names with slashes, dots, quotes, emoji and Korean letters', async () => {
    const { open, visible } = await world();
    const target = await open(fileSettings(), temporaryFolder());
    const session = await target.open('task-1', signal);
    await session.ledger.start(signal);
    for (const name of ['../up', '영화 목록', '🎬', 'a"b\'c', 'x\ny', '%2F']) {
      const odd = tablePlan('스키마', name, [plannedColumn('id', 'integer')]);
      await session.prepare(odd, 'do-nothing', signal);
      await session.ledger.setTable(odd, LOADING, signal);
      await load(session, odd, [[[name.length.toString()]]]);
      expect(await session.digest(odd, chunk(0), signal)).toMatchObject({ rows: 1 });
      expect((await session.inspect([odd], signal))[0]!.rows).toBe(0);
    }
    expect((await visible()).toSorted()).toEqual(
      ['%2E.%2Fup', '영화 목록', '🎬', 'a"b\'c', 'x%0Ay', '%252F']
        .map((part) => `스키마/${part}/LOAD00000001.csv`)
        .toSorted(),
    );
    await target.close();
  });

  it('stops at an abort, and still clears up', async () => {
    const { open, visible, unfinished } = await world();
    const target = await open(fileSettings(), temporaryFolder());
    const stop = new AbortController();
    await started(target, table);
    const session = await target.open('task-1', stop.signal);
    const writer = await session.writer();
    await writer.begin(table, chunk(0), null);
    await writer.write(largeRow());
    stop.abort(new Error('enough'));
    await expect(writer.commit(done(chunk(0), 1), null)).rejects.toThrow('enough');
    expect(await visible()).toEqual([]);
    await writer.rollback();
    expect([await visible(), await unfinished()]).toEqual([[], 0]);
    await target.close();
  });
}
