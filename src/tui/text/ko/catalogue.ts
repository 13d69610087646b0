import { en } from '../en/catalogue.ts';
import type { Words } from '../words.ts';
import { common } from './common.ts';

export const ko: Words = { ...en, common };
