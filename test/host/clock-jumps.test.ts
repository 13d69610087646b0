/** The clock of the machine is set while a run goes on: by an hour forwards and back, as NTP and people do. */
import { mkdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { liveReporter } from '../../src/cli/reporters/live.ts';
import { plainReporter } from '../../src/cli/reporters/plain.ts';
import { passwordOnly } from '../../src/endpoints/contract.ts';
import { Dials } from '../../src/engine/dials.ts';
import { newestRun } from '../../src/host/newest-run.ts';
import { newRunId } from '../../src/host/run-id.ts';
import { runInstance } from '../../src/host/run-instance.ts';
import type { DmsEvent } from '../../src/model/events.ts';
import { runFolder } from '../../src/store/home.ts';
import { runVisit } from '../../src/tui/screens/run/run.ts';
import { chooseLook } from '../../src/tui/theme/look.ts';
import { Screen } from '../cli/support/screen.ts';
import { taskOf } from '../engine/copying.ts';
import { freshSchema, mariadb } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { openTerminal } from '../support/terminal/terminal.ts';

const HOUR_MS = 3_600_000;
const look = chooseLook({ unicode: true, colour: false });

// Only the clock on the wall: all else goes on in its own time.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function expectWithin(value: number, least: number, most: number): void {
  expect(value).toBeGreaterThanOrEqual(least);
  expect(value).toBeLessThanOrEqual(most);
}

describe('a clock that jumps', () => {
  test.each([
    ['forwards', HOUR_MS],
    ['back', -HOUR_MS],
  ])(
    '%s again and again changes nothing of what is told of time, and nothing is taken for dead',
    async (_, by) => {
      const source = await mariadb('a');
      const schema = await freshSchema(source, 'clock');
      await source.query(`CREATE TABLE ${schema}.movies (id INT PRIMARY KEY, title TEXT)`);
      await source.query(
        `INSERT INTO ${schema}.movies SELECT seq, RPAD(MD5(seq), 1000, 'x') FROM ${schema}.seq_1_to_4000`,
      );
      const task = taskOf({ source, target: `file://${temporaryFolder()}/out`, schema });
      const state = temporaryFolder();
      // Some four seconds: what is left is told after two.
      const dials = new Dials(2);
      dials.setRate(1_000_000);
      const events: DmsEvent[] = [];
      let lines = '';
      const window = new Screen(100, 24);
      const output = { write: (text: string) => (lines += text) };
      const reporters = [plainReporter(output, output, look), liveReporter(window, look)];
      const pictures = { live: new Set<string>(), console: new Set<string>() };
      const begun = performance.now();
      const running = runInstance({
        task,
        mode: 'start',
        strict: false,
        dials,
        confirm: async () => true,
        secrets: { source: passwordOnly(source.password), target: passwordOnly(null) },
        stateFolder: state,
        instance: null,
        resumeCommand: null,
        describe: () => '',
        onEvent: (event) => {
          if (event.type === 'run.started' || event.type === 'progress') vi.setSystemTime(Date.now() + by);
          events.push(event);
          for (const reporter of reporters) reporter.event(event);
        },
        signal: new AbortController().signal,
      });
      const terminal = openTerminal(runVisit({ stateFolder: state, taskId: task.id }), {
        stateFolder: state,
        columns: 100,
      });
      const watching = setInterval(() => {
        pictures.live.add(window.text());
        pictures.console.add(terminal.screen());
      }, 100);
      const { outcome } = await running;
      const tookMs = performance.now() - begun;
      await terminal.waitFor('Done: 4,000 rows');
      clearInterval(watching);

      expect(outcome).toBe('done');
      const snapshots = events.flatMap((event) => (event.type === 'progress' ? [event.progress] : []));
      expect(snapshots.length).toBeGreaterThan(8);
      const times = [...events.map(({ atMs }) => atMs), ...snapshots.map(({ elapsedMs }) => elapsedMs)];
      for (const ms of times) expectWithin(ms, 0, tookMs + 1);
      expect(events.map(({ atMs }) => atMs)).toEqual(
        events.map(({ atMs }) => atMs).toSorted((a, b) => a - b),
      );
      for (const { rowsPerSecond, remainingMs } of snapshots) {
        expectWithin(rowsPerSecond, 0, 50_000);
        if (remainingMs !== null) expectWithin(remainingMs, 1, 60_000);
      }
      expect(snapshots.some(({ remainingMs }) => remainingMs !== null)).toBe(true);
      const end = events.findLast((event) => event.type === 'run.finished')!;
      for (const { elapsedMs } of [end, ...end.tables]) expectWithin(elapsedMs, 1, tookMs + 1);

      const stamps = lines.match(/^\d\d:\d\d(?::\d\d)?(?= {2})/gm)!;
      expect(stamps.length).toBeGreaterThan(4);
      for (const stamp of stamps) expect(stamp).toMatch(/^00:\d\d$/);
      // The live display went on drawing, and the console has never thought the run gone or silent.
      for (const shown of Object.values(pictures)) {
        expect([...shown].filter((picture) => picture.includes('rows/s')).length).toBeGreaterThan(8);
        expect([...shown].join('\n')).not.toMatch(
          /No word from|process is gone|was lost|\d:\d\d:\d\d gone|\s-\d/,
        );
      }
    },
  );

  test('back between two runs leaves the later one the newest', () => {
    const state = temporaryFolder();
    const first = newRunId(new Date('2026-11-01T01:59:59Z'), []);
    mkdirSync(runFolder(state, 'copy', first), { recursive: true });
    const second = newRunId(new Date('2026-11-01T01:00:01Z'), [newestRun(state, 'copy')!.runId]);
    expect(second).toBe(`20261101-020000-${process.pid}`);
    mkdirSync(runFolder(state, 'copy', second), { recursive: true });
    expect(newestRun(state, 'copy')).toMatchObject({ runId: second });
    // A folder that somebody else put there is no run that one could come after.
    expect(newRunId(new Date('2026-11-01T01:00:01Z'), ['notes'])).toBe(`20261101-010001-${process.pid}`);
  });
});
