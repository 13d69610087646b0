import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { liveReporter } from '../../src/cli/reporters/live.ts';
import { addToReport, emptyReport } from '../../src/host/run-report.ts';
import type { DmsEvent, ProgressSnapshot } from '../../src/model/events.ts';
import { width } from '../../src/tui/layout/text.ts';
import { frameLines } from '../../src/tui/lines/live-frame.ts';
import { chooseLook } from '../../src/tui/theme/look.ts';
import { completed, finished, plan, progress, recorded, started, table } from './support/recorded-run.ts';
import { Screen } from './support/screen.ts';

const look = chooseLook({ unicode: true, colour: false });
const coloured = chooseLook({ unicode: true, colour: true });
const ascii = chooseLook({ unicode: false, colour: false });

// The display's own clock is stepped by hand: nothing here waits.
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function play(screen: Screen, events: readonly DmsEvent[], theLook = look) {
  const reporter = liveReporter(screen, theLook);
  for (const event of events) reporter.event(event);
  vi.runAllTimers();
  return reporter;
}

const running = recorded(
  [0, started],
  [1, plan('dees.sample1', 'dees.movies')],
  [2, { type: 'table.state', table: completed('dees.movies', 62_423) }],
  [
    3,
    progress({
      tables: [table('dees.sample1', { rows: 2_830_000, expectedRows: 5_000_000, chunksRunning: 2 })],
    }),
  ],
);

describe('the live display', () => {
  test('shows the whole, the rates, who is waited for, and the tables at work', () => {
    const screen = new Screen(100, 24);
    play(screen, running);
    expect(screen.text().split('\n').slice(3)).toEqual([
      '  dees-copy  full load                                        00:18 gone   ~00:14 left',
      `  ${'█'.repeat(28)}▉${'░'.repeat(21)}   58 %    2.99 M of ~5.16 M rows`,
      '  161 k rows/s  20.4 MB/s         waiting for: target 81 %  source 7 %  this side 12 %',
      '',
      '  dees.sample1  full load    2.83 M / ~5.00 M   █████▋░░░░  57 %',
      '  1 of 2 tables complete',
    ]);
  });

  test('keeps errors and notes above the picture and leaves no trace of earlier pictures', () => {
    const screen = new Screen(100, 24);
    const reporter = play(screen, running);
    const more = recorded(
      [4, { type: 'issue', issue: { code: 'fallback', subject: 'target', detail: 'local_infile is OFF.' } }],
      [5, progress({ rows: 3_000_000 })],
    );
    for (const event of more) reporter.event(event);
    vi.runAllTimers();
    const text = screen.text();
    expect(text).toContain('⚠ fallback: target: local_infile is OFF.\n  dees-copy  full load');
    expect(text.match(/full load {5,}/g)).toHaveLength(1);
    expect(text).not.toContain('2.99 M');
  });

  test('ends with the summary in place of the picture', () => {
    const screen = new Screen(100, 24);
    const reporter = play(screen, running);
    for (const event of recorded([31, finished([completed('dees.sample1', 5_000_000)])]))
      reporter.event(event);
    reporter.finish({
      outcome: 'done',
      error: null,
      moved: true,
      runId: '',
      folder: '/r',
      report: '/r/report.md',
    });
    expect(screen.text()).not.toContain('gone');
    expect(screen.text()).toMatch(/✔ Done: 5,000,000 rows[\s\S]*report {2}\/r\/report\.md\nnext /);
  });

  test('draws at most ten times a second, however many events come', () => {
    const screen = new Screen(100, 24);
    const reporter = liveReporter(screen, look);
    for (let tick = 0; tick < 1000; tick++) {
      for (const event of recorded([3, progress({ rows: tick })])) reporter.event(event);
      vi.advanceTimersByTime(1);
    }
    expect(screen.writes).toBeLessThanOrEqual(11);
  });

  test('makes room for a question and comes back', () => {
    const screen = new Screen(100, 24);
    const reporter = play(screen, running);
    reporter.suspend();
    expect(screen.text()).not.toContain('gone');
    const before = screen.writes;
    for (const event of recorded([4, progress()])) reporter.event(event);
    vi.runAllTimers();
    expect(screen.writes).toBe(before);
    reporter.resume();
    vi.runAllTimers();
    expect(screen.text()).toContain('gone');
  });

  test('keeps to a smaller window after a resize', () => {
    const screen = new Screen(100, 24);
    const reporter = play(screen, running);
    screen.columns = 40;
    screen.rows = 6;
    const before = screen.text().split('\n').length;
    for (const event of recorded([4, progress()])) reporter.event(event);
    vi.runAllTimers();
    expect(before).toBeGreaterThan(0);
    expect(screen.text().split('\n').at(-1)!.length).toBeLessThan(40);
  });

  test('uses ASCII alone where the locale is not UTF-8', () => {
    const screen = new Screen(100, 24);
    const reporter = play(screen, running, ascii);
    reporter.finish({
      outcome: 'done',
      error: null,
      moved: true,
      runId: '',
      folder: '/r',
      report: '/r/report.md',
    });
    expect(screen.text()).toMatch(/^[\x00-\x7e]*$/);
    expect(screen.text()).toContain('->');
  });

  test('never makes a line wider than the window nor a picture taller than it', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
      fc.constant('강의.영화_2026_11'),
    );
    const picture = fc.record({
      names: fc.array(name, { minLength: 1, maxLength: 60 }),
      columns: fc.integer({ min: 19, max: 200 }),
      rows: fc.integer({ min: 1, max: 60 }),
      rowsDone: fc.nat(6_000_000),
      stalled: fc.array(name, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(picture, ({ names, columns, rows, rowsDone, stalled }) => {
        const report = emptyReport();
        for (const event of recorded([0, started], [1, plan(...names)])) addToReport(report, event);
        const tables = names.map((one) => table(one, { rows: rowsDone, expectedRows: 5_000_000 }));
        const snapshot = (progress({ rows: rowsDone, stalled }) as { progress: ProgressSnapshot }).progress;
        const lines = frameLines({ report, progress: snapshot, tables }, coloured, columns, rows);
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const line of lines)
          expect(width(line.replace(/\x1b\[[\d;]*m/g, ''))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});
