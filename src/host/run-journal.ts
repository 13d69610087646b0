/** Stamps the events of one run, keeps them as NDJSON, and passes them on. */
import { closeSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type DmsEvent, EVENT_VERSION, type EventBody, type EventHead } from '../model/events.ts';
import { openPrivateLog } from '../store/private-files.ts';

export interface RunJournal {
  emit(event: EventBody): void;
  close(): void;
}

/**
 * `<date>-<time>-<process>`: sorts by time, and two runs of one machine cannot share one. It sorts behind the
 * newest run of the task even where the clock was set back since: or that one would be taken for the newest.
 */
export function newRunId(now: Date, newest: string | null): string {
  const [, date, time] = /^(\d{8})-(\d{6})-/.exec(newest ?? '') ?? [];
  const behind = date === undefined ? 0 : startOf(date, time!) + 1_000;
  const stamp = new Date(Math.max(now.getTime(), behind)).toISOString();
  return `${stamp.replace(/[-:]/g, '').replace(/\..*/, '').replace('T', '-')}-${process.pid}`;
}

/** 0 for what is no time. */
function startOf(date: string, time: string): number {
  const day = date.replace(/(....)(..)(..)/, '$1-$2-$3');
  return Date.parse(`${day}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`) || 0;
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
