import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Particle, withParticle } from '../../../src/tui/text/ko/particles.ts';
import { inKorean, PHRASES } from '../../../src/tui/text/ko/phrases.ts';

const PLACES = /\{(\w+)(?::([^}]+))?\}/g;

/** Something to stand in each place of a phrase; where it must be known, something that is. */
function sampleValues(korean: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [, name, how] of korean.matchAll(PLACES)) {
    values.set(name!, how === 'known' ? 'Index `by_title`' : `value${values.size}`);
  }
  return values;
}

describe.each(PHRASES.map(([english, korean]) => ({ english, korean })))(
  '$english',
  ({ english, korean }) => {
    const values = sampleValues(korean);

    test('is known among all others', () => {
      const said = english.replace(PLACES, (_, name: string) => values.get(name) ?? 'left-out');
      const expected = korean.replace(PLACES, (_, name: string, how: string | undefined) => {
        const value = values.get(name)!;
        if (how === undefined || how === 'each') return value;
        return how === 'ko' || how === 'known' ? inKorean(value) : withParticle(value, how as Particle);
      });
      expect(inKorean(said)).toBe(expected);
      expect(expected).toMatch(/[가-힣]/);
    });
  },
);

describe('phrases', () => {
  const source = join(import.meta.dirname, '../../../src');
  const spoken = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/^tui\/text\/(?:en|ko)\//.test(file))
    .map((file) => readFileSync(join(source, file), 'utf8'))
    .join('\n');

  /** The longest run of words between places, marks and quotes; shorter ones are put together elsewhere. */
  const LEAST = 17;

  test('are still said somewhere', () => {
    const lost = PHRASES.map(([english]) => english).filter((english) => {
      const [longest = ''] = english
        .split(/\{\w+\}|[`"'“”.,:;()]/)
        .map((part) => part.trim())
        .toSorted((one, other) => other.length - one.length);
      return longest.length >= LEAST && !spoken.includes(longest);
    });
    expect(lost).toEqual([]);
  });

  test('stand once each', () => {
    const all = PHRASES.map(([english]) => english);
    expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
  });

  test('leave alone what they do not know', () => {
    for (const text of [
      "Access denied for user 'r'@'%'",
      'The user was not found.',
      'INSERT INTO `dees`.`view` VALUES (1)',
      '',
      'x'.repeat(100_000),
    ])
      expect(inKorean(text)).toBe(text);
  });

  test('translate the parts of a sentence that are sentences themselves', () => {
    expect(inKorean('lane 2 waits for the target: commits chunk 7 of dees.movies')).toBe(
      '레인 2: 대상 대기 중, dees.movies의 청크 7 커밋',
    );
    expect(inKorean('unknown key; did you mean "rules"?')).toBe('알 수 없는 키입니다. 혹시 "rules"입니까?');
    expect(
      inKorean(
        'it did not accept a key of the agent, nor the password. It takes: publickey. No password is given.',
      ),
    ).toBe(
      '받아들이지 않은 것: 에이전트의 키, 비밀번호. 배스천이 받는 방법: publickey. 비밀번호가 주어지지 않았습니다.',
    );
    expect(
      inKorean('Index `by_title` covers values longer than any unique index of MySQL; it is left out.'),
    ).toBe('인덱스 `by_title`: 값이 MySQL 유니크 인덱스의 한도보다 길어 제외합니다.');
  });
});
