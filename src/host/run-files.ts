/** What a run leaves in its folder beside the run log. */
import { join } from 'node:path';
import { inspect } from 'node:util';
import { masked, type Secrets } from '../endpoints/mask-secrets.ts';
import { writePrivateFile } from '../store/private-files.ts';
import type { RunReport } from './run-report.ts';

/** Path of the report for people, or null when it could not be written. */
export function keepReport(folder: string, report: RunReport, worded: string): string | null {
  const path = join(folder, 'report.md');
  try {
    writePrivateFile(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    writePrivateFile(path, worded);
    return path;
  } catch {
    return null;
  }
}

/** The stack goes here and nowhere else. */
export function keepTrace(folder: string, thrown: unknown, secrets: Secrets): void {
  const text = inspect(thrown);
  try {
    writePrivateFile(join(folder, 'trace.log'), masked(text, secrets));
  } catch {
    // The error itself is in the events; a full disk on this side must not hide it behind another.
  }
}
