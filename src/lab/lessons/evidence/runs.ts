/** The runs of a lab, from what they have left in its state folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { homesOf, readReport } from '../../../host/newest-run.ts';
import type { RunReport } from '../../../host/run-report.ts';
import type { DmsEvent } from '../../../model/events.ts';
import { runFolder, taskFolder, tasksFolder } from '../../../store/home.ts';

export interface LabRun {
  readonly folder: string;
  readonly report: RunReport;
}

/** Those that have come to their end, the newest first. */
export function runsIn(home: string): LabRun[] {
  return homesOf(home)
    .flatMap((place) =>
      foldersIn(tasksFolder(place)).flatMap((task) =>
        foldersIn(join(taskFolder(place, task), 'runs')).map((id) => runFolder(place, task, id)),
      ),
    )
    .flatMap((folder) => {
      const report = readReport(folder);
      return report === null || report.outcome === null ? [] : [{ folder, report }];
    })
    .sort((one, other) => (one.report.started < other.report.started ? 1 : -1));
}

/** The newest that had a plan for exactly these tables, by their names on the source. */
export function runOf(runs: readonly LabRun[], tables: readonly string[]): LabRun | null {
  const wanted = [...tables].sort().join(' ');
  return runs.find(({ report }) => plannedTables(report).sort().join(' ') === wanted) ?? null;
}

/** What a run came to, the tables counted. */
export function plannedTables({ plan }: RunReport): string[] {
  return plan.map((table) => table.source);
}

export function eventsOf({ folder }: LabRun): DmsEvent[] {
  const lines = readFileSync(join(folder, 'events.jsonl'), 'utf8').split('\n');
  // What stands behind the last line break is not whole.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as DmsEvent);
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    // Nothing was ever there.
    return [];
  }
}
