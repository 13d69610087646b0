import { describe, expect, test } from 'vitest';
import { DmsError, type ErrorFacts, type ErrorKind, errorRecord } from '../../../src/model/errors.ts';
import { errorLines, wordError } from '../../../src/tui/text/errors.ts';
import { sampleFacts } from './sample-facts.ts';

const address = 'db2:3306';

describe('every kind of error', () => {
  test.each(Object.entries(sampleFacts) as [ErrorKind, ErrorFacts[ErrorKind]][])(
    '%s is worded whole',
    (kind, some) => {
      const words = wordError({ kind, facts: some, server: null, fix: null });
      const text = Object.values(words).join('\n');
      expect(words.what).not.toBe('');
      expect(text).not.toMatch(/undefined|\[object|NaN|\.\.|: \.|null/);
    },
  );
});

test('an error block gives what, the words of the server, the cause, the next step and the statement', () => {
  const error = new DmsError(
    'rights.missing',
    { address, role: 'target', right: 'INSERT', on: 'dees.*', user: 'writer' },
    {
      server: { code: 'ER_TABLEACCESS_DENIED_ERROR', number: 1142, message: 'INSERT command denied' },
      fix: 'GRANT INSERT ON `dees`.* TO `writer`;',
    },
  );
  expect(errorLines(errorRecord(error))).toEqual([
    "The user 'writer' lacks INSERT on dees.* at the target, db2:3306.",
    '  ER_TABLEACCESS_DENIED_ERROR (1142): INSERT command denied',
    '  Next: Let someone who may grant it run the statement below.',
    '    GRANT INSERT ON `dees`.* TO `writer`;',
  ]);
});
