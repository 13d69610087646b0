import { expect, test } from 'vitest';
import type {
  ChunkWriter,
  Ledger,
  SourceReader,
  TargetEndpoint,
  TargetSession,
} from '../../src/endpoints/contract.ts';
import { Dials } from '../../src/engine/dials.ts';
import { ChunkPlanner } from '../../src/engine/load/chunk-planner.ts';
import { Lane } from '../../src/engine/load/lane.ts';
import { loadTables } from '../../src/engine/load/load-tables.ts';
import { Reporter } from '../../src/engine/progress.ts';
import { TableRun } from '../../src/engine/table-run.ts';
import { defaultTaskSettings } from '../../src/model/task-settings-parser.ts';
import { plannedColumn, rowBlock, tablePlan } from '../support/row-blocks.ts';

const LANES = 3;

test('all lanes move chunks of one table at the same time, and each chunk is moved once', async () => {
  const plan = { ...tablePlan('s', 't', [plannedColumn('id', 'integer')]), key: [0] };
  const source = { ...plan.source, estimatedRows: 1_000_000, dataBytes: 1_000_000_000 };
  const table = new TableRun({ ...plan, source }, 'fingerprint', false);
  const moved: number[] = [];
  // Rows come only once every lane reads: with fewer lanes at work than there are, this never ends.
  const crowd = barrier(LANES);
  let boundaries = 0;
  const reader = {
    boundary: async () =>
      ++boundaries < LANES * 4 ? [Buffer.from(String(boundaries)).toString('hex')] : null,
    countTooLong: async () => 0,
    async *read() {
      await crowd();
      yield rowBlock([['1']]);
    },
  } as unknown as SourceReader;
  const writer = () =>
    ({
      begin: async () => {},
      write: async () => 'taken',
      commit: async (done: { index: number }) => {
        moved.push(done.index);
      },
      rollback: async () => {},
      close: async () => {},
    }) as unknown as ChunkWriter;
  const ledger = { plan: async () => {}, setTable: async () => {} } as unknown as Ledger;
  const target = { text: 'stored', chunkBytes: 1_000_000 } as unknown as TargetEndpoint;
  const settings = defaultTaskSettings();
  const dials = new Dials(LANES);
  dials.open(LANES, LANES);
  const lanes = Array.from(
    { length: LANES },
    () =>
      new Lane({
        reader,
        makeWriter: async () => writer(),
        dials,
        target,
        settings,
        errorFolder: '',
        onSkipped: () => {},
      }),
  );
  const planner = new ChunkPlanner(reader, ledger, {
    chunkBytes: 1_000_000,
    commitRows: null,
    lanes: () => LANES,
  });
  const reporter = new Reporter(() => {}, dials);
  const session = { ledger } as unknown as TargetSession;

  await loadTables(
    { tables: [table], lanes, fromTheStart: LANES, dials, planner, session, settings, reporter },
    new AbortController().signal,
  );

  expect(table.state).toBe('Table completed');
  expect(moved.toSorted((a, b) => a - b)).toEqual(Array.from({ length: LANES * 4 }, (_, index) => index));
});

/** A function that resolves for everybody once `count` callers have come, and from then on at once. */
function barrier(count: number): () => Promise<void> {
  let open: () => void = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  let waiting = 0;
  return async () => {
    if (++waiting >= count) open();
    await opened;
  };
}
