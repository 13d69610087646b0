/** The lanes of a run, from the readers of its snapshot: those that work from the start, and spare ones. */
import type { Snapshot, SourceReader, TargetEndpoint, TargetSession } from '../endpoints/contract.ts';
import type { TaskSettings } from '../model/task-settings.ts';
import type { Dials } from './dials.ts';
import { Lane } from './load/lane.ts';
import type { Reporter } from './progress.ts';

export interface LaneSurroundings {
  readonly session: TargetSession;
  readonly target: TargetEndpoint;
  readonly settings: TaskSettings;
  readonly errorFolder: string;
  readonly dials: Dials;
  readonly reporter: Reporter;
}

/** The last reader finds the boundaries of chunks, all others move them. */
export function planningReader({ readers }: Snapshot): SourceReader {
  return readers.at(-1)!;
}

/** A lane that does not work costs a reader at rest, and nothing on the target. */
export function openLanes({ readers }: Snapshot, parts: LaneSurroundings): Lane[] {
  const { session, target, settings, errorFolder, dials, reporter } = parts;
  return readers.slice(0, -1).map(
    (reader) =>
      new Lane({
        reader,
        makeWriter: () => session.writer(),
        target,
        settings,
        errorFolder,
        dials,
        onSkipped: (table, chunk, rows, file) =>
          reporter.emit({ type: 'rows.skipped', table: table.source, chunk: chunk.index, rows, file }),
      }),
  );
}
