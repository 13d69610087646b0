/**
 * The product as its package ships it: compiled, once for all test files. A process that strips types itself takes
 * 26 MB more and three times as long to start, and the tests start some hundreds.
 */
import { askLaboratory } from './ask-laboratory.ts';
import { COMPILED } from './laboratory.ts';

/** Path of the entry file. */
export const COMPILED_ENTRY = await askLaboratory<string>(COMPILED);
