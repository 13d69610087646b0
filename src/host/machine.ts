/** What this process may use of the machine it runs on. */
import { availableParallelism, totalmem } from 'node:os';
import type { Machine } from '../model/instance.ts';

export function thisMachine(): Machine {
  // In a container the limit counts, not the machine; without one, Node gives 0 or more than there is.
  const limit = process.constrainedMemory();
  const all = totalmem();
  return { cores: availableParallelism(), memoryBytes: limit > 0 ? Math.min(limit, all) : all };
}
