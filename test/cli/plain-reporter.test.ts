import { describe, expect, test } from 'vitest';
import { plainReporter } from '../../src/cli/reporters/plain.ts';
import type { DmsEvent } from '../../src/model/events.ts';
import { chooseLook } from '../../src/tui/theme/look.ts';
import { completed, finished, plan, progress, recorded, started, table } from './support/recorded-run.ts';

const look = chooseLook({ unicode: true, colour: false });

function shown(events: readonly DmsEvent[]): { out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  const reporter = plainReporter(
    { write: (text) => out.push(text) },
    { write: (text) => err.push(text) },
    look,
  );
  for (const event of events) reporter.event(event);
  return { out: out.join('').trimEnd().split('\n'), err: err.join('').trimEnd().split('\n') };
}

describe('plain lines', () => {
  test('tell each change of state once, with the time since the start', () => {
    const { out } = shown(
      recorded(
        [0, started],
        [1, plan('dees.movies')],
        [2, { type: 'table.state', table: table('dees.movies') }],
        [3, { type: 'table.state', table: table('dees.movies', { rows: 10 }) }],
        [65, { type: 'table.state', table: completed('dees.movies', 62_423) }],
      ),
    );
    expect(out).toEqual([
      '00:00  dees-copy: mysql://reader@db1:3306/dees → mysql://writer@db2:3306/dees',
      '00:01  1 table, ~5.00 M rows, ~600 MB, 2 lanes',
      '00:01  one moment for all tables, by a global read lock held for an instant (mysql-bin.000024:373)',
      '00:02  dees.movies: full load',
      '01:05  dees.movies: completed, 62,423 rows in 2.5 s, equal',
    ]);
  });

  test('show progress at most every ten seconds', () => {
    const ticks = Array.from({ length: 100 }, (_, index) => [index / 4, progress()] as const);
    const { out } = shown(recorded([0, started], ...ticks));
    expect(out.slice(1).map((line) => line.slice(0, 5))).toEqual(['00:00', '00:10', '00:20']);
    expect(out[1]).toContain(
      '58 %  2.99 M of ~5.16 M rows  161 k rows/s  20.4 MB/s  ~00:14 left  waiting for: target 81 %  source 7 %  this side 12 %',
    );
  });

  test('name what is waited for as soon as nothing moves, once', () => {
    const stalled = ['lane 2 waits for a metadata lock held by connection 81'];
    const { out } = shown(
      recorded([0, started], [1, progress()], [2, progress({ stalled })], [3, progress({ stalled })]),
    );
    expect(out.filter((line) => line.includes('no progress'))).toEqual([
      '00:02  no progress: lane 2 waits for a metadata lock held by connection 81',
    ]);
  });

  test('print an error on stderr: what, the words of the server, the cause, what to do, the statement', () => {
    const { out, err } = shown(
      recorded(
        [0, started],
        [
          1,
          {
            type: 'error',
            table: 'dees.movies',
            error: {
              kind: 'rows.refused',
              facts: { table: 'dees.movies', chunk: 3, column: 'title', key: '42', row: 1007 },
              server: {
                code: 'ER_DUP_ENTRY',
                number: 1062,
                message: "Duplicate entry '42' for key 'PRIMARY'",
              },
              fix: 'SELECT * FROM `dees`.`movies` WHERE id = 42;',
            },
          },
        ],
      ),
    );
    expect(out).toHaveLength(1);
    expect(err).toEqual([
      '✖ The target refused a row of dees.movies with the key 42, column title.',
      "    ER_DUP_ENTRY (1062): Duplicate entry '42' for key 'PRIMARY'",
      '    Cause: A row with the same key is already on the target.',
      '    Next: Nothing of chunk 3 was kept (its row 1,007 was refused). Correct the row or the column and resume, or choose with the error policies of the task settings to leave such rows out.',
      '      SELECT * FROM `dees`.`movies` WHERE id = 42;',
    ]);
  });

  test('never pass control characters of a name or a message on to the terminal', () => {
    const evil = 'a\x1b[2Jb\nc';
    const { out } = shown(
      recorded(
        [0, started],
        [1, { type: 'table.state', table: table(evil) }],
        [2, { type: 'issue', issue: { code: 'notice', subject: evil, detail: evil } }],
        [3, { type: 'step', table: evil, statement: evil }],
      ),
    );
    expect(out).toHaveLength(4);
    expect(out.join('')).not.toContain('\x1b');
    expect(out[1]).toBe('00:01  a\\u001b[2Jb\\nc: full load');
  });
});

describe('the summary', () => {
  function summary(events: readonly DmsEvent[], report: string | null = '/state/r/report.md'): string[] {
    const out: string[] = [];
    const reporter = plainReporter({ write: (text) => out.push(text) }, { write() {} }, look);
    for (const event of events) reporter.event(event);
    out.length = 0;
    reporter.finish({ outcome: 'done', error: null, moved: true, runId: '', folder: '/state/r', report });
    return out.join('').trimEnd().split('\n');
  }

  test('gives source rows, target rows, skipped, truncated, seconds and the verdict of every table', () => {
    const tables = [
      completed('dees.sample1', 5_000_000),
      completed('dees.movies', 62_423, { target: 'raw.movies', truncated: 2, elapsedMs: 700 }),
    ];
    expect(summary(recorded([0, started], [31, finished(tables)]))).toEqual([
      '',
      '✔ Done: 5,062,423 rows, 640 MB in 31.2 s (load 28.0 s, validation 3.2 s)',
      '',
      'TABLE                     SOURCE ROWS  TARGET ROWS  SKIPPED  TRUNCATED  SECONDS  VALIDATION',
      'dees.movies → raw.movies       62,423       62,423        0          2      0.7  equal',
      'dees.sample1                5,000,000    5,000,000        0          0      2.5  equal',
      '',
      'report  /state/r/report.md',
      'next    look at the rows left out and the values cut short before you rely on the target',
    ]);
  });

  test('ends an interrupted run with the command that goes on, alone on its line', () => {
    const tables = [
      table('dees.sample1', { state: 'Table cancelled', step: null, rows: 10, expectedRows: 99 }),
    ];
    const lines = summary(
      recorded(
        [0, started],
        [5, finished(tables, { outcome: 'interrupted', resume: 'dms-tui run t.json --resume' })],
      ),
    );
    expect(lines).toContain('dees.sample1          ~99      10 sent        0          0      0.0  cancelled');
    expect(lines.slice(-2)).toEqual(['Go on with:', '  dms-tui run t.json --resume']);
  });

  test('never hides a table in trouble among thousands that are fine', () => {
    const tables = Array.from({ length: 3000 }, (_, index) => completed(`s.t${index}`, 1));
    tables.push(completed('s.broken', 5, { validation: 'Mismatched records' }));
    const lines = summary(recorded([0, started], [5, finished(tables, { outcome: 'differs' })]));
    expect(lines[4]).toMatch(/^s\.broken .*ROWS DIFFER$/);
    expect(lines).toContain('2,901 more tables without trouble; the report lists them.');
  });

  test('says so when the report could not be written', () => {
    expect(summary(recorded([0, started], [1, finished([])]), null)).toContain(
      'The report could not be written.',
    );
  });
});
