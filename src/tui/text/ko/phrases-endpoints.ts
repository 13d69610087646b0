/** What endpoints say: why a connection, a right or a file is not as it should be. */
import type { Phrase } from './phrases.ts';

export const phrasesOfEndpoints: readonly Phrase[] = [['signing in', '로그인']];
