/** A console over a slow line: what changes is sent, and no more. */
import { expect, test } from 'vitest';
import { runVisit } from '../../../../src/tui/screens/run/run.ts';
import { plan, progress, started, table } from '../../../cli/support/recorded-run.ts';
import { openTerminal } from '../../../support/terminal/terminal.ts';
import { loggedRun } from './support/logged-run.ts';

const FRAMES = 20;

test('a tick of progress with one table at work takes at most 400 bytes at 80 by 24', async () => {
  const run = loggedRun();
  run.tell(started, plan('dees.sample1', 'dees.movies', 'dees.sample2'));
  const terminal = openTerminal(runVisit({ stateFolder: run.state, taskId: run.task }), {
    colour: true,
    stateFolder: run.state,
  });
  const tick = (frame: number) => {
    const rows = 1_000_000 + frame * 83_700;
    run.tell(
      progress({
        elapsedMs: 10_000 + frame * 750,
        rows,
        expectedRows: 5_160_000,
        rowsPerSecond: 158_000 + frame * 1_300,
        bytesPerSecond: 20_400_000 + frame * 110_000,
        remainingMs: 30_000 - frame * 1_000,
        waits: { target: 0.6 + frame / 100, source: 0.3 - frame / 100, here: 0.1 },
        tables: [
          table('dees.sample1', { rows, expectedRows: 5_000_000, chunksDone: 5 + frame, chunksRunning: 2 }),
        ],
      }),
    );
    return terminal.waitFor(`${(rows / 1e6).toFixed(2)} M of ~5.16 M rows`);
  };
  await tick(0);
  const sizes: number[] = [];
  for (let frame = 1; frame <= FRAMES; frame++) {
    const before = terminal.written;
    await tick(frame);
    sizes.push(terminal.written - before);
  }
  expect(Math.max(...sizes)).toBeLessThanOrEqual(400);
});
