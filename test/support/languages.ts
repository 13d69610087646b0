/** Every language is there for tests, which change it as they go. */
import { en } from '../../src/tui/text/en/catalogue.ts';
import { ko } from '../../src/tui/text/ko/catalogue.ts';
import { loadWords } from '../../src/tui/text/words.ts';

export const CATALOGUES = { en, ko };

await loadWords('ko');
