/** How long something takes. */
import { inMilliseconds, inSeconds } from '../numbers.ts';

export const time = {
  /** `0.3 s`, `31.2 s`, `12:05`. */
  duration: (ms: number) => inSeconds(ms, ' s'),
  /** `0.8 ms`, `31 ms`, `12.3 s`: for what mostly takes no second. */
  milliseconds: (ms: number) => inMilliseconds(ms, ' s'),
};
