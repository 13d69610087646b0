import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from '../../src/model/nearest.ts';

describe('the nearest word', () => {
  test.each<[string, string[]]>([
    ['movis', ['movies']],
    ['MOVIES', ['movies']],
    ['moveis', ['movies']],
    ['mmovies', ['movies']],
    ['sample3', ['sample1', 'sample2']],
    ['zebra', []],
    ['', []],
  ])('to %j', (word, expected) => {
    expect(nearest(word, ['movies', 'sample2', 'sample1', 'actors'])).toEqual(expected);
  });

  test('is found one slip away, wherever the slip is', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '_'), minLength: 5, maxLength: 12 });
    fc.assert(
      fc.property(word, fc.nat(11), fc.constantFrom('leave out', 'add', 'replace'), (one, at, slip) => {
        const place = at % one.length;
        const rest = one.slice(slip === 'add' ? place : place + 1);
        const slipped = one.slice(0, place) + (slip === 'leave out' ? '' : 'x') + rest;
        expect(nearest(slipped, ['nothing like it', one])).toEqual([one]);
      }),
    );
  });
});
