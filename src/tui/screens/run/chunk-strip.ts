/** The chunks of a table as a strip of cells, from its first key to its last. */
import type { ChunkState, ChunkStatistics } from '../../../model/events.ts';
import type { Look, Style } from '../../theme/look.ts';
import { doneOf, type TableView } from './table-view.ts';

/** Where a cell stands for several chunks, the first of these that one of them has is shown. */
const MOST_TELLING: readonly ChunkState[] = ['different', 'retried', 'running', 'waiting', 'done'];

const STYLES: Readonly<Partial<Record<ChunkState, Style>>> = { different: 'bad', retried: 'warn' };

/** At most `cells` wide; fewer cells where there are fewer chunks. */
export function chunkStrip(table: TableView, cells: number, look: Look): string {
  const states = cellStates(table, cells);
  return states
    .map((state) => {
      const mark = look.chunk[state];
      const style = STYLES[state];
      return style === undefined ? mark : look.paint(style, mark);
    })
    .join('');
}

/** What each cell stands for. */
function cellStates(table: TableView, cells: number): ChunkState[] {
  const total = chunksOf(table);
  const count = Math.min(cells, total);
  return Array.from({ length: count }, (_, cell) => {
    const from = Math.floor((cell * total) / count);
    const to = Math.max(from + 1, Math.floor(((cell + 1) * total) / count));
    return mostTelling(table, from, to);
  });
}

/** Chunks there will be: what is planned, and as many more as the rows that are left will need. */
function chunksOf({ statistics, chunks }: TableView): number {
  const { chunksDone, chunksRunning, allPlanned, rows } = statistics;
  const last = chunks.at(-1)?.index ?? -1;
  const known = Math.max(last + 1, chunksDone + chunksRunning);
  if (allPlanned || chunksDone === 0) return Math.max(1, known);
  const { whole } = doneOf({ ...statistics, step: 'rows' });
  const perChunk = Math.max(1, rows / Math.max(1, chunksDone));
  return Math.max(known, Math.ceil(whole / perChunk));
}

function mostTelling(table: TableView, from: number, to: number): ChunkState {
  const found = new Set<ChunkState>();
  for (let index = from; index < to; index++) found.add(stateOf(table, index));
  return MOST_TELLING.find((state) => found.has(state))!;
}

function stateOf({ statistics, chunks }: TableView, index: number): ChunkState {
  const first = chunks[0];
  if (first === undefined || index < first.index) {
    // Nothing is told of each of them, only how many there are.
    if (first !== undefined || index < statistics.chunksDone) return 'done';
    return index < statistics.chunksDone + statistics.chunksRunning ? 'running' : 'waiting';
  }
  return at(chunks, index)?.state ?? 'waiting';
}

function at(chunks: readonly ChunkStatistics[], index: number): ChunkStatistics | undefined {
  // They are in order, nearly always without a gap.
  const guess = chunks[index - chunks[0]!.index];
  return guess?.index === index ? guess : chunks.find((chunk) => chunk.index === index);
}
