import { describe, expect, test } from 'vitest';
import { errorRecord } from '../../../src/model/errors.ts';
import { width } from '../../../src/tui/layout/text.ts';
import { foldedError, foldedIssue } from '../../../src/tui/lines/folded.ts';
import { chooseLook } from '../../../src/tui/theme/look.ts';
import { sampleCases } from '../text/sample-facts.ts';

const look = chooseLook({ unicode: true, colour: false });
const COLUMNS = 80;

/** A statement stands further in than words, and is one line however long: it is there to be copied. */
const isStatement = (line: string) => line.startsWith('      ');
const isOneWord = (line: string) => !line.trim().includes(' ');

describe('on a terminal of 80 columns', () => {
  test('every error fits, but for its statements', () => {
    for (const record of sampleCases) {
      const wide = foldedError(record, look, COLUMNS).filter(
        (line) => width(line) > COLUMNS && !isStatement(line) && !isOneWord(line),
      );
      expect(wide).toEqual([]);
    }
  });

  test('an issue fits, and what helps is one line below it', () => {
    const fix = `GRANT ${'SELECT, '.repeat(20)}INSERT ON \`dees\`.* TO 'me'@'%';`;
    const detail = 'Without this right each reader sees a moment of its own. '.repeat(3).trim();
    const lines = foldedIssue({ code: 'fallback', subject: 'LOCK TABLES', detail, fix }, COLUMNS);
    expect(lines.at(-1)).toBe(`    ${fix}`);
    expect(lines.slice(0, -1).every((line) => width(line) <= COLUMNS)).toBe(true);
    expect(lines.slice(1).every((line) => line.startsWith('  '))).toBe(true);
  });
});

test('in a file or a pipe each is told in whole lines', () => {
  const detail =
    'a sentence that is long enough to be folded where there is a width to fold it to, and is not';
  expect(foldedIssue({ code: 'notice', subject: 'x', detail, fix: 'y' }, null)).toHaveLength(1);
  const error = foldedError(errorRecord(new Error(detail)), look, null);
  expect(error.some((line) => line.includes(detail))).toBe(true);
});
