/** The instance that connections are tested from: the first there is, as one machine is all there is. */
import { readInstances } from '../../../store/instances.ts';

/** Null where none was made: then this process stands for one. */
export function testingInstance(stateFolder: string): string | null {
  return readInstances(stateFolder).instances[0]?.id ?? null;
}
