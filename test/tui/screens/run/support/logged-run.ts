/** A run by its log alone, which grows as the test says: what its screen shows is what was told. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { addToReport, emptyReport } from '../../../../../src/host/run-report.ts';
import { type DmsEvent, EVENT_VERSION, type EventBody } from '../../../../../src/model/events.ts';
import { runFolder, taskFolder } from '../../../../../src/store/home.ts';
import { claim } from '../../../../../src/store/owner-lock.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

export interface LoggedRun {
  readonly state: string;
  readonly task: string;
  readonly folder: string;
  /** Says these things, now. */
  tell(...bodies: readonly EventBody[]): void;
  /** Writes the report and lets the task go, as a run does that comes to its end. */
  end(): void;
  /** Lets the task go without a word, as a process that is killed. */
  vanish(): void;
}

export function loggedRun(task = 'dees-copy'): LoggedRun {
  const state = temporaryFolder();
  const lock = claim(taskFolder(state, task), { kind: 'task', id: task }, 'starting');
  onTestFinished(() => lock.release());
  const now = new Date();
  const runId = `${now.toISOString().replace(/[-:]/g, '').slice(0, 15).replace('T', '-')}-${process.pid}`;
  const folder = runFolder(state, task, runId);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'events.jsonl');
  writeFileSync(file, '');
  const report = emptyReport();
  let seq = 0;
  return {
    state,
    task,
    folder,
    tell(...bodies) {
      const events = bodies.map((body): DmsEvent => {
        const own = body.type === 'run.started' ? { ...body, task, pid: process.pid } : body;
        return { v: EVENT_VERSION, seq: seq++, runId, time: new Date().toISOString(), atMs: 0, ...own };
      });
      for (const event of events) addToReport(report, event);
      appendFileSync(file, events.map((event) => `${JSON.stringify(event)}\n`).join(''));
    },
    end() {
      writeFileSync(join(folder, 'report.json'), JSON.stringify(report));
      writeFileSync(join(folder, 'report.md'), '');
      lock.release();
    },
    vanish: () => lock.release(),
  };
}
