/** The language everything is worded in: one for the process, as a locale is. */
import { DmsError } from '../../model/errors.ts';

export const LANGUAGES = ['en', 'ko'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Says the language where no option can: for all commands of a shell, and for processes started from here. */
export const LANGUAGE_VARIABLE = 'DMS_TUI_LANG';

let spoken: Language = 'en';

/** Set once, before the first word; a screen that stands would keep its old ones. */
export function speak(language: Language): void {
  spoken = language;
}

export function language(): Language {
  return spoken;
}

/**
 * The language a person wants: what `--lang` says, else `DMS_TUI_LANG`, else the locale, else English.
 * @throws DmsError 'usage' for a language there are no words for
 */
export function chooseLanguage(wanted: string | undefined, environment: NodeJS.ProcessEnv): Language {
  if (wanted !== undefined) return known(wanted, `--lang ${wanted}`);
  const set = environment[LANGUAGE_VARIABLE];
  if (set) return known(set, `${LANGUAGE_VARIABLE}=${set}`);
  return languageOf(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '');
}

function known(wanted: string, written: string): Language {
  const found = LANGUAGES.find((one) => one === wanted.toLowerCase());
  if (found !== undefined) return found;
  throw new DmsError('usage', {
    problem: `${written} is not spoken here`,
    allowed: LANGUAGES.join(', '),
  });
}

/** Words go out in UTF-8: where a locale names another encoding, only letters that all of them share are safe. */
function languageOf(locale: string): Language {
  const [, name, encoding] = /^([a-z]+)(?:_[^.@]*)?(?:\.([^@]*))?/i.exec(locale) ?? [];
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) return 'en';
  return LANGUAGES.find((one) => one === name?.toLowerCase()) ?? 'en';
}
