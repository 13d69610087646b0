/** The language everything is worded in: one for the process, as a locale is. */
import { DmsError } from '../../model/errors.ts';

export const LANGUAGES = ['en', 'ko'] as const;

export type Language = (typeof LANGUAGES)[number];

let spoken: Language = 'en';

/** Set once, before the first word; a screen that stands would keep its old ones. */
export function speak(language: Language): void {
  spoken = language;
}

export function language(): Language {
  return spoken;
}

/**
 * The language a person wants: what `--lang` says, else the locale, else English.
 * @throws DmsError 'usage' for a language there are no words for
 */
export function chooseLanguage(wanted: string | undefined, environment: NodeJS.ProcessEnv): Language {
  if (wanted !== undefined) {
    const found = LANGUAGES.find((one) => one === wanted.toLowerCase());
    if (found !== undefined) return found;
    throw new DmsError('usage', {
      problem: `--lang ${wanted} is not spoken here`,
      allowed: LANGUAGES.join(', '),
    });
  }
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return LANGUAGES.find((one) => locale.toLowerCase().startsWith(one)) ?? 'en';
}
