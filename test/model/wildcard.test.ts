import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern, literalPattern, matchesPattern } from '../../src/model/wildcard.ts';

/** The slow, obvious model: try every length for `%`. */
function slowMatch(pattern: readonly string[], name: readonly string[]): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return name.length === 0;
  if (head === '%') return name.some((_, at) => slowMatch(rest, name.slice(at))) || slowMatch(rest, []);
  const [first, ...others] = name;
  if (first === undefined) return false;
  const fits =
    head === '_' ||
    (head.startsWith('[') && head.length > 1
      ? setOf(head).includes(first)
      : head.replace('\\', '') === first);
  return fits && slowMatch(rest, others);
}

function setOf(written: string): string[] {
  return written === '[a-c]' ? ['a', 'b', 'c'] : written.slice(1, -1).split('');
}

const letter = fc.constantFrom('a', 'b', 'c', '%', '_', '가', '😀');
const step = fc.oneof(
  fc.constantFrom('%', '_', '[ab]', '[a-c]', '[_]', '[%]', '\\%', '\\_'),
  fc.constantFrom('a', 'b', 'c', '가', '😀'),
);

const anyName = fc.string({
  unit: fc.constantFrom('a', 'B', '%', '_', '[', ']', '\\', '-', '.', '`', '가', '😀'),
  maxLength: 6,
});

describe('a pattern', () => {
  test('matches exactly what the slow, obvious model matches', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 7 }), fc.array(letter, { maxLength: 7 }), (pattern, name) => {
        expect(matchesPattern(pattern.join(''), name.join(''), true)).toBe(slowMatch(pattern, name));
      }),
      { numRuns: 5000 },
    );
  });

  test('made from a name matches that name and no other', () => {
    fc.assert(
      fc.property(anyName, anyName, (name, other) => {
        expect(matchesPattern(literalPattern(name), name, true)).toBe(true);
        expect(matchesPattern(literalPattern(name), other, true)).toBe(name === other);
        expect(compilePattern(literalPattern(name), true).exact).toBe(name);
      }),
    );
  });

  test('without regard to case matches the name in any case', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        expect(matchesPattern(literalPattern(name), name.toUpperCase().toLowerCase(), false)).toBe(
          matchesPattern(literalPattern(name.toLowerCase()), name.toUpperCase(), false),
        );
      }),
    );
    expect(matchesPattern('Dees.%'.slice(0, 4), 'DEES', false)).toBe(true);
    expect(matchesPattern('D%', 'dees', false)).toBe(true);
    expect(matchesPattern('[A-D]ees', 'dEES', false)).toBe(true);
    expect(matchesPattern('ΑΣ%', 'ας_1', false)).toBe(false);
    expect(matchesPattern('ΑΣ%', 'ασ_1', false)).toBe(true);
  });

  test.each([
    ['movies', 'movies', true],
    ['movies', 'Movies', false],
    ['my_table', 'myXtable', true],
    ['my\\_table', 'myXtable', false],
    ['my\\_table', 'my_table', true],
    ['my[_]table', 'myXtable', false],
    ['100\\%', '100%', true],
    ['100\\%', '1000', false],
    ['a\\\\b', 'a\\b', true],
    ['a\\b', 'a\\b', true],
    ['a\\', 'a\\', true],
    ['t[1-3]', 't2', true],
    ['t[1-3]', 't4', false],
    ['t[13-]', 't-', true],
    ['t[', 't[', true],
    ['t[]', 't[]', true],
    ['t\\[1]', 't[1]', true],
    ['t\\[1]', 't1', false],
    ['%', '', true],
    ['_', '', false],
    ['_', '😀', true],
    ['%%', 'x', true],
  ])('%j against %j: %s', (pattern, name, expected) => {
    expect(matchesPattern(pattern, name, true)).toBe(expected);
  });

  test('of many % is decided in steps, not in lifetimes', () => {
    expect(matchesPattern(`${'%a'.repeat(30)}b`, 'a'.repeat(64), true)).toBe(false);
  });
});
