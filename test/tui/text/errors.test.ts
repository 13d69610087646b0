import { afterEach, describe, expect, test } from 'vitest';
import { DmsError, type ErrorKind, type ErrorRecord, errorRecord } from '../../../src/model/errors.ts';
import { errorLines, wordError } from '../../../src/tui/text/errors.ts';
import { LANGUAGES, speak } from '../../../src/tui/text/language.ts';
import { sampleCases, sampleFacts } from './sample-facts.ts';

const address = 'db2:3306';

const samples: readonly ErrorRecord[] = [
  ...(Object.keys(sampleFacts) as ErrorKind[]).map((kind) => ({
    kind,
    facts: sampleFacts[kind],
    server: null,
    fix: null,
  })),
  ...sampleCases,
];

afterEach(() => speak('en'));

describe.each(LANGUAGES)('in the language %s', (language) => {
  test.each(samples.map((record) => [record.kind, record] as const))('%s is worded whole', (_, record) => {
    speak(language);
    const words = wordError(record);
    const text = Object.values(words)
      .filter((one) => one !== null)
      .join('\n');
    expect(words.what).not.toBe('');
    expect(text).not.toMatch(/undefined|\[object|NaN|\.\.|: \.|null/);
    if (language === 'ko') {
      // A fact that is English may stand there; the sentence around it is not.
      expect(words.what).toMatch(record.kind === 'usage' ? /./ : /[가-힣]/);
      for (const one of [words.cause, words.next]) if (one !== null) expect(one).toMatch(/[가-힣]/);
      expect(text).not.toMatch(/[을를이가은는과와]\([을를이가은는과와]\)|\(으\)로|\{\w+/);
    }
  });
});

test.each(LANGUAGES)(
  'no two ways to fail at a connection have the same cause and next step (%s)',
  (language) => {
    speak(language);
    // A login that failed for no reason that is known is taken for the usual one.
    const cases = samples.filter(
      ({ kind, facts }) => kind.startsWith('connect.') && !(kind === 'connect.login' && !('why' in facts)),
    );
    const said = cases.map((record) => {
      const { cause, next } = wordError(record);
      return `${cause}\n${next}`;
    });
    const twice = cases
      .filter((_, at) => said.indexOf(said[at]!) !== at)
      .map(({ kind, facts }) => ({ kind, facts }));
    expect(twice).toEqual([]);
  },
);

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
  speak('ko');
  expect(errorLines(errorRecord(error))).toEqual([
    "대상 db2:3306의 사용자 'writer'에게 dees.*에 대한 INSERT 권한이 없습니다.",
    '  ER_TABLEACCESS_DENIED_ERROR (1142): INSERT command denied',
    '  조치: 권한을 줄 수 있는 사람에게 아래 문장의 실행을 부탁하세요.',
    '    GRANT INSERT ON `dees`.* TO `writer`;',
  ]);
});
