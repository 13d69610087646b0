import type { time as english } from '../en/time.ts';
import { inMilliseconds, inSeconds } from '../numbers.ts';

export const time: typeof english = {
  duration: (ms) => inSeconds(ms, '초'),
  milliseconds: (ms) => inMilliseconds(ms, '초'),
};
