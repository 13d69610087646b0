/** What a run leaves in its folder beside the run log. */
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { EndpointSecrets } from '../endpoints/contract.ts';
import { writePrivateFile } from '../store/private-files.ts';
import type { RunReport } from './run-report.ts';

export interface Secrets {
  readonly source: EndpointSecrets;
  readonly target: EndpointSecrets;
}

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

/** The text without the passwords, in every form one may stand in: for what we did not word ourselves. */
export function masked(text: string, { source, target }: Secrets): string {
  const secrets = [source, target]
    .flatMap((side) => [side.password ?? '', side.bastion ?? ''])
    .filter((secret) => secret !== '');
  const forms = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ]);
  return forms.reduce((kept, form) => kept.replaceAll(form, '***'), text);
}
