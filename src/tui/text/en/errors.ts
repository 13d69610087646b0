/** Words for every error. */
import type { Wording } from '../wording.ts';
import { beforeWords } from './errors-before.ts';
import { connectingWords } from './errors-connecting.ts';
import { movingWords } from './errors-moving.ts';

/** A kind without words does not compile here. */
export const errors: Wording = { ...beforeWords, ...connectingWords, ...movingWords };

/** What stands around an error: in front of its cause and of what to do, and below it. */
export const errorLabels = {
  cause: 'Cause',
  next: 'Next',
  /** Where the stack of a fault of ours is kept. */
  trace: (file: string) => `The stack is in ${file}.`,
};
