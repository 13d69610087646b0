/** How far a person has come in a lab. It is kept in their own state folder, so that they can leave and come back. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../../model/document.ts';
import { labsFolder } from '../../store/home.ts';
import { makePrivateFolder, writePrivateFile } from '../../store/private-files.ts';
import type { LabId } from '../world/facts.ts';
import type { Seen } from './facts.ts';
import type { Before, Names, StepId } from './lesson.ts';

export interface StepProgress {
  readonly state: 'done' | 'skipped';
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What the check had seen when it first held; for a step that was skipped, nothing. */
  readonly seen: readonly Seen[];
  /** Of the set-up it was done in: what was made there is gone with it. */
  readonly world: string;
}

export interface Progress {
  readonly v: 1;
  readonly lab: LabId;
  readonly full: boolean;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly current: StepId;
  readonly names: Names;
  readonly steps: Readonly<Partial<Record<StepId, StepProgress>>>;
  readonly before: Readonly<Partial<Record<StepId, Before>>>;
}

/** Where progress is kept. */
export interface ProgressStore {
  /** Null for a lab that was never begun, was finished, or whose file is no longer readable. */
  read(lab: LabId): Progress | null;
  write(progress: Progress): void;
  /** For a lab that is to begin anew. */
  forget(lab: LabId): void;
}

/** `home` is the person's own state folder, never that of a lab. */
export function progressIn(home: string): ProgressStore {
  const file = (lab: LabId) => join(labsFolder(home), `${lab}.json`);
  return {
    read(lab) {
      try {
        const progress: unknown = JSON.parse(readFileSync(file(lab), 'utf8'));
        return isProgress(progress, lab) ? progress : null;
      } catch {
        return null;
      }
    },
    write(progress) {
      makePrivateFolder(labsFolder(home));
      writePrivateFile(file(progress.lab), `${JSON.stringify(progress, null, 2)}\n`);
    },
    forget: (lab) => rmSync(file(lab), { force: true }),
  };
}

/** For a lab that nobody goes through by hand. */
export const NO_PROGRESS: ProgressStore = { read: () => null, write() {}, forget() {} };

function isProgress(found: unknown, lab: LabId): found is Progress {
  return (
    isObject(found) &&
    found.v === 1 &&
    found.lab === lab &&
    typeof found.started === 'string' &&
    typeof found.current === 'string' &&
    isObject(found.names) &&
    isObject(found.steps) &&
    isObject(found.before)
  );
}
