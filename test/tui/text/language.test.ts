import { expect, test } from 'vitest';
import { DmsError } from '../../../src/model/errors.ts';
import { chooseLanguage } from '../../../src/tui/text/language.ts';

const KOREAN = { LANG: 'ko_KR.UTF-8' };

test('the language is what is said, else what is set, else that of the locale, else English', () => {
  expect(chooseLanguage('en', { ...KOREAN, DMS_TUI_LANG: 'ko' })).toBe('en');
  expect(chooseLanguage('KO', {})).toBe('ko');
  expect(chooseLanguage(undefined, { LANG: 'C', DMS_TUI_LANG: 'ko' })).toBe('ko');
  expect(chooseLanguage(undefined, { ...KOREAN, DMS_TUI_LANG: '' })).toBe('ko');
  expect(chooseLanguage(undefined, KOREAN)).toBe('ko');
  expect(chooseLanguage(undefined, {})).toBe('en');
});

test('of the locale the first variable that is set counts, as in a C program', () => {
  expect(chooseLanguage(undefined, { ...KOREAN, LC_ALL: 'C.UTF-8' })).toBe('en');
  expect(chooseLanguage(undefined, { LANG: 'en_US.UTF-8', LC_MESSAGES: 'ko_KR.utf8' })).toBe('ko');
  expect(chooseLanguage(undefined, { ...KOREAN, LC_ALL: '', LC_MESSAGES: '' })).toBe('ko');
});

test('a locale is known by its language, not by its first letters', () => {
  const locales = ['ko', 'ko_KR', 'ko-KR', 'ko_KR@x', 'kok_IN.UTF-8', 'de_DE.UTF-8', 'C', 'POSIX', '한국'];
  expect(locales.map((LANG) => chooseLanguage(undefined, { LANG }))).toEqual([
    'ko',
    'ko',
    'ko',
    'ko',
    'en',
    'en',
    'en',
    'en',
    'en',
  ]);
});

test('a locale in another encoding than UTF-8 gets letters it can show', () => {
  expect(chooseLanguage(undefined, { LANG: 'ko_KR.eucKR' })).toBe('en');
  expect(chooseLanguage(undefined, { LANG: 'ko_KR.CP949' })).toBe('en');
});

test('a language without words is refused, and those there are named', () => {
  for (const choose of [
    () => chooseLanguage('fr', {}),
    () => chooseLanguage('', {}),
    () => chooseLanguage(undefined, { DMS_TUI_LANG: 'korean' }),
  ]) {
    const refused = expect.objectContaining({
      kind: 'usage',
      facts: expect.objectContaining({ allowed: 'en, ko' }),
    });
    expect(choose).toThrow(DmsError);
    expect(choose).toThrow(refused);
  }
});
