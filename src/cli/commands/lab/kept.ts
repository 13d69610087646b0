/** Labs that go on running because they were asked to: what runs where, their notes, and their end. */

import type { ConnectionNote } from '../../../lab/world/facts.ts';
import { keptWorlds, stopWorld } from '../../../lab/world/kept-worlds.ts';
import type { World } from '../../../lab/world/world.ts';
import { padEnd, width } from '../../../tui/layout/text.ts';
import { words } from '../../../tui/text/words.ts';

/** What runs where, and how to end it; passwords are not among it. */
export function keptLines({ lab, source, target, store, home }: World): string[] {
  const { kept } = words().lab;
  const address = ({ user, url, port }: ConnectionNote) => `mysql://${user}@${url}:${port}`;
  return [
    kept.head(lab),
    `  ${kept.source(address(source.note))}`,
    ...(target === null ? [] : [`  ${kept.target(address(target.note))}`]),
    ...(store === null ? [] : [`  ${kept.store(`s3://${store.bucket}, ${store.endpoint}`)}`]),
    `  ${kept.use(home)}`,
    `  ${kept.note}`,
    `  ${kept.end}`,
  ];
}

export async function stopLabs(): Promise<void> {
  const worlds = await keptWorlds();
  const { kept } = words().lab;
  for (const world of worlds) {
    await stopWorld(world);
    process.stdout.write(`${kept.stopped(world.lab)}\n`);
  }
  if (worlds.length === 0) process.stdout.write(`${kept.none}\n`);
}

/** The four fields of each side. They are shown only to who asks for them. */
export async function showNotes(): Promise<void> {
  const worlds = await keptWorlds();
  const { lab } = words();
  const pages = worlds.map((world) => [world.lab, ...noteLines(world)].join('\n'));
  process.stdout.write(`${pages.length === 0 ? lab.kept.none : pages.join('\n\n')}\n`);
}

function noteLines({ source, target, store }: World): string[] {
  const { note } = words().lab;
  const database = (title: string, { url, user, password, port }: ConnectionNote) => [
    title,
    ...fields([
      [note.url, url],
      [note.user, user],
      [note.password, password],
      [note.port, String(port)],
    ]),
  ];
  return [
    ...database(note.source, source.note),
    ...(target === null ? [] : database(note.target, target.note)),
    ...(store === null
      ? []
      : [
          note.target,
          ...fields([
            [note.bucket, store.bucket],
            [note.store, store.endpoint],
          ]),
        ]),
  ];
}

function fields(pairs: readonly (readonly [name: string, value: string])[]): string[] {
  const widest = Math.max(...pairs.map(([name]) => width(name)));
  return pairs.map(([name, value]) => `  ${padEnd(name, widest)}  ${value}`);
}
