/** What a run holds while it works: its task and, where one was named, its instance. */
import { taskFolder } from '../store/home.ts';
import { claimHome, findInstance } from '../store/instances.ts';
import { claim, type Lock } from '../store/owner-lock.ts';
import type { NamedInstance } from './run-instance.ts';

/** What a run is said to do from its claim to its first event. */
export const STARTING = 'starting';

/**
 * The task is claimed in the state folder wherever the run logs go, so that two instances never work on one.
 * @throws DmsError `instance.busy` with nothing held; `usage` when the instance is gone or has no usable home
 */
export function claimRun(stateFolder: string, task: string, instance: NamedInstance | null): Lock {
  const ofInstance = instance && claimInstance(stateFolder, instance);
  let ofTask: Lock;
  try {
    ofTask = claim(taskFolder(stateFolder, task), { kind: 'task', id: task }, STARTING);
  } catch (error) {
    ofInstance?.release();
    throw error;
  }
  return {
    say(doing) {
      ofTask.say(doing);
      ofInstance?.say(doing);
    },
    release() {
      ofTask.release();
      ofInstance?.release();
    },
  };
}

function claimInstance(stateFolder: string, instance: NamedInstance): Lock {
  const lock = claimHome(instance, STARTING);
  // It may have been deleted between its being read and its being claimed; from here on it cannot be.
  try {
    findInstance(stateFolder, instance.id);
  } catch (error) {
    lock.release();
    throw error;
  }
  return lock;
}
