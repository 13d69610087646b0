/** The screen of a run in a terminal, told by the log of a run that the test writes. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AnyVisit, Place } from '../../../../src/tui/place.ts';
import { runVisit } from '../../../../src/tui/screens/run/run.ts';
import { completed, finished, plan, progress, started, table } from '../../../cli/support/recorded-run.ts';
import { openTerminal } from '../../../support/terminal/terminal.ts';
import { type LoggedRun, loggedRun } from './support/logged-run.ts';

const below: Place<null> = {
  title: () => 'Tasks',
  commands: () => ['list.open'],
  takesText: () => false,
  draw: () => ({ lines: ['the tasks'] }),
  perform: (_command, { console }) => console.open(next!),
};

let next: AnyVisit | null = null;

/** The screen of the run, with the home below it. */
async function show(run: LoggedRun, options: Parameters<typeof openTerminal>[1] = {}) {
  next = runVisit({ stateFolder: run.state, taskId: run.task });
  const terminal = openTerminal({ place: below, state: null }, { stateFolder: run.state, ...options });
  await terminal.waitFor('the tasks');
  await terminal.press('enter');
  return terminal;
}

const moving = () =>
  progress({ tables: [table('dees.movies', { rows: 31_000, expectedRows: 62_423, chunksDone: 1 })] });

describe('the screen of a run', () => {
  test('says what is being done before rows move, then shows them move, and at the end what moved', async () => {
    const run = loggedRun();
    run.tell(started);
    const terminal = await show(run);
    await terminal.waitFor('connecting and planning');
    run.tell({ type: 'step', table: 'dees.movies', statement: 'CREATE TABLE `movies` (`id` int)' });
    await terminal.waitFor('CREATE TABLE `movies`');
    run.tell(plan('dees.movies', 'dees.sample1'), moving());
    await terminal.waitFor('❯ dees.movies');
    expect(terminal.screen()).toMatch(/dees\.movies +full load +31\.0 k \/ ~62\.4 k +█/);
    run.tell(finished([completed('dees.movies', 62_423), completed('dees.sample1', 5)]));
    run.end();
    await terminal.waitFor('✔ Done: 62,428 rows');
    await terminal.waitFor(join(run.folder, 'report.md').slice(-20));
  });

  test('says how long it has been connecting, and counts on', async () => {
    const run = loggedRun();
    run.tell(started);
    const terminal = await show(run);
    await terminal.waitFor(/00:0[2-9] gone/);
  });

  test('says when its process is gone in the midst of it, offers to go on, and hangs nowhere', async () => {
    const run = loggedRun();
    run.tell(started, plan('dees.movies'), moving());
    const terminal = await show(run);
    await terminal.waitFor('full load');
    run.vanish();
    await terminal.waitFor('✖ Its process is gone');
    expect(terminal.screen()).toContain('R resume');
    await terminal.press('ctrl+c', 'ctrl+c');
    expect((await terminal.farewell).join('\n')).toContain(`dms-tui task resume ${run.task}`);
  });

  test('offers to run again where there is no checkpoint to go on from', async () => {
    const run = loggedRun();
    run.tell(started, finished([], { outcome: 'failed' }));
    run.end();
    const terminal = await show(run);
    await terminal.waitFor('✖ Failed: nothing was moved');
    expect(terminal.screen()).toContain('R run again');
  });

  test('refuses the dials of a run in another terminal, with the reason', async () => {
    const run = loggedRun();
    run.tell(started, plan('dees.movies'), moving());
    const terminal = await show(run);
    await terminal.waitFor('This run is in the foreground of another terminal');
    await terminal.press('p');
    await terminal.waitFor('⚠ This run takes no commands');
    await terminal.press('r');
    await terminal.waitFor('At most, in MB/s');
    await terminal.type('fast');
    await terminal.press('enter');
    await terminal.waitFor('"fast" is no number');
    await terminal.press('escape');
    await terminal.waitForNo('At most, in MB/s');
    expect(terminal.screen()).toContain('dees.movies');
  });

  test('asks what the run asks, and can be asked again after escape', async () => {
    const run = loggedRun();
    const tables = [{ table: 'shop.movies', rows: 62_423 }];
    run.tell(started, { type: 'question', prep: 'drop-and-create', name: 'shop', tables });
    const terminal = await show(run);
    await terminal.waitFor('Type shop to agree:');
    expect(terminal.screen()).toContain('shop.movies  62,423 rows');
    await terminal.press('escape');
    await terminal.waitFor('The run waits for your answer');
    await terminal.press('y');
    await terminal.waitFor('Type shop to agree:');
    await terminal.press('escape');
    run.tell({ type: 'answer', yes: true });
    await terminal.waitForNo('The run waits for your answer');
  });

  test('shows the log in the words of the plain display, the newest in sight, and back to its start', async () => {
    const run = loggedRun();
    const steps = Array.from({ length: 40 }, (_, index) => ({
      type: 'step' as const,
      table: `dees.table_${index}`,
      statement: 'CREATE TABLE t (id int)',
    }));
    run.tell(started, ...steps);
    const terminal = await show(run);
    await terminal.waitFor('dees.table_39');
    await terminal.press('l');
    await terminal.waitFor('Tasks › dees-copy › log');
    await terminal.waitFor('dees.table_39: CREATE TABLE');
    run.tell({ type: 'step', table: 'dees.newest', statement: 'ALTER TABLE t ADD KEY (a)' });
    await terminal.waitFor('dees.newest: ALTER TABLE');
    await terminal.press('g');
    await terminal.waitFor('00:00  dees-copy: mysql://reader@db1:3306/dees');
    await terminal.waitFor(/1–\d+ \/ 4\d/);
    await terminal.press('escape');
    await terminal.waitForNo('› log');
  });

  test('shows errors with the keys of the rows they are about', async () => {
    const run = loggedRun();
    const file = join(run.folder, 'refused-dees.movies.jsonl');
    const server = { code: 'ER_DATA_TOO_LONG', number: 1406, message: "Data too long for column 'title'" };
    appendFileSync(
      file,
      `${JSON.stringify({ table: 'dees.movies', chunk: 2, key: 'id=17', server, row: {} })}\n`,
    );
    run.tell(started, plan('dees.movies'), moving(), {
      type: 'rows.skipped',
      table: 'dees.movies',
      chunk: 2,
      rows: 3,
      file,
    });
    const terminal = await show(run);
    await terminal.waitFor('errors 1');
    await terminal.press('e');
    await terminal.waitFor('dees.movies: 3 rows left out');
    await terminal.waitFor('id=17: ER_DATA_TOO_LONG (1406)');
    expect(terminal.screen()).toContain('and 2 more rows');
  });

  test('opens a table to its chunks, errors and speed, which go on changing', async () => {
    const run = loggedRun();
    const chunk = { tries: 1, low: ['100'], high: ['200'], bytes: 1_000_000, skipped: 0 };
    run.tell(started, plan('dees.movies'), moving(), {
      type: 'chunks',
      table: 'dees.movies',
      chunks: [
        { ...chunk, index: 0, state: 'done', low: null, rows: 31_000, ms: 840 },
        { ...chunk, index: 1, state: 'running', rows: 0, ms: 0 },
      ],
    });
    const terminal = await show(run);
    await terminal.waitFor('❯ dees.movies');
    await terminal.press('enter');
    await terminal.waitFor('Chunks 2');
    expect(terminal.screen()).toMatch(/0 {2}done +the start +200 +31,000/);
    run.tell({
      type: 'chunks',
      table: 'dees.movies',
      chunks: [{ ...chunk, index: 1, state: 'different', rows: 999, ms: 5 }],
    });
    await terminal.waitFor(/1 {2}DIFFERENT +100 +200 +999/);
    await terminal.press('shift+tab');
    await terminal.waitFor(/rows\/s at most|It has no speed yet/);
    await terminal.press('shift+tab');
    await terminal.waitFor('No errors.');
    await terminal.press('escape');
    await terminal.waitFor(/^ dms-tui {2}Tasks › dees-copy$/m);
  });

  test('shows how fast a table went before anybody looked', async () => {
    const run = loggedRun();
    const at = (second: number, rows: number) =>
      progress({ elapsedMs: second * 1000, tables: [table('dees.movies', { rows })] });
    const other = progress({ elapsedMs: 3500, tables: [table('dees.sample1', { rows: 9 })] });
    run.tell(started, plan('dees.movies'), at(0, 0), at(1, 100), at(2, 900), at(3, 1000), other, at(4, 1100));
    run.tell(finished([completed('dees.movies', 1100)]));
    run.end();
    const terminal = await show(run);
    await terminal.waitFor('✔ Done');
    await terminal.press('enter', 'shift+tab');
    await terminal.waitFor('800 rows/s at most');
    await terminal.waitFor('from 00:00 to 00:04 of the run');
  });

  test('has the rates of the last minutes from its first picture on', async () => {
    const run = loggedRun();
    const rates = [0, 100, 100, 900, 900, 900, 100, 100];
    let rows = 0;
    run.tell(started, plan('dees.movies'));
    for (const [step, rate] of rates.entries()) {
      rows += rate;
      run.tell(progress({ elapsedMs: step * 5000, rows, tables: [table('dees.movies')] }));
    }
    const terminal = await show(run);
    await terminal.waitFor('▂▂███▂▂');
  });

  test('leaves the run to itself, and gives its summary to the normal screen', async () => {
    const run = loggedRun();
    run.tell(started, plan('dees.movies'), moving());
    const terminal = await show(run);
    await terminal.waitFor('❯ dees.movies');
    await terminal.press('d');
    await terminal.waitFor('the tasks');
    await terminal.press('ctrl+c', 'ctrl+c');
    expect((await terminal.farewell).join('\n')).toContain('dees-copy was running when its screen was left');
  });

  test('gives the command that goes on to the normal screen when the run was stopped', async () => {
    const run = loggedRun();
    const resume = 'dms-tui task resume dees-copy';
    run.tell(started, plan('dees.movies'), moving());
    const terminal = await show(run);
    await terminal.waitFor('❯ dees.movies');
    run.tell(
      finished([table('dees.movies', { state: 'Table cancelled' })], { outcome: 'interrupted', resume }),
    );
    run.end();
    await terminal.waitFor('⚠ Stopped');
    await terminal.waitFor(`go on   ${resume}`);
    await terminal.press('ctrl+c', 'ctrl+c');
    expect((await terminal.farewell).slice(-2)).toEqual(['Go on with:', `  ${resume}`]);
  });

  test('tells what is wrong when there is no run to show', async () => {
    const run = loggedRun('never-run');
    const terminal = openTerminal(runVisit({ stateFolder: run.state, taskId: 'other' }), {
      stateFolder: run.state,
    });
    await terminal.waitFor('The run cannot be shown.');
    await terminal.waitFor('dms-tui task start other');
  });

  test('finds a table among ten thousand by part of its name', async () => {
    const run = loggedRun();
    const names = Array.from({ length: 10_000 }, (_, index) => `dees.table_${index}`);
    run.tell(started, plan(...names), progress({ tables: [table(names[0]!)] }));
    const terminal = await show(run);
    await terminal.waitFor('❯ dees.table_0');
    await terminal.press('/');
    await terminal.type('777');
    await terminal.waitFor('❯ dees.table_777 ');
    await terminal.press('enter');
    await terminal.waitFor('TABLE /777');
    await terminal.press('G', 'enter');
    await terminal.waitFor('› dees.table_9777');
    await terminal.press('escape', 'escape');
    await terminal.waitFor('❯ dees.table_0 ');
  });

  test('keeps its place through every size of the window', async () => {
    const run = loggedRun();
    const names = Array.from({ length: 50 }, (_, index) => `dees.table_${String(index).padStart(2, '0')}`);
    run.tell(started, plan(...names), progress({ tables: [table(names[0]!)] }));
    const terminal = await show(run);
    await terminal.waitFor('❯ dees.table_00');
    await terminal.press('G');
    await terminal.waitFor('❯ dees.table_49');
    for (const [columns, rows] of [
      [60, 16],
      [120, 40],
      [80, 24],
    ] as const) {
      await terminal.resize(columns, rows);
      await terminal.waitFor('❯ dees.table_49');
      expect(terminal.screen().split('\n').length).toBeLessThanOrEqual(rows);
    }
  });
});
