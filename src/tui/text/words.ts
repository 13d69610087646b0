/**
 * The words of the language that is spoken. They come in parts, one file for a topic or a screen, alike in
 * both languages. To add one:
 *
 * 1. `en/<part>.ts` exports an object of texts, and of functions for texts with something in them. Functions
 *    take facts and return whole sentences: no caller joins pieces, as another language orders them otherwise.
 * 2. `ko/<part>.ts` exports the same, typed `typeof english`; `particles.ts` chooses the endings of names.
 * 3. Both catalogues list it. A test compares them: the same keys, functions of as many arguments, and no
 *    text that was left in English.
 *
 * Callers say `words().part.text` where they draw, never at the top of a module: the language is chosen later.
 * What needs more than a look into the catalogue has a file of its own beside this one (`errors.ts`, `hops.ts`).
 *
 * Sentences that issues and errors carry as facts are English data; `words().said(sentence)` gives them in the
 * language that is spoken, as far as `ko/phrases-*.ts` know them.
 */
import { en } from './en/catalogue.ts';
import { type Language, language } from './language.ts';

export type Words = typeof en;

const CATALOGUES: Partial<Record<Language, Words>> = { en };

/** Before a language is spoken: a run that does not speak it has that memory for rows. */
export async function loadWords(wanted: Language): Promise<void> {
  if (wanted === 'ko') CATALOGUES.ko ??= (await import('./ko/catalogue.ts')).ko;
}

export function words(): Words {
  return CATALOGUES[language()] ?? en;
}
