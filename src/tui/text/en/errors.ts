/** Words for every error. */
import type { Wording } from '../wording.ts';
import { beforeWords } from './errors-before.ts';
import { connectingWords } from './errors-connecting.ts';
import { movingWords } from './errors-moving.ts';

/** A kind without words does not compile here. */
export const errors: Wording = { ...beforeWords, ...connectingWords, ...movingWords };

/** What stands in front of the cause of an error, and of what to do. */
export const errorLabels = { cause: 'Cause', next: 'Next' };
