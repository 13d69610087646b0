import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { STATEMENT_FILES, type StatementLine } from '../../../../src/host/statement-log.ts';
import { width } from '../../../../src/tui/layout/text.ts';
import { runVisit } from '../../../../src/tui/screens/run/run.ts';
import { drawStatements } from '../../../../src/tui/screens/run/statements/draw-statements.ts';
import {
  movedTo,
  type StatementsState,
  UNREAD,
  withStatements,
} from '../../../../src/tui/screens/run/statements/statements-state.ts';
import { speak } from '../../../../src/tui/text/language.ts';
import { chooseLook } from '../../../../src/tui/theme/look.ts';
import { plan, progress, started } from '../../../cli/support/recorded-run.ts';
import { openTerminal } from '../../../support/terminal/terminal.ts';
import { loggedRun } from './support/logged-run.ts';

function statement(id: number, more: Partial<StatementLine> = {}): StatementLine {
  return {
    v: 1,
    id,
    time: '2026-11-22T10:00:00.000Z',
    side: id % 2 === 0 ? 'source' : 'target',
    connection: 80 + (id % 3),
    text: `SELECT ${id}`,
    ms: 1.5,
    rows: id * 1000,
    error: null,
    ...more,
  };
}

function statements(from: number, count: number): StatementLine[] {
  return Array.from({ length: count }, (_, index) => statement(from + index));
}

const pointedAt = (state: StatementsState) => state.shown[state.list.at]?.id;

describe('the list of statements', () => {
  test('goes along with the newest until one looks at another, and then stays with that', () => {
    const first = withStatements(UNREAD, statements(0, 50));
    expect(pointedAt(first)).toBe(49);
    const followed = withStatements(first, statements(0, 60));
    expect(pointedAt(followed)).toBe(59);
    const back = movedTo(followed, 'list.up', 10);
    // Older ones have gone meanwhile.
    const later = withStatements(back, statements(30, 100));
    expect(pointedAt(later)).toBe(58);
    expect(pointedAt(withStatements(movedTo(later, 'list.last', 10), statements(40, 200)))).toBe(239);
  });

  test('stays as it was when nothing is new, and changes when a statement is over', () => {
    const running = withStatements(UNREAD, [statement(1, { ms: null, rows: null })]);
    expect(withStatements(running, [statement(1, { ms: null, rows: null })])).toBe(running);
    expect(withStatements(running, [statement(1)]).shown[0]!.ms).toBe(1.5);
  });
});

describe('the picture of statements', () => {
  afterEach(() => speak('en'));

  const awkward = [
    statement(0, { text: 'SELECT\n  *\nFROM `영화`\u001b[2J', ms: null, rows: null, connection: null }),
    statement(1, { text: `INSERT INTO t VALUES ${'(1), '.repeat(700)}`, rows: 12_345_678, ms: 123_456 }),
    statement(2, { error: 'You have an error in your SQL syntax' }),
  ];

  test('is never taller or wider than its room, and sends no control characters', () => {
    const states = [UNREAD, withStatements(UNREAD, []), withStatements(UNREAD, awkward)];
    for (const language of ['en', 'ko'] as const) {
      speak(language);
      for (const [columns, rows] of [
        [60, 8],
        [80, 20],
        [200, 46],
      ] as const) {
        for (const look of [true, false].map((unicode) => chooseLook({ unicode, colour: false }))) {
          for (const state of states) {
            const { lines } = drawStatements(state, { columns, rows }, look);
            expect(lines.length).toBeLessThanOrEqual(rows);
            expect(lines.filter((line) => width(line) > columns)).toEqual([]);
            expect(lines.join('')).not.toMatch(/[\u0000-\u001f]/);
          }
        }
      }
    }
  });

  test('marks one that failed, and one that still runs', () => {
    const look = chooseLook({ unicode: true, colour: false });
    const text = drawStatements(withStatements(UNREAD, awkward), { columns: 120, rows: 20 }, look).lines.join(
      '\n',
    );
    expect(text).toMatch(/source +running +SELECT \* FROM `영화`/);
    expect(text).toMatch(/✖ SELECT 2/);
  });
});

test('statements come as they are sent, are found by a word, and are read whole', async () => {
  const run = loggedRun();
  const send = (...lines: readonly StatementLine[]) =>
    appendFileSync(
      join(run.folder, STATEMENT_FILES[1]),
      lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    );
  run.tell(started, plan('dees.movies'), progress());
  send(statement(0), statement(1, { text: 'CREATE TABLE `movies` (\n  `id` int,\n  `title` text\n)' }));
  const terminal = openTerminal(runVisit({ stateFolder: run.state, taskId: run.task }), {
    stateFolder: run.state,
    columns: 100,
  });
  await terminal.waitFor('full load');
  await terminal.press('q');
  await terminal.waitFor(/❯ .*target +81 .*CREATE TABLE `movies` \( `id` int, `title` text \)/);
  send(statement(2, { text: 'SELECT `title` FROM `movies`' }));
  await terminal.waitFor(/❯ .*source +82 .*SELECT `title` FROM/);
  await terminal.press('/');
  await terminal.type('create');
  await terminal.waitForNo('SELECT 0');
  await terminal.press('enter', 'enter');
  await terminal.waitFor('› statement');
  expect(terminal.screen()).toMatch(/target +connection 81 .* 1,000 rows/);
  expect(terminal.screen()).toContain('    `title` text');
});
