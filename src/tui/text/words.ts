/** The words of the language that is spoken. */
import { en } from './en/catalogue.ts';
import { ko } from './ko/catalogue.ts';
import { type Language, language } from './language.ts';

export type Words = typeof en;

const CATALOGUES: Readonly<Record<Language, Words>> = { en, ko };

export function words(): Words {
  return CATALOGUES[language()];
}
