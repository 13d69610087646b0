/** Stamps the events of one run, keeps them as NDJSON, and passes them on. */
import { closeSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type DmsEvent, EVENT_VERSION, type EventBody, type EventHead } from '../model/events.ts';
import { openPrivateLog } from '../store/private-files.ts';

export interface RunJournal {
  emit(event: EventBody): void;
  close(): void;
}

export function openJournal(folder: string, runId: string, onEvent: (event: DmsEvent) => void): RunJournal {
  let file: number | null = openPrivateLog(join(folder, 'events.jsonl'));
  const began = performance.now();
  let seq = 0;
  const close = () => {
    if (file !== null) closeSync(file);
    file = null;
  };
  const emit = (body: EventBody) => {
    const head: EventHead = {
      v: EVENT_VERSION,
      seq: seq++,
      runId,
      time: new Date().toISOString(),
      atMs: Math.round(performance.now() - began),
    };
    const event: DmsEvent = { ...head, ...body };
    const refused = file === null ? null : append(file, event);
    onEvent(event);
    if (refused === null) return;
    // A full disk on this side must not stop a migration; that its log ends here must be known.
    close();
    emit({
      type: 'issue',
      issue: { code: 'notice', subject: folder, detail: `The run log ends here: ${refused}.` },
    });
  };
  return { emit, close };
}

/** Written at once, not buffered: what led to a crash is what one looks for in a log. */
function append(file: number, event: DmsEvent): string | null {
  try {
    writeSync(file, `${JSON.stringify(event)}\n`);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
