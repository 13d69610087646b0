/** How fast a table went before its screen was opened: its run log knows. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { setImmediate as turn } from 'node:timers/promises';
import type { DmsEvent } from '../../../../model/events.ts';
import type { RateHistory } from '../rate-history.ts';
import { isAtWork, withSpeed } from '../table-view.ts';

/** Read at a time; keys are answered in between. */
const PART_BYTES = 1024 * 1024;
/** A log of weeks is not read through for one picture: then the picture begins later. */
const MOST_BYTES = 256 * PART_BYTES;

/** Null when the log cannot be read, or says nothing of the speed of this table. */
export async function readSpeed(
  folder: string,
  source: string,
  signal: AbortSignal,
): Promise<RateHistory | null> {
  const speed = new Speed(source);
  try {
    const file = await open(join(folder, 'events.jsonl'));
    try {
      const { size } = await file.stat();
      const from = Math.max(0, size - MOST_BYTES);
      await readLines(file, from, signal, (line) => speed.take(line));
    } finally {
      await file.close();
    }
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
  return speed.history;
}

class Speed {
  history: RateHistory | null = null;
  readonly #source: string;
  /** How the table is called within a line. */
  readonly #mention: string;
  #count = 0;
  #isAtWork = false;

  constructor(source: string) {
    this.#source = source;
    this.#mention = `"source":${JSON.stringify(source)}`;
  }

  take(line: string): void {
    // Most lines speak of other tables: they are not worth being parsed.
    const isProgress = line.includes('"type":"progress"');
    if (!isProgress || !(this.#isAtWork || line.includes(this.#mention))) return;
    const event = JSON.parse(line) as DmsEvent;
    if (event.type !== 'progress') return;
    const now = event.progress.tables.find(({ source }) => source === this.#source);
    if (now !== undefined) {
      this.#count = now.rows + now.validatedRows;
      this.#isAtWork = isAtWork(now);
    }
    this.history = withSpeed(this.history, event.progress.elapsedMs, this.#count);
  }
}

async function readLines(
  file: Awaited<ReturnType<typeof open>>,
  from: number,
  signal: AbortSignal,
  take: (line: string) => void,
): Promise<void> {
  const part = Buffer.alloc(PART_BYTES);
  const decoder = new StringDecoder('utf8');
  let rest = '';
  // What stands before the first line break began earlier.
  let isWhole = from === 0;
  for (let at = from; ; ) {
    signal.throwIfAborted();
    const { bytesRead } = await file.read(part, 0, PART_BYTES, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    const lines = (rest + decoder.write(part.subarray(0, bytesRead))).split('\n');
    rest = lines.pop()!;
    for (const line of isWhole ? lines : lines.slice(1)) take(line);
    isWhole ||= lines.length > 0;
    await turn();
  }
}
