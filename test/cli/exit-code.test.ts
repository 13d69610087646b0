import { expect, test } from 'vitest';
import { exitCodeOfError, exitCodeOfRun } from '../../src/cli/exit-code.ts';
import { DmsError, type ErrorKind, errorRecord } from '../../src/model/errors.ts';

test('exit codes tell a wrong file, a failed endpoint, a busy task and a failure apart', () => {
  const codes: Partial<Record<ErrorKind, number>> = {
    usage: 2,
    document: 2,
    url: 2,
    'mapping.nothing': 2,
    'mapping.strict': 2,
    'confirm.needed': 2,
    'connect.login': 3,
    'rights.missing': 3,
    'bucket.denied': 3,
    'folder.failed': 3,
    'target.read-only': 3,
    'target.not-empty': 1,
    'resume.changed': 1,
    'rows.refused': 1,
    internal: 1,
    'instance.busy': 5,
    interrupted: 130,
  };
  for (const [kind, code] of Object.entries(codes))
    expect([kind, exitCodeOfError(kind as ErrorKind)]).toEqual([kind, code]);
});

test('an endpoint that breaks after rows moved is a failure of the run, not of the test before it', () => {
  const error = errorRecord(new DmsError('connect.lost', { address: 'db2:3306', doing: 'loading' }));
  const result = { error, runId: '', folder: '', report: null };
  expect(exitCodeOfRun({ ...result, outcome: 'failed', moved: false })).toBe(3);
  expect(exitCodeOfRun({ ...result, outcome: 'failed', moved: true })).toBe(1);
  expect(exitCodeOfRun({ ...result, error: null, outcome: 'differs', moved: true })).toBe(4);
});
