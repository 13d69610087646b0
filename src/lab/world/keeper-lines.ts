/** What the keeper of a lab's set-up says, and what it can be asked. */
import { join } from 'node:path';
import type { ErrorRecord } from '../../model/errors.ts';
import type { MakingFact, WorldFacts } from './facts.ts';

/** To the lab that started it, on standard output. */
export type KeeperLine =
  | { readonly type: 'making'; readonly fact: MakingFact }
  | { readonly type: 'ready'; readonly folder: string; readonly world: WorldFacts }
  | { readonly type: 'failed'; readonly error: ErrorRecord };

/** By anybody of the same user, on its socket. */
export interface ControlQuestion {
  /**
   * `world`: its facts; `statements` and `requests`: what came to the servers and to the store; `keep`:
   * outlive the lab; `stop`: end now.
   */
  readonly ask: 'world' | 'statements' | 'requests' | 'keep' | 'stop';
}

export function controlSocket(folder: string): string {
  return join(folder, 'control.sock');
}
