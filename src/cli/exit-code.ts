/** What a script learns from a run. */
import type { InstanceResult } from '../host/run-instance.ts';
import type { ErrorKind } from '../model/errors.ts';

export const EXIT = {
  done: 0,
  failed: 1,
  usage: 2,
  endpoint: 3,
  differs: 4,
  busy: 5,
  interrupted: 130,
} as const;

export function exitCodeOfRun({ outcome, error, moved }: InstanceResult): number {
  if (outcome !== 'failed') return EXIT[outcome];
  // Once rows moved the endpoints had passed their tests: what broke later is a failure of the run.
  return error === null || moved ? EXIT.failed : exitCodeOfError(error.kind);
}

export function exitCodeOfError(kind: ErrorKind): number {
  if (kind === 'interrupted') return EXIT.interrupted;
  if (kind === 'instance.busy' || kind === 'target.busy') return EXIT.busy;
  if (kind === 'usage' || kind === 'document' || kind === 'url' || kind === 'confirm.needed')
    return EXIT.usage;
  if (kind.startsWith('mapping.') || kind.startsWith('endpoint.')) return EXIT.usage;
  const isEndpoint = /^(connect|rights|bucket|folder|secret)\./.test(kind) || kind === 'target.read-only';
  return isEndpoint ? EXIT.endpoint : EXIT.failed;
}
