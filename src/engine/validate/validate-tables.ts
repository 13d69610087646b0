/** Compares every table on both sides by digests the servers compute themselves. */
import type { Comparison, Digest, SourceReader, TargetSession } from '../../endpoints/contract.ts';
import { showKey } from '../../endpoints/row-key.ts';
import type { Chunk, ChunkDone, KeyRange } from '../../model/chunk.ts';
import { DmsError } from '../../model/errors.ts';
import type { Difference } from '../../model/events.ts';
import type { Dials } from '../dials.ts';
import type { Lane } from '../load/lane.ts';
import type { Reporter } from '../progress.ts';
import type { TableRun } from '../table-run.ts';

/** What one comparison covers on each side. */
interface Piece {
  readonly range: KeyRange;
  /** Chunks on the target whose digests add up to the range. */
  readonly chunks: readonly Chunk[];
  /** Of the rows on the source. */
  readonly bytes: number;
  /** Null where it is more than one. */
  readonly chunk: ChunkDone | null;
}

const WHOLE: Chunk = { index: 0, low: null, high: null };

interface Work {
  readonly table: TableRun;
  readonly comparison: Comparison;
  readonly piece: Piece;
}

export interface ValidationParts {
  readonly tables: readonly TableRun[];
  readonly lanes: readonly Lane[];
  readonly dials: Dials;
  readonly session: TargetSession;
  readonly reporter: Reporter;
}

/** @throws DmsError when a side can no longer be asked; differences are told as events, not thrown */
export async function validateTables(parts: ValidationParts, signal: AbortSignal): Promise<void> {
  const { tables, lanes, dials, session, reporter } = parts;
  const queue: Work[] = [];
  const left = new Map<TableRun, number>();
  for (const table of tables) {
    const comparison = await session.comparison(table.plan, signal);
    const pieces = piecesOf(table, comparison);
    left.set(table, pieces.length);
    queue.push(...pieces.map((piece) => ({ table, comparison, piece })));
    if (pieces.length === 0) table.validation = 'Validated';
  }
  const stop = new AbortController();
  const ended = AbortSignal.any([signal, stop.signal]);
  dials.begin();
  const results = await Promise.allSettled(
    lanes.map(async (lane, index) => {
      try {
        while (await dials.turn(index, lane.keepAlive, ended)) {
          const work = queue.shift();
          if (work === undefined) return dials.end();
          await compare(lane, work, session, reporter, ended);
          // The servers read as much to compare rows as to move them.
          await dials.pace(work.piece.bytes, lane.keepAlive, ended);
          const remaining = left.get(work.table)! - 1;
          left.set(work.table, remaining);
          if (remaining === 0) conclude(work.table, reporter);
        }
      } catch (error) {
        stop.abort(error);
        throw error;
      }
    }),
  );
  signal.throwIfAborted();
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw stop.signal.reason ?? failed.reason;
}

function piecesOf(table: TableRun, comparison: Comparison): Piece[] {
  const chunks = table.done;
  const hasKey = table.plan.key !== null;
  const each = () => chunks.map((chunk) => ({ range: chunk, chunks: [chunk], bytes: chunk.bytes, chunk }));
  const whole = (all: readonly Chunk[]) => {
    const bytes = table.bytes || table.plan.source.dataBytes;
    return [{ range: WHOLE, chunks: all, bytes, chunk: null }];
  };
  switch (comparison.by) {
    case 'range':
      return hasKey && chunks.length > 0 ? each() : whole([WHOLE]);
    case 'chunk':
      return hasKey ? each() : whole(chunks);
    case 'table':
      return whole([WHOLE]);
  }
}

async function compare(
  lane: Lane,
  { table, comparison, piece }: Work,
  session: TargetSession,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<void> {
  if (table.step !== 'validation') {
    table.step = 'validation';
    table.validation = 'Pending records';
    reporter.tell(table);
  }
  lane.clock.turn('target');
  lane.clock.doing = `compares ${table.source}`;
  try {
    const [source, target] = await Promise.all([
      sourceDigest(lane.reader, table, piece, comparison, signal),
      targetDigest(session, table, piece, signal),
    ]);
    table.validatedRows += source.rows;
    table.foundRows += target.rows;
    if (source.rows === target.rows && source.sum === target.sum) return;
    table.validation = 'Mismatched records';
    if (piece.chunk !== null) table.chunks.different(piece.chunk);
    reporter.emit({
      type: 'validation.difference',
      table: table.source,
      difference: difference(table, piece, source, target),
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof DmsError) || error.is('connect.lost')) throw error;
    table.validation = 'Error';
    reporter.emit({
      type: 'error',
      table: table.source,
      error: { kind: error.kind, facts: error.facts, server: error.server, fix: error.fix },
    });
  } finally {
    lane.clock.turn(null);
  }
}

async function sourceDigest(
  reader: SourceReader,
  table: TableRun,
  piece: Piece,
  comparison: Comparison,
  signal: AbortSignal,
): Promise<Digest> {
  return await reader.digest(table.plan, piece.range, comparison.text, signal);
}

async function targetDigest(
  session: TargetSession,
  table: TableRun,
  piece: Piece,
  signal: AbortSignal,
): Promise<Digest> {
  let rows = 0;
  let sum = 0n;
  for (const chunk of piece.chunks) {
    const digest = await session.digest(table.plan, chunk, signal);
    rows += digest.rows;
    sum += BigInt(digest.sum);
  }
  return { rows, sum: String(sum) };
}

function difference(table: TableRun, piece: Piece, source: Digest, target: Digest): Difference {
  const { low, high } = piece.range;
  return {
    low: low && showKey(table.plan, low),
    high: high && showKey(table.plan, high),
    sourceRows: source.rows,
    targetRows: target.rows,
  };
}

function conclude(table: TableRun, reporter: Reporter): void {
  table.step = null;
  if (table.validation === 'Pending records') table.validation = 'Validated';
  reporter.tell(table);
}
