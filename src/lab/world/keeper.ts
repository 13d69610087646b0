/**
 * The process that keeps a lab's private set-up: servers, store, files and secrets are its own, and go with
 * it. It lives as long as the lab holds the other end of its standard input, however the lab ends; only a lab
 * that asks for it leaves it running. Run as `node keeper.js <plan>`; it tells what it does in lines of JSON.
 */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { tidySocketPlaces } from '../../host/control/socket-place.ts';
import { errorRecord } from '../../model/errors.ts';
import { keyringSocket } from '../../store/home.ts';
import { serveKeyring } from '../../store/keyring-socket.ts';
import { serveLines } from '../../store/line-socket.ts';
import { labHome, removeFolder, tidyHome } from '../servers/home-folder.ts';
import { clearAll, openFolder } from '../servers/server-process.ts';
import { endRunsIn } from './end-runs.ts';
import type { StoreRequest, WorldFacts, WorldPlan } from './facts.ts';
import { type ControlQuestion, controlSocket, type KeeperLine } from './keeper-lines.ts';
import { makeWorld } from './make-world.ts';
import { Statements } from './statements.ts';

/** A process that was started for a run just before the lab died claims its task within this time, or gives up. */
const LATECOMERS_MS = 3_000;
const LOOK_MS = 50;

let kept = false;
let home: string | null = null;

await keep(JSON.parse(process.argv[2]!) as WorldPlan);

async function keep(plan: WorldPlan): Promise<void> {
  // Whoever reads us may be gone; that the lab is gone is learnt from the other stream.
  process.stdout.on('error', () => {});
  process.stdin.on('close', () => {
    if (!kept) void leaveAlone();
  });
  process.stdin.resume();
  const folder = openFolder(labHome());
  // After the folders are gone: this listener comes behind the one that removes them.
  process.on('exit', () => tidyHome(labHome()));
  try {
    await serve(plan, folder);
  } catch (error) {
    say({ type: 'failed', error: errorRecord(error) }, () => void leave(1));
  }
}

async function serve(plan: WorldPlan, folder: string): Promise<void> {
  const requests: StoreRequest[] = [];
  const made = await makeWorld(plan, folder, (fact) => say({ type: 'making', fact }), requests);
  home = made.home;
  await serveKeyring(keyringSocket(made.home));
  const since = new Date().toISOString();
  const facts = (): WorldFacts => ({ ...plan, ...made, keeper: process.pid, since, kept });
  const statements = new Statements(made.source, made.target);
  const answers: Record<ControlQuestion['ask'], () => unknown> = {
    world: facts,
    statements: () => statements.read(),
    requests: () => requests,
    keep: () => {
      kept = true;
    },
    // The answer first: whoever asked waits for it, and then for this process to be gone.
    stop: () => void setImmediate(() => leave(0)),
  };
  await serveLines(controlSocket(folder), (question) => answers[(question as ControlQuestion).ask]());
  say({ type: 'ready', folder, world: facts() });
}

function say(line: KeeperLine, done: () => void = () => {}): void {
  process.stdout.write(`${JSON.stringify(line)}\n`, done);
}

/** Ends all that works in the set-up and removes its files; nothing of it is left when this process has ended. */
async function leave(code: number): Promise<never> {
  if (home !== null) endRunsIn(home);
  clearAll();
  await tidySocketPlaces();
  process.exit(code);
}

/** As above, where nobody is left to see to what comes too late. */
async function leaveAlone(): Promise<never> {
  const left = home;
  if (left === null) return await leave(0);
  endRunsIn(left);
  clearAll();
  for (let waited = 0; waited < LATECOMERS_MS; waited += LOOK_MS) {
    await pause(LOOK_MS);
    if (!existsSync(left)) continue;
    endRunsIn(left);
    removeFolder(dirname(left));
  }
  return await leave(0);
}
