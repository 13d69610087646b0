/** What the screen of a run shows, in each of its states, at every size and in each language. */
import { afterEach, describe, expect, test } from 'vitest';
import type { TableStatistics } from '../../../../src/model/events.ts';
import { width } from '../../../../src/tui/layout/text.ts';
import { drawRun, tableSight } from '../../../../src/tui/screens/run/draw-run.ts';
import { listMoved, type RunState, rateOpened } from '../../../../src/tui/screens/run/run-state.ts';
import { type Language, speak } from '../../../../src/tui/text/language.ts';
import { chooseLook } from '../../../../src/tui/theme/look.ts';
import { completed, finished, plan, progress, started, table } from '../../../cli/support/recorded-run.ts';
import { dials, done, ended, running, ticks, told } from './support/sample-run.ts';

/** Windows of 60×16, 80×24, 120×40 and 200×50, without the frame; and what a lab beside it leaves. */
const ROOMS = [
  [60, 8],
  [60, 12],
  [80, 20],
  [120, 36],
  [200, 46],
] as const;

const LOOKS = [
  chooseLook({ unicode: true, colour: true }),
  chooseLook({ unicode: true, colour: false }),
  chooseLook({ unicode: false, colour: false }),
];

const plain = chooseLook({ unicode: true, colour: false });

const refused = {
  kind: 'rows.refused',
  facts: { table: 'dees.sample1', chunk: 3, column: 'label', key: 'id=7', row: null },
  server: { code: 'ER_DATA_TOO_LONG', number: 1406, message: "Data too long for column 'label' at row 1" },
  fix: null,
} as const;

const failed = table('dees.sample1', { state: 'Table error', step: null, error: refused });

function withLink(state: RunState, link: RunState['followed']['link']): RunState {
  return { ...state, followed: { ...state.followed, link } };
}

const waitsForLock = 'lane 2 waits for the target: a metadata lock held by connection 81 of app@10.0.3.9';

const awkward = [
  'dees.영화와_음악_🎬',
  `dees.${'n'.repeat(64)}`,
  'dees.a\u001b[31mb\tc',
  'dees.\u202eabc',
  'dees.x',
];

const STATES: Readonly<Record<string, RunState>> = {
  reaching: withLink(told(), { kind: 'reaching' }),
  unreachable: withLink(told(), {
    kind: 'unreachable',
    error: {
      kind: 'usage',
      facts: { problem: 'The task dees-to-rds has not run yet.' },
      server: null,
      fix: null,
    },
  }),
  connecting: told(started),
  asking: told(started, {
    type: 'question',
    prep: 'drop-and-create',
    name: 'shop',
    tables: [{ table: 'shop.movies', rows: 62_423 }],
  }),
  running: told(...running),
  'ten thousand tables': told(
    started,
    dials,
    plan(...Array.from({ length: 10_000 }, (_, index) => `dees.table_${index}`)),
    ...ticks(3, table('dees.table_0')),
  ),
  'no tables': told(started, dials, plan(), progress()),
  'awkward names': told(started, plan(...awkward), ...ticks(4, ...awkward.map((name) => table(name)))),
  stalled: told(
    ...running,
    progress({ stalled: [waitsForLock, 'lane 1 waits for the source: reads chunk 9'] }),
  ),
  paused: told(...running, { ...dials, type: 'dials', lanes: 2, most: 8, rate: 20_000_000, paused: true }),
  'writing a rate': rateOpened(told(...running)),
  'a failed table': told(...running, progress({ tables: [failed] }), {
    type: 'error',
    table: 'dees.sample1',
    error: refused,
  }),
  watching: withLink(told(...running), {
    kind: 'attached',
    role: 'watcher',
    driver: { pid: 99, since: '2026-11-22T10:00:00.000Z', doing: 'console' },
    pid: 4711,
    lacksLine: false,
  }),
  'cut off': withLink(told(...running), { kind: 'cut-off' }),
  'cut off before anything moved': withLink(told(started), { kind: 'cut-off' }),
  lost: withLink(told(...running), { kind: 'lost' }),
  done,
  'done with a peek': {
    ...done,
    peek: {
      kind: 'read',
      table: 'shop.movies',
      seen: {
        description: { columns: [], indexes: [] },
        sample: {
          columns: Array.from({ length: 400 }, (_, index) => `column_${index}`),
          rows: [1, 2, 3, 4, 5].map((row) =>
            Array.from({ length: 400 }, (_, index) => ({ text: `${row} 값 ${index}`, cut: false })),
          ),
        },
      },
    },
  },
  stopped: ended(
    told(
      ...running,
      finished([table('dees.sample1', { state: 'Table cancelled' })], {
        outcome: 'interrupted',
        resume: 'dms-tui task resume dees-to-rds',
      }),
    ),
  ),
  differs: ended(
    told(
      ...running,
      {
        type: 'validation.difference',
        table: 'dees.movies',
        difference: { low: ['5'], high: null, sourceRows: 10, targetRows: 9 },
      },
      finished([completed('dees.movies', 10, { validation: 'Mismatched records' })], { outcome: 'differs' }),
    ),
  ),
  'failed before anything moved': ended(
    told(
      started,
      {
        type: 'error',
        table: null,
        error: {
          kind: 'connect.unreachable',
          facts: { address: 'db1.example.com:3306', reason: 'ECONNREFUSED' },
          server: { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 10.0.3.7:3306' },
          fix: null,
        },
      },
      finished([], { outcome: 'failed' }),
    ),
  ),
  'ten thousand tables done': ended(
    told(
      started,
      finished(
        Array.from(
          { length: 10_000 },
          (_, index): TableStatistics => completed(`dees.table_${index}`, index),
        ),
      ),
    ),
  ),
};

function shown(state: RunState, columns: number, rows: number): string[] {
  return [...drawRun(state, { columns, rows }, plain).lines];
}

function picture(state: RunState, columns = 80, rows = 20): string {
  return `\n${shown(state, columns, rows).join('\n').trimEnd()}\n`;
}

afterEach(() => speak('en'));

describe('the picture of a run', () => {
  for (const language of ['en', 'ko'] satisfies Language[]) {
    test.each(Object.entries(STATES))(
      `is never taller or wider than its room (${language}): %s`,
      (_name, state) => {
        speak(language);
        for (const [columns, rows] of ROOMS) {
          for (const look of LOOKS) {
            const { lines, cursor } = drawRun(state, { columns, rows }, look);
            expect(lines.length).toBeLessThanOrEqual(rows);
            expect(lines.filter((line) => width(line) > columns)).toEqual([]);
            if (cursor) expect(cursor.column).toBeLessThan(columns);
          }
        }
      },
    );
  }

  test('shows while it runs how far, how fast, who is waited for, and each table', () => {
    expect(picture(STATES.running!)).toMatchInlineSnapshot(`
      "
        dees-to-rds  full load                              01:29 gone   ~00:14 left
        ████████████████▌░░░░░░░   69 %   3.56 M of ~5.16 M rows
        ████████████  161 k rows/s  20.4 MB/s
        waiting for: target 81 %  source 7 %  this side 12 %
        1 of 3 tables complete   errors 0   lanes 2 of 8   no rate limit


        TABLE         STATE         ROWS                                  RATE  CHUNKS
      ❯ dees.sample1  full load     2.83 M / ~5.00 M  ████▌░░░  57 %       0/s  ▓▓▓▒░░
        dees.movies   completed     62.4 k / 62.4 k   ████████ 100 %            ░
        dees.sample2  before load        0 / ~5.00 M  ░░░░░░░░   0 %            ░
      "
    `);
  });

  test('has room for the chunks where there is more of it', () => {
    expect(shown(STATES.running!, 120, 36).find((line) => line.includes('dees.sample1'))).toMatch(/▓+▒+░+$/);
  });

  test('leaves no number out in a small window', () => {
    expect(picture(STATES.running!, 60, 12)).toMatchInlineSnapshot(`
      "
        dees-to-rds  full load          01:29 gone   ~00:14 left
        ████████████████▌░░░░░░░   69 %   3.56 M of ~5.16 M rows
        ████████████  161 k rows/s  20.4 MB/s
        waiting for: target 81 %  source 7 %  this side 12 %
        1 of 3 tables complete   errors 0   lanes 2 of 8   no rat…

        TABLE         STATE         ROWS
      ❯ dees.sample1  full load     2.83 M / ~5.00 M   57 %
        dees.movies   completed     62.4 k / 62.4 k   100 %
        dees.sample2  before load        0 / ~5.00 M    0 %
      "
    `);
  });

  test('says who is waited for when nothing moves', () => {
    expect(shown(STATES.stalled!, 80, 20).join(' ').replaceAll(/\s+/g, ' ')).toContain(
      'No progress: lane 2 waits for the target: a metadata lock held by connection 81 of app@10.0.3.9',
    );
  });

  test('says that a lost connection is made anew, and not that it hears nothing', () => {
    const issue = {
      code: 'fallback',
      subject: 'db2:3306',
      detail: 'The connection was lost (read ECONNRESET). The run connects again in 5 s; try 1 of 9.',
    } as const;
    const waits = { ...told(...running, { type: 'issue', issue }), now: 30_000 };
    const text = shown(waits, 80, 20).join(' ').replaceAll(/\s+/g, ' ');
    expect(text).toContain('fallback: db2:3306: The connection was lost (read ECONNRESET).');
    expect(text).not.toContain('No word');
    const goesOn = { ...told(...running, { type: 'issue', issue }, progress()), now: 30_000 };
    expect(shown(goesOn, 80, 20).join(' ')).toContain('No word from the process of the run (pid 4711)');
  });

  test('moves no row when there is something to say', () => {
    const heading = (state: RunState) => shown(state, 80, 20).findIndex((line) => line.includes('TABLE'));
    expect(heading(STATES.stalled!)).toBe(heading(STATES.running!));
    expect(heading(STATES.paused!)).toBe(heading(STATES.running!));
    expect(heading(STATES['writing a rate']!)).toBe(heading(STATES.running!));
  });

  test('marks a table that failed, without a colour too', () => {
    const lines = shown(STATES['a failed table']!, 80, 20);
    expect(lines.find((line) => line.includes('dees.sample1'))).toContain('✖ error');
    expect(lines.join('\n')).toContain('errors 1');
  });

  test('says when the process is gone, and what goes on from there', () => {
    const lines = shown(STATES['cut off']!, 60, 12).join('\n');
    expect(lines).toContain('dees-to-rds  cut off');
    expect(lines).toContain('✖ Its process is gone');
    expect(shown(STATES['cut off']!, 80, 20).join('\n')).toContain('R goes on from the checkpoint');
  });

  test('sends no control characters of names to the terminal', () => {
    expect(shown(STATES['awkward names']!, 120, 36).join('')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  test('tells at the end what moved, what is there now and what to do next', () => {
    expect(picture(STATES['done with a peek']!)).toMatchInlineSnapshot(`
      "
        ✔ Done: 5,162,423 rows, 640 MB in 31.2 s (load 28.0 s, validation 3.2 s)

        TABLE         SOURCE ROWS  TARGET ROWS  SKIPPED  SECONDS  VALIDATION
      ❯ dees.sample1    5,000,000    5,000,000        0      2.5  equal
        dees.movies        62,423       62,423        0      2.5  equal
        dees.sample2      100,000      100,000        0      2.5  equal

        First rows of shop.movies on the target
        column_0 │ column_1 │ column_2 │ column_3 │ column_4 │ column_5 │ column_6
        ─────────┼──────────┼──────────┼──────────┼──────────┼──────────┼─────────
        1 값 0   │ 1 값 1   │ 1 값 2   │ 1 값 3   │ 1 값 4   │ 1 값 5   │ 1 값 6
        2 값 0   │ 2 값 1   │ 2 값 2   │ 2 값 3   │ 2 값 4   │ 2 값 5   │ 2 값 6
        3 값 0   │ 3 값 1   │ 3 값 2   │ 3 값 3   │ 3 값 4   │ 3 값 5   │ 3 값 6
        4 값 0   │ 4 값 1   │ 4 값 2   │ 4 값 3   │ 4 값 4   │ 4 값 5   │ 4 값 6
        5 값 0   │ 5 값 1   │ 5 값 2   │ 5 값 3   │ 5 값 4   │ 5 값 5   │ 5 값 6

        report  /data/dees/.local/state/dms-tui/ta…122-100000-7/report.md, report.json
        next    point your program at the target
        again   dms-tui task start dees-to-rds
      "
    `);
  });

  test('tells of a run that failed why, before anything else', () => {
    expect(picture(STATES['failed before anything moved']!)).toMatchInlineSnapshot(`
      "
        ✖ Failed: nothing was moved.


        ✖ db1.example.com:3306 cannot be reached: ECONNREFUSED.
          ECONNREFUSED: connect ECONNREFUSED 10.0.3.7:3306
          Cause: The machine is there, but nothing listens on this port.
          Next: Check host and port, and whether this machine may connect: firewall,
          security group, VPN.

        report  /data/dees/.local/state/dms-tui/ta…122-100000-7/report.md, report.json
        again   dms-tui task start dees-to-rds
      "
    `);
  });

  test('gives a stopped run the command that goes on', () => {
    const lines = shown(STATES.stopped!, 60, 12);
    expect(lines[0]).toContain('⚠ Stopped');
    expect(lines.at(-1)).toContain('go on   dms-tui task resume dees-to-rds');
  });

  test('keeps the last of ten thousand tables in sight when one goes there', () => {
    for (const name of ['ten thousand tables', 'ten thousand tables done']) {
      const state = STATES[name]!;
      const room = { columns: 80, rows: 20 };
      const last = listMoved(state, 'list.last', tableSight(state, room));
      expect(shown(last, 80, 20).find((line) => line.startsWith('❯'))).toContain('dees.table_9999');
    }
  });

  test('draws ten thousand tables as fast as three', () => {
    const state = STATES['ten thousand tables']!;
    shown(state, 120, 36);
    const began = performance.now();
    for (let frame = 0; frame < 20; frame++) shown({ ...state, now: frame }, 120, 36);
    expect(performance.now() - began).toBeLessThan(400);
  });

  test('is worded in Korean by its own catalogue', () => {
    speak('ko');
    expect(picture(STATES.running!)).toMatchInlineSnapshot(`
      "
        dees-to-rds  전체 로드                              01:29 경과   ~00:14 남음
        ████████████████▌░░░░░░░   69 %   3.56 M / ~5.16 M행
        ████████████  161 k행/초  20.4 MB/초
        대기: 대상 81 %  원본 7 %  이쪽 12 %
        테이블 3개 중 1개 완료   오류 0   레인 2/8   속도 무제한


        테이블        상태          행                                    속도  청크
      ❯ dees.sample1  전체 로드     2.83 M / ~5.00 M  ████▌░░░  57 %      0/초  ▓▓▓▒░░
        dees.movies   완료          62.4 k / 62.4 k   ████████ 100 %            ░
        dees.sample2  로드 전            0 / ~5.00 M  ░░░░░░░░   0 %            ░
      "
    `);
  });
});
