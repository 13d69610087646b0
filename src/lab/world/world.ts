/** A lab's private set-up, as the lab holds it: started by a process of its own, gone when this one is. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DmsError, type ErrorRecord } from '../../model/errors.ts';
import { askOnSocket } from '../../store/line-socket.ts';
import { query, type Row } from '../servers/address.ts';
import type { MakingFact, Statement, StoreRequest, WorldFacts, WorldPlan } from './facts.ts';
import { type ControlQuestion, controlSocket, type KeeperLine } from './keeper-lines.ts';

export interface World extends WorldFacts {
  /** Holds everything of it. */
  readonly folder: string;
  /** How often something was changed as the administrator. */
  readonly changes: number;
  /** As the administrator: only checks may. */
  ask(side: 'source' | 'target', sql: string, values?: unknown[]): Promise<Row[]>;
  /** What came to the servers from the accounts that were handed out, without sign-ins and very long ones. */
  statements(): Promise<readonly Statement[]>;
  /** What came to the store so far. */
  requests(): Promise<readonly StoreRequest[]>;
  /** From now on it outlives this process, until it is stopped. */
  keep(): Promise<void>;
  /** Ends it, unless it is kept. */
  close(): Promise<void>;
}

/** It kills its servers and removes files, which takes well under a second; one that needs longer hangs. */
const LEAVE_MS = 15_000;

/**
 * Starts a set-up. An abort ends what was begun of it.
 * @throws DmsError `lab.missing`, `lab.failed`, `interrupted`
 */
export async function openWorld(
  plan: WorldPlan,
  onMaking: (fact: MakingFact) => void,
  signal: AbortSignal,
): Promise<World> {
  signal.throwIfAborted();
  const keeper = spawn(process.execPath, [KEEPER, JSON.stringify(plan)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    // A Ctrl-C is for the lab: what is made must not go before the lab has let go of it.
    detached: true,
  });
  // The other end may be gone first.
  keeper.stdin.on('error', () => {});
  const stop = () => keeper.stdin.end();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const { folder, world } = await made(keeper, onMaking);
    signal.throwIfAborted();
    release(keeper);
    return new HeldWorld(world, folder, keeper);
  } catch (error) {
    await ended(keeper);
    if (signal.aborted) throw new DmsError('interrupted', { task: '' }, { cause: error });
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** A set-up that an earlier lab left running. */
export function keptWorld(world: WorldFacts, folder: string): World {
  return new HeldWorld(world, folder, null);
}

/** Beside this file, as source or compiled. */
const KEEPER = fileURLToPath(new URL(import.meta.url.replace(/world(\.[jt]s)$/, 'keeper$1')));

async function made(
  keeper: ChildProcess,
  onMaking: (fact: MakingFact) => void,
): Promise<Extract<KeeperLine, { type: 'ready' }>> {
  const failed = once(keeper, 'error').then(([error]: unknown[]) => Promise.reject(error as Error));
  const ready = (async () => {
    for await (const text of createInterface({ input: keeper.stdout! })) {
      const line = JSON.parse(text) as KeeperLine;
      if (line.type === 'ready') return line;
      if (line.type === 'failed') throw thrown(line.error);
      onMaking(line.fact);
    }
    throw new DmsError('internal', { problem: 'the process that makes the lab ended without a word' });
  })();
  return await Promise.race([ready, failed]);
}

function thrown({ kind, facts, server, fix }: ErrorRecord): DmsError {
  return new DmsError(kind, facts, { server, fix });
}

/** It must not keep a lab alive that has nothing left to do. */
function release(keeper: ChildProcess): void {
  keeper.unref();
  for (const stream of [keeper.stdin, keeper.stdout]) (stream as unknown as { unref(): void }).unref();
}

/** Lets go of the keeper, and waits until it has ended. */
async function ended(keeper: ChildProcess): Promise<void> {
  if (keeper.pid === undefined || keeper.exitCode !== null || keeper.signalCode !== null) return;
  keeper.ref();
  const gone = once(keeper, 'exit');
  const timer = setTimeout(() => keeper.kill('SIGKILL'), LEAVE_MS);
  keeper.stdin!.end();
  await gone;
  clearTimeout(timer);
}

class HeldWorld implements World {
  readonly lab: WorldFacts['lab'];
  readonly full: boolean;
  readonly keeper: number;
  readonly since: string;
  readonly home: string;
  readonly source: WorldFacts['source'];
  readonly target: WorldFacts['target'];
  readonly store: WorldFacts['store'];
  readonly folder: string;
  /** Null for one that is kept. */
  readonly #process: ChildProcess | null;
  #kept: boolean;
  #changes = 0;

  constructor(facts: WorldFacts, folder: string, process: ChildProcess | null) {
    this.lab = facts.lab;
    this.full = facts.full;
    this.keeper = facts.keeper;
    this.since = facts.since;
    this.home = facts.home;
    this.source = facts.source;
    this.target = facts.target;
    this.store = facts.store;
    this.folder = folder;
    this.#process = process;
    this.#kept = facts.kept;
  }

  get kept(): boolean {
    return this.#kept;
  }

  get changes(): number {
    return this.#changes;
  }

  async ask(side: 'source' | 'target', sql: string, values?: unknown[]): Promise<Row[]> {
    if (!/^\s*select\b/i.test(sql)) this.#changes++;
    return await query(this[side]!.admin, sql, values);
  }

  async statements(): Promise<readonly Statement[]> {
    return (await this.#control('statements')) as Statement[];
  }

  async requests(): Promise<readonly StoreRequest[]> {
    return (await this.#control('requests')) as StoreRequest[];
  }

  async keep(): Promise<void> {
    await this.#control('keep');
    this.#kept = true;
  }

  async close(): Promise<void> {
    if (this.#process === null || this.#kept) return;
    // Told so, it does not look for what a lab that died may have left.
    await this.#control('stop').catch(() => {});
    await ended(this.#process);
  }

  async #control(ask: ControlQuestion['ask']): Promise<unknown> {
    return await askOnSocket(controlSocket(this.folder), { ask });
  }
}
