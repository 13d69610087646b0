/** Where the time of our process goes, step by step, with no target to wait for. */
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Arena, type Contestant, compete, timeLimitMs } from '../contestant.ts';
import { resultLines } from '../report.ts';
import { timedCommand } from '../timed-command.ts';
import type { ReadingFound } from './encode-reading.ts';
import type { Findings } from './group.ts';

const READING = fileURLToPath(new URL('encode-reading.ts', import.meta.url));

const STEPS = {
  read: 'read, rows thrown away',
  tsv: 'read and write TSV to memory',
  csv: 'read and write CSV to memory',
} as const;

export async function encodeGroup(arena: Arena): Promise<Findings> {
  const steps = Object.keys(STEPS) as (keyof typeof STEPS)[];
  const results = await compete(
    steps.map((step) => reading(arena, step)),
    arena.schema,
    arena,
  );
  return { lines: resultLines(results, arena.options.rows, 'One lane, step by step'), verdicts: [], results };
}

function reading({ ground, options, schema }: Arena, step: keyof typeof STEPS): Contestant {
  const file = () => join(ground.work, 'found.json');
  const found = () => JSON.parse(readFileSync(file(), 'utf8')) as ReadingFound;
  return {
    name: STEPS[step],
    missing: null,
    run: async () => {
      const output = openSync(file(), 'w');
      try {
        await timedCommand([process.execPath, READING, ground.source.url(schema), step], {
          env: { DMS_TUI_SOURCE_PASSWORD: ground.source.password },
          output,
          timeoutMs: timeLimitMs(options.rows),
        });
      } finally {
        closeSync(output);
      }
      const { seconds, cpuSeconds, userSeconds } = found();
      return { seconds, cpuSeconds, parts: { user: userSeconds, system: cpuSeconds - userSeconds } };
    },
    prove: async () => {
      if (found().rows !== options.rows) throw new Error(`read ${found().rows} rows of ${options.rows}`);
    },
  };
}
