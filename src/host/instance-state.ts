/** How a saved instance stands: what its class comes to here, who works on it, whether its home is usable. */
import { accessSync, constants } from 'node:fs';
import { type Capacity, capacityOf, type Instance, type InstanceStatus } from '../model/instance.ts';
import { type Owner, ownerOf } from '../store/owner-lock.ts';
import { thisMachine } from './machine.ts';

export interface InstanceState {
  readonly status: InstanceStatus;
  readonly capacity: Capacity;
  /** Who works on it; null unless it is busy. */
  readonly owner: Owner | null;
  /** What is wrong with its home; null unless it failed. */
  readonly problem: string | null;
}

export function instanceState(instance: Instance): InstanceState {
  const capacity = capacityOf(instance.class, thisMachine());
  const problem = problemOf(instance.home);
  const owner = problem === null ? ownerOf(instance.home) : null;
  const status = problem !== null ? 'failed' : owner !== null ? 'busy' : 'available';
  return { status, capacity, owner, problem };
}

function problemOf(home: string): string | null {
  try {
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}
