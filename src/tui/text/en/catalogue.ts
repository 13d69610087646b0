/** Everything there is in words, in English: the shape that every other language has to fill. */
import { common } from './common.ts';

export const en = { common };
