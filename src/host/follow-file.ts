/**
 * Follows a run by its log alone: one that has ended, or one that takes no commands, as in the foreground of
 * another terminal.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as wait } from 'node:timers/promises';
import type { DmsEvent } from '../model/events.ts';
import type { CommandAnswer } from '../model/run-commands.ts';
import { ownerOf } from '../store/owner-lock.ts';
import type { AttachHandlers, Attachment, AttachmentEnd } from './attach.ts';
import { Present } from './control/present.ts';
import { Lines } from './control/protocol.ts';
import { isRunOf, type RunPlace, readReport } from './newest-run.ts';
import type { InstanceResult } from './run-instance.ts';

/** As often as there is progress. */
const LOOK_MS = 250;
/** So much is read at a time: a log of a week must not stand in memory. */
const PART_BYTES = 1024 * 1024;
const MOST_LINE_CHARACTERS = 256 * 1024 * 1024;

/** `lacksLine`: the run could be told something, if its process could be reached. */
export function followFile(
  run: RunPlace,
  handlers: AttachHandlers,
  signal: AbortSignal,
  lacksLine: boolean,
): Attachment {
  const closing = new AbortController();
  const ended = AbortSignal.any([signal, closing.signal]);
  follow(run, handlers, ended).then(handlers.onEnd, () =>
    handlers.onEnd({ reason: ended.aborted ? 'closed' : 'lost' }),
  );
  const why = lacksLine ? 'no-line' : 'not-here';
  const answer: CommandAnswer = { result: 'refused', why: goesOn(run) ? why : 'over' };
  return {
    role: 'watcher',
    driver: null,
    pid: null,
    lacksLine,
    folder: run.folder,
    send: async () => answer,
    close: () => closing.abort(),
  };
}

/** What is known of a run that has ended, from its report; null without one. */
export function resultOf({ runId, folder }: Pick<RunPlace, 'runId' | 'folder'>): InstanceResult | null {
  const report = readReport(folder);
  if (report === null || report.outcome === null) return null;
  const error = report.errors.findLast(({ table }) => table === null)?.error ?? null;
  const moved = report.tables.some((table) => table.state !== 'Before load');
  return { outcome: report.outcome, error, moved, runId, folder, report: join(folder, 'report.md') };
}

async function follow(run: RunPlace, handlers: AttachHandlers, signal: AbortSignal): Promise<AttachmentEnd> {
  const file = await open(join(run.folder, 'events.jsonl'));
  try {
    const present = new Present();
    const tail = new Tail(file);
    for await (const event of tail.news()) {
      signal.throwIfAborted();
      present.add(event);
    }
    for (const event of present.events()) handlers.onEvent(event);
    handlers.onPresent?.();
    for (;;) {
      // In this order: what it said before it went is still read.
      const isLast = !goesOn(run);
      for await (const event of tail.news()) handlers.onEvent(event);
      if (isLast) break;
      await wait(LOOK_MS, undefined, { signal });
    }
  } finally {
    await file.close();
  }
  const result = resultOf(run);
  return result === null ? { reason: 'cut-off' } : { reason: 'finished', result };
}

function goesOn(run: RunPlace): boolean {
  return isRunOf(run, ownerOf(run.lockFolder));
}

/** A log that grows while it is read. */
class Tail {
  readonly #file: FileHandle;
  readonly #part = Buffer.alloc(PART_BYTES);
  readonly #decoder = new StringDecoder('utf8');
  readonly #lines = new Lines(MOST_LINE_CHARACTERS);
  #at = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** What was written since the last time; a line that is not whole yet comes when it is. */
  async *news(): AsyncGenerator<DmsEvent> {
    for (;;) {
      const { bytesRead } = await this.#file.read(this.#part, 0, PART_BYTES, this.#at);
      if (bytesRead === 0) return;
      this.#at += bytesRead;
      const text = this.#decoder.write(this.#part.subarray(0, bytesRead));
      for (const line of this.#lines.take(text)) yield JSON.parse(line) as DmsEvent;
    }
  }
}
