/** Lets consoles and commands reach the run of this process. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { DmsEvent } from '../../model/events.ts';
import type { CommandAnswer, RunCommand } from '../../model/run-commands.ts';
import type { InstanceResult } from '../run-instance.ts';
import { Clients } from './clients.ts';
import { type Control, removeControl, writeControl } from './control-file.ts';
import { newSocketPlace } from './socket-place.ts';

/** Time for the last word to arrive over a slow line; who does not read must not keep the process. */
const GOODBYE_MS = 2_000;

/** Systems clean folders for temporary files up, and a migration may take weeks. */
const LOOK_MS = 60_000;

export interface Listener {
  /** Tells everybody. */
  publish(event: DmsEvent): void;
  /** From here on it can be found: by whoever can read the folder of the task. */
  announce(stateFolder: string, task: string, run: Pick<Control, 'runId' | 'folder'>): void;
  /** Says how it ended, and goes. */
  close(result: InstanceResult): Promise<void>;
}

/** @throws Error when there is no place to listen at */
export async function listen(
  carryOut: (command: RunCommand) => CommandAnswer,
  lookMs = LOOK_MS,
): Promise<Listener> {
  const token = randomBytes(16).toString('hex');
  const clients = new Clients(token, carryOut);
  let { server, place } = await open(clients);
  let found: { stateFolder: string; task: string; control: Control } | null = null;
  const look = setInterval(() => void comeBack(), lookMs);
  look.unref();

  const comeBack = async () => {
    if (process.platform === 'win32' || existsSync(place)) return;
    const gone = server;
    // Who is attached stays: only the way in was lost.
    ({ server, place } = await open(clients).catch(() => ({ server, place })));
    if (server === gone) return;
    gone.close();
    if (found === null) return;
    found.control = { ...found.control, place };
    writeControl(found.stateFolder, found.task, found.control);
  };

  return {
    publish: (event) => clients.publish(event),
    announce(stateFolder, task, run) {
      found = { stateFolder, task, control: { ...run, pid: process.pid, place, token } };
      writeControl(stateFolder, task, found.control);
    },
    async close(result) {
      clearInterval(look);
      server.close();
      if (found !== null) removeControl(found.stateFolder, found.task, found.control);
      await clients.end({ type: 'bye', why: 'finished', result }, GOODBYE_MS);
    },
  };
}

/** Between its making and its use an empty folder may be tidied away; three times in a row is not chance. */
const PLACE_ATTEMPTS = 3;

async function open(clients: Clients, attempt = 1): Promise<{ server: Server; place: string }> {
  const place = newSocketPlace();
  const server = createServer((socket) => clients.welcome(socket));
  server.listen(place);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === PLACE_ATTEMPTS) throw error;
    return await open(clients, attempt + 1);
  }
  // Its folder lets nobody else in; this is for systems that would.
  if (process.platform !== 'win32') chmodSync(place, 0o600);
  server.on('error', () => {});
  return { server, place };
}
