import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../src/tui/text/language.ts';
import { CATALOGUES } from '../../support/languages.ts';

type Word = string | ((...facts: never[]) => unknown);

const folder = join(import.meta.dirname, '../../../src/tui/text');

/** Every word of a catalogue by its place: `errors.table.gone`, `wizard.steps.source`. */
function wordsOf(part: object, place = ''): Map<string, Word> {
  const found = new Map<string, Word>();
  for (const [key, value] of Object.entries(part) as [string, Word | object][]) {
    const here = place === '' ? key : `${place}.${key}`;
    if (typeof value === 'string' || typeof value === 'function') found.set(here, value as Word);
    else for (const [below, word] of wordsOf(value, here)) found.set(below, word);
  }
  return found;
}

/** What a function says is in its source. */
function textOf(word: Word): string {
  return typeof word === 'string' ? word : word.toString();
}

/** The texts between quotes, without what is put into them. */
function literalsOf(source: string): string {
  const quoted = source.match(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g) ?? [];
  return quoted.map((one) => one.replace(/\$\{[^}]*\}/g, ' ')).join(' ');
}

const HANGUL = /[가-힣]/;

/** Words that a person reads as English: neither code nor abbreviations nor names of products. */
function englishIn(text: string): string[] {
  const prose = text
    .replace(/`[^`]*`|\S*[/<>@=_$%*]\S*|--?\w[\w-]*|\?\w+/g, ' ')
    .replace(/(?<=[\p{L},] )[A-Z][a-z]+(?= [A-Z])/gu, ' ');
  return prose.match(/(?<![\w-])[A-Za-z]?[a-z]{2,}(?![\w-])/g) ?? [];
}

const english = wordsOf(CATALOGUES.en);
const others = LANGUAGES.filter((one) => one !== 'en');

describe.each(others)('the catalogue %s', (language) => {
  const words = wordsOf(CATALOGUES[language]);

  test('has every text of the English one, and no other', () => {
    expect([...words.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  test('has a text where there is a text, and a function of as many facts where there is one', () => {
    const shape = (word: Word) => (typeof word === 'string' ? 'text' : word.length);
    const shapes = (of: ReadonlyMap<string, Word>) => [...of].map(([place, word]) => [place, shape(word)]);
    expect(Object.fromEntries(shapes(words))).toEqual(Object.fromEntries(shapes(english)));
  });

  test('left no text empty that says something', () => {
    expect([...words].filter(([place, word]) => word === '' && english.get(place) !== '')).toEqual([]);
  });
});

describe('Korean', () => {
  test('has no text that was left in English', () => {
    const left = [...wordsOf(CATALOGUES.ko)].filter(([place, word]) => {
      const said = textOf(english.get(place)!);
      const prose = typeof word === 'string' ? said : literalsOf(said);
      if (typeof word === 'string' && !/\p{L}/u.test(word)) return false;
      return englishIn(prose).length > 0 && !HANGUL.test(textOf(word)) && saysMore(word, said);
    });
    expect(left.map(([place]) => place)).toEqual([]);
  });

  /** A function without a text of its own calls one that has. */
  function saysMore(word: Word, said: string): boolean {
    return typeof word === 'string' || literalsOf(said) === '' || literalsOf(word.toString()) !== '';
  }

  test('would be caught leaving one', () => {
    expect(englishIn('Server')).toEqual(['Server']);
    expect(englishIn('not found')).toEqual(['not', 'found']);
    for (const code of [
      'TCP',
      'TLS',
      'S3',
      'MySQL, MariaDB, Aurora MySQL',
      '`--resume`',
      'https://x',
      'NULL',
    ])
      expect(englishIn(code)).toEqual([]);
  });

  const files = readdirSync(join(folder, 'ko'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      file,
      source: readFileSync(join(folder, 'ko', file), 'utf8').replace(/\/\*\*.*?\*\//gs, ''),
    }));

  test('leaves no particle for the reader to choose', () => {
    const both = /[을를이가은는과와]\([을를이가은는과와]\)|\(으\)로|\(이\)/;
    expect(files.filter(({ source }) => both.test(source)).map(({ file }) => file)).toEqual([]);
  });

  test('writes no particle behind something that is only known later', () => {
    const guessed = /\$?\{[^{}]*\}['"\]]?(?:을|를|이|가|은|는|과|와|으로|로)(?=[\s.,:)'"`]|$)/gm;
    const found = files.flatMap(({ file, source }) =>
      (source.match(guessed) ?? []).map((one) => `${file}: ${one}`),
    );
    expect(found).toEqual([]);
  });

  test('calls each thing by one word', () => {
    const others: Readonly<Record<string, RegExp>> = {
      원본: /소스/,
      대상: /타겟|타깃|목적지/,
      컬럼: /칼럼|(?<![가-힣])열(?:은|이|을|의|도|만|과)?(?![가-힣])/,
      컴퓨터: /머신|호스트 컴퓨터/,
      배스천: /베스천|경유 서버|점프 서버/,
      '테이블 삭제': /드랍|드롭|트렁케이트/,
    };
    const found = files.flatMap(({ file, source }) =>
      Object.entries(others).flatMap(([word, other]) => {
        const [wrong] = other.exec(source) ?? [];
        return wrong === undefined ? [] : [`${file}: ${wrong} → ${word}`];
      }),
    );
    expect(found).toEqual([]);
  });

  test('is not spoken in the English catalogue', () => {
    const korean = [...english].filter(([, word]) => HANGUL.test(textOf(word)));
    expect(korean.map(([place]) => place)).toEqual([]);
  });
});
