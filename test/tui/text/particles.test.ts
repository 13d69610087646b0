import { expect, test } from 'vitest';
import { type Particle, withParticle } from '../../../src/tui/text/ko/particles.ts';

function all(particle: Particle, names: readonly string[]): string[] {
  return names.map((name) => withParticle(name, particle));
}

test('the particle follows the last sound of a Korean word', () => {
  expect(all('을/를', ['테이블', '스키마', '행', '오류'])).toEqual([
    '테이블을',
    '스키마를',
    '행을',
    '오류를',
  ]);
  expect(all('이/가', ['대상', '서버'])).toEqual(['대상이', '서버가']);
  expect(all('은/는', ['태스크', '인스턴스', '청크', '값'])).toEqual([
    '태스크는',
    '인스턴스는',
    '청크는',
    '값은',
  ]);
  expect(all('과/와', ['원본', '사용자'])).toEqual(['원본과', '사용자와']);
});

test('으로 loses its first vowel behind ㄹ, too', () => {
  expect(all('으로/로', ['테이블', '대상', '서버', 'sql', 'sample1', 'sample3', 'sample8'])).toEqual([
    '테이블로',
    '대상으로',
    '서버로',
    'sql로',
    'sample1로',
    'sample3으로',
    'sample8로',
  ]);
});

test('digits are read in Korean', () => {
  const names = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '3306'];
  expect(
    all('이/가', names)
      .map((one) => one.replace(/\d/g, ''))
      .join(''),
  ).toBe('이이가이가가이이이가이이');
});

test('abbreviations are read letter by letter', () => {
  expect(all('을/를', ['TLS', 'URL', 'ARN', 'DB', 'InnoDB', 'LOB', 'sql', 'dms', 'N', 'R'])).toEqual([
    'TLS를',
    'URL을',
    'ARN을',
    'DB를',
    'InnoDB를',
    'LOB를',
    'sql을',
    'dms를',
    'N을',
    'R을',
  ]);
});

test('English words are read as loan words', () => {
  const consonant = ['column', 'name', 'title', 'file', 'bucket', 'map', 'lock', 'group', 'job', 'mapping'];
  const vowel = [
    'movies',
    'user',
    'server',
    'schema',
    'index',
    'root',
    'list',
    'event',
    'INSERT',
    'Size',
    'log',
  ];
  expect(all('을/를', consonant)).toEqual(consonant.map((word) => `${word}을`));
  expect(all('을/를', vowel)).toEqual(vowel.map((word) => `${word}를`));
  expect(withParticle('NULL', '으로/로')).toBe('NULL로');
});

test('of a name with several parts the last counts', () => {
  expect(
    all('을/를', ['dees.movies', 'shop.order_line', 'dees.sample1', 'db1:3306', 's3://bucket/raw']),
  ).toEqual(['dees.movies를', 'shop.order_line을', 'dees.sample1을', 'db1:3306을', 's3://bucket/raw를']);
  expect(withParticle('MaxFileSize', '이/가')).toBe('MaxFileSize가');
});

test('quotes and what stands in brackets are not read', () => {
  expect(
    all('이/가', ["'reader'", '`가격`', '"title"', 'movies (id)', '서울(Seoul)', '(name)', '43 %']),
  ).toEqual(["'reader'가", '`가격`이', '"title"이', 'movies (id)가', '서울(Seoul)이', '(name)이', '43 %가']);
});

test('what cannot be read aloud still gets one form, not both', () => {
  for (const name of ['', '…', '漢字', '🎬', '()', "''", ' '])
    expect(withParticle(name, '을/를')).toBe(`${name}를`);
});

test('a name of any length is read at once', () => {
  const name = `${'('.repeat(5_000)}x${')'.repeat(5_000)}`;
  const begun = performance.now();
  expect(withParticle(name, '은/는')).toBe(`${name}는`);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
