import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, cutMiddle, padEnd, padStart, printable, width } from '../../src/tui/layout/text.ts';
import { chooseLook, speaksUnicode } from '../../src/tui/theme/look.ts';

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('text on a terminal', () => {
  test('is measured as terminals draw it', () => {
    expect(['', 'abc', '영화', 'é', 'e\u0301', '🎬', 'ｶﾅ', '漢字'].map(width)).toEqual([
      0, 3, 4, 1, 1, 2, 2, 4,
    ]);
  });

  test('is never wider than asked for after a cut, and whole when it fits', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 80 }), (text, columns) => {
        for (const short of [cut(text, columns), cutMiddle(text, columns)]) {
          expect(width(short)).toBeLessThanOrEqual(columns);
          if (width(text) <= columns) expect(short).toBe(text);
        }
      }),
    );
  });

  test('keeps both ends of a name that is cut', () => {
    expect(cutMiddle('warehouse.orders_archive_2026_11', 20)).toBe('warehouse…ve_2026_11');
    expect(cutMiddle('창고.주문_기록_2026_11', 14)).toBe('창고.…2026_11');
  });

  test('fills columns', () => {
    expect([padEnd('영화', 6), padStart('영화', 6), padEnd('toolong', 3)]).toEqual([
      '영화  ',
      '  영화',
      'toolong',
    ]);
  });

  test('cannot move the cursor, break a line or turn the direction of writing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e\u2028]/);
      }),
    );
    expect(printable('a\nb\x1b[2J`"\'영화🎬')).toBe('a\\nb\\u001b[2J`"\'영화🎬');
  });
});

describe('the look', () => {
  test('is Unicode where the locale says UTF-8, by the first variable that is set', () => {
    expect(speaksUnicode({ LANG: 'ko_KR.UTF-8' }, 'linux')).toBe(true);
    expect(speaksUnicode({ LC_ALL: 'C', LANG: 'ko_KR.utf8' }, 'linux')).toBe(false);
    expect(speaksUnicode({}, 'linux')).toBe(false);
    expect(speaksUnicode({}, 'darwin')).toBe(true);
  });

  test('sends no escape sequence without colour', () => {
    expect(chooseLook({ unicode: true, colour: false }).paint('bad', 'x')).toBe('x');
    expect(chooseLook({ unicode: true, colour: true }).paint('bad', 'x')).toBe('\x1b[31mx\x1b[39m');
  });
});
