import type { errorLabels as english } from '../en/errors.ts';
import type { Wording } from '../wording.ts';
import { beforeWords } from './errors-before.ts';
import { connectingWords } from './errors-connecting.ts';
import { movingWords } from './errors-moving.ts';

export const errors: Wording = { ...beforeWords, ...connectingWords, ...movingWords };

export const errorLabels: typeof english = {
  cause: '원인',
  next: '조치',
  trace: (file) => `스택: ${file}`,
};
