/** Set-ups that a lab left running because it was asked to. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { askOnSocket } from '../../store/line-socket.ts';
import { processRuns } from '../../store/process-identity.ts';
import { labHome, openFolders } from '../servers/home-folder.ts';
import type { LabId, WorldFacts } from './facts.ts';
import { controlSocket } from './keeper-lines.ts';
import { keptWorld, type World } from './world.ts';

/** Its servers are killed and its files removed: that takes well under a second. */
const STOP_MS = 15_000;
const LOOK_MS = 20;

/** The newest last. */
export async function keptWorlds(): Promise<World[]> {
  const folders = openFolders(labHome());
  if (!existsSync(folders)) return [];
  const found: World[] = [];
  for (const name of readdirSync(folders)) {
    const folder = join(folders, name);
    const facts = await factsOf(folder);
    if (facts?.kept) found.push(keptWorld(facts, folder));
  }
  return found.sort((one, other) => (one.since < other.since ? -1 : 1));
}

export async function keptWorldOf(lab: LabId): Promise<World | null> {
  return (await keptWorlds()).findLast((world) => world.lab === lab) ?? null;
}

/** Ends one, and waits until nothing of it is left. */
export async function stopWorld(world: World): Promise<void> {
  await askOnSocket(controlSocket(world.folder), { ask: 'stop' });
  const deadline = performance.now() + STOP_MS;
  while (processRuns(world.keeper) && performance.now() < deadline) await pause(LOOK_MS);
}

/** Null where nobody answers: no set-up, or one of a process that died. */
async function factsOf(folder: string): Promise<WorldFacts | null> {
  const socket = controlSocket(folder);
  if (!existsSync(socket)) return null;
  try {
    return (await askOnSocket(socket, { ask: 'world' })) as WorldFacts;
  } catch {
    return null;
  }
}
