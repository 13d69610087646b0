import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJson } from '../../src/model/json.ts';
import { factsOf } from './world.ts';

function fault(text: string) {
  const { path, problem } = factsOf('document', () => parseJson(text, 'task.json'));
  return `${path}: ${problem}`;
}

describe('a JSON file', () => {
  test('gives what JSON.parse gives, for every value there is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(parseJson(text, 'x')).toEqual(JSON.parse(text));
      }),
    );
  });

  test('is refused exactly when JSON.parse refuses it, double keys apart', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b',
      '1',
      '-',
      '01',
      '.5',
      'true',
      'nul',
      ' ',
      '\n',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = pieces.join('');
        const judge = (parse: () => unknown) => {
          try {
            parse();
            return 'good';
          } catch (error) {
            return String(error).includes('stands twice') ? 'good' : 'bad';
          }
        };
        const twice = /"a"[\s\S]*"a"/.test(text);
        fc.pre(!twice);
        expect(judge(() => parseJson(text, 'x'))).toBe(judge(() => JSON.parse(text)));
      }),
      { numRuns: 3000 },
    );
  });

  test('with a byte order mark is read', () => {
    expect(parseJson('\uFEFF{"rules": []}', 'x')).toEqual({ rules: [] });
  });

  test('keeps a key named __proto__ a plain key', () => {
    expect(Object.keys(parseJson('{"__proto__": 1}', 'x') as object)).toEqual(['__proto__']);
  });

  test.each([
    ['', 'line 1, column 1: the file is empty'],
    ['{"a": 1,}', 'line 1, column 8: a comma before }'],
    ['[1, 2,\n]', 'line 1, column 6: a comma before ]'],
    ['{\n  "a": 1\n  "b": 2\n}', 'line 3, column 3: unexpected "\\""'],
    ['{"a": tru}', 'line 1, column 7: unexpected "t"'],
    ['{"a" 1}', 'line 1, column 6: unexpected "1"'],
    ['{a: 1}', 'line 1, column 2: unexpected "a"'],
    ['{"a": 1', 'line 1, column 8: the document ends too early'],
    ['{"a": "1', 'line 1, column 7: the text that begins here never ends'],
    ['{"a": "1\n"}', 'line 1, column 9: a line break or control character inside a text'],
    ['{"a": "C:\\x"}', 'line 1, column 10: a backslash that JSON does not know'],
    ['{"a": 1} {}', 'line 1, column 10: something follows the end of the document'],
    ['// tables\n{}', 'line 1, column 1: a comment; JSON has none'],
    ['{"가": "😀", "b": x}', 'line 1, column 17: unexpected "x"'],
    ['{"a": 1, "a": 2}', 'line 1, column 10: the key "a" stands twice in one object'],
  ])('%j is refused at its place', (text, expected) => {
    expect(fault(text)).toBe(expected);
  });

  test('nested without end is refused, not a crash', () => {
    expect(fault('['.repeat(100_000))).toContain('nested more than 200 deep');
  });
});
