/**
 * A mark of everything that checks look at: as long as it stays, a check would find what it has found. Looking
 * again and again costs nothing then, however many rows there are to count.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../../world/world.ts';

export async function markOf(world: World): Promise<string> {
  const statements = await world.statements();
  const requests = (await world.requests()).filter((one) => !one.isCheck);
  return [world.changes, statements.length, requests.length, ...filesIn(world.home)].join('\n');
}

/** Each with its size and when it was written. */
function filesIn(home: string): string[] {
  return readdirSync(home, { recursive: true, encoding: 'utf8' }).map((path) => {
    const found = statSync(join(home, path), { throwIfNoEntry: false });
    return `${path} ${found?.size} ${found?.mtimeMs}`;
  });
}
