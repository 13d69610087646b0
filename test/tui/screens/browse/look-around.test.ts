/** Looking around in a server from the console: schemas, tables, and a table from near. */
import { beforeAll, describe, expect, test } from 'vitest';
import { passwordOnly } from '../../../../src/endpoints/contract.ts';
import { parseEndpointUrl } from '../../../../src/model/endpoint-url.ts';
import type { Place } from '../../../../src/tui/place.ts';
import { browseVisit } from '../../../../src/tui/screens/browse/browse.ts';
import type { BrowsedEndpoint } from '../../../../src/tui/screens/browse/shelf.ts';
import {
  connect,
  describeProducts,
  freshSchema,
  mariadb,
  type TestServer,
} from '../../../support/servers.ts';
import { openTerminal, type TerminalOptions } from '../../../support/terminal/terminal.ts';

const WIDE = 400;

function endpointOf(there: TestServer, more: Partial<BrowsedEndpoint> = {}): BrowsedEndpoint {
  return {
    title: 'shop-source',
    role: 'source',
    address: parseEndpointUrl(there.url(), 'source').address,
    references: { password: null, bastion: null },
    secrets: passwordOnly(there.password),
    ...more,
  };
}

function browser(there: TestServer, options: TerminalOptions = {}) {
  return openTerminal(browseVisit(endpointOf(there)), options);
}

describeProducts('the browser', (server) => {
  let there: TestServer;
  let schema: string;
  let other: string;
  beforeAll(async () => {
    there = await server('a');
    schema = await freshSchema(there, 'look');
    other = await freshSchema(there, '보기');
    const maker = await connect(there, { database: schema, multipleStatements: true });
    const wide = Array.from({ length: WIDE }, (_, index) => `c${index + 1} INT`).join(', ');
    await maker.query(`
      CREATE TABLE movies (id INT PRIMARY KEY, 제목 VARCHAR(50) DEFAULT '', poster BLOB, note TEXT, year YEAR, KEY by_year (year));
      INSERT INTO movies VALUES (1, '기생충', X'89504E47', 'NULL', 2019), (2, 'Wide 🎬', NULL, REPEAT('long ', 200), 1901),
        (3, '', X'', CONCAT('esc', CHAR(27), '[31m'), NULL);
      CREATE TABLE movie_cast (id INT PRIMARY KEY, movie_id INT);
      CREATE TABLE sample (a INT, b INT);
      INSERT INTO sample VALUES (1, 2);
      CREATE TABLE \`${'long_name_'.repeat(6)}영화\` (id INT PRIMARY KEY);
      CREATE TABLE \`odd\u001b[31mname\` (id INT PRIMARY KEY);
      CREATE TABLE wide (${wide});
      INSERT INTO wide (c1, c400) VALUES (1, 400), (2, 800);
      CREATE VIEW titles AS SELECT 제목 FROM movies`);
    await maker.query(`CREATE TABLE \`${other}\`.movies_2026 (id INT PRIMARY KEY)`);
    await maker.end();
  });

  /** Opened on the tables of the schema. */
  async function tablesOf(options: TerminalOptions = {}) {
    const terminal = browser(there, options);
    await terminal.waitFor(schema);
    await terminal.press('/');
    await terminal.type(schema);
    await terminal.press('enter', 'enter');
    await terminal.waitFor(/sample +~/);
    return terminal;
  }

  test('counts what is in each schema, and all of it', async () => {
    const terminal = browser(there);
    await terminal.waitFor(new RegExp(`${schema} +6 +1 +~\\d+ +\\S+ kB`));
    await terminal.waitFor(new RegExp(`${other} +1 +~0 +\\S+ kB`));
    await terminal.waitFor(/❯ all schemas +\d+ +\d+ +~\d/);
  });

  test('lists tables with rows, size, engine and key, and no name can draw on the screen', async () => {
    const terminal = await tablesOf();
    expect(terminal.screen()).toContain('6 tables, 1 view, ~');
    expect(terminal.screen()).toMatch(/TABLE +ROWS +SIZE +ENGINE +KEY\n/);
    expect(terminal.screen()).toMatch(/movies +~3 +16\.4 kB +InnoDB +id\n/);
    expect(terminal.screen()).toMatch(/sample +~1 +16\.4 kB +InnoDB +none\n/);
    expect(terminal.screen()).toMatch(/titles +view\n/);
    expect(terminal.screen()).toMatch(/odd\\u001b\[31mname +~0/);
    expect(terminal.screen()).toMatch(/long_name_lo.*…\S*영화 +~0/);
  });

  test('finds tables by a part of their name, and by a pattern with what it matches counted', async () => {
    const terminal = await tablesOf();
    await terminal.press('/');
    await terminal.type('CAST');
    await terminal.waitFor('1 of 6 tables, ~0 rows, 16.4 kB');
    await terminal.press('ctrl+u');
    await terminal.type('mo%');
    await terminal.waitFor('2 of 6 tables, ~3 rows, 32.8 kB');
    await terminal.press('ctrl+u');
    await terminal.type('nothing%');
    await terminal.waitFor('Nothing matches nothing%.');
    await terminal.press('ctrl+u');
    await terminal.type('a.b.c');
    await terminal.waitFor('the pattern "a.b.c" has more than one dot');
    await terminal.press('escape');
    await terminal.waitFor('6 tables, 1 view');
  });

  test('finds tables of all schemas by a pattern typed among the schemas', async () => {
    const terminal = browser(there);
    await terminal.waitFor(schema);
    await terminal.press('/');
    await terminal.type('%.movies%');
    await terminal.waitFor('A pattern of tables');
    await terminal.press('enter');
    await terminal.waitFor('all schemas');
    await terminal.waitFor(new RegExp(`${schema}\\.movies +~3`));
    await terminal.waitFor(new RegExp(`${other}\\.movies_2026`));
    expect(terminal.screen()).not.toContain('movie_cast');
  });

  test('shows first rows as a workbench does, then columns and indexes', async () => {
    const terminal = await tablesOf();
    await terminal.press('/');
    await terminal.type('movies');
    await terminal.press('enter', 'enter');
    await terminal.waitFor('row 1 of 3   5 columns');
    const lines = terminal.screen().split('\n');
    const at = lines.findIndex((line) => /^ +id │ 제목 +│ poster +│ note +│ year$/.test(line));
    expect(lines.slice(at + 2, at + 5)).toEqual([
      expect.stringMatching(/^❯ +1 │ 기생충 +│ 0x89504E47 │ 'NULL' +│ 2019$/),
      expect.stringMatching(/^ +2 │ Wide 🎬 │ NULL +│ (long ){5,}long…? *… │ 1901$/),
      expect.stringMatching(/^ +3 │ '' +│ 0x +│ esc\\u001b\[31m +│ NULL$/),
    ]);
    await terminal.press('tab');
    await terminal.waitFor(/제목 +varchar\(50\) +yes +''/);
    expect(terminal.screen()).toContain('Rows   Columns (5)   Indexes (2)');
    await terminal.press('tab');
    await terminal.waitFor(/by_year +no +year/);
    await terminal.press('shift+tab', 'shift+tab');
    await terminal.waitFor('기생충');
  });

  test('goes through 400 columns sideways, and through one row by the name of a column', async () => {
    const terminal = await tablesOf();
    await terminal.press('/');
    await terminal.type('wide');
    await terminal.press('enter', 'enter');
    await terminal.waitFor('of 400, left and right for more');
    expect(terminal.screen()).toMatch(/columns 1–\d+ of 400/);
    for (let pressed = 0; pressed < WIDE; pressed += 1) await terminal.press('right');
    await terminal.waitFor(/columns \d+–400 of 400/);
    expect(terminal.screen()).toMatch(/│ +400$/m);
    await terminal.press('left');
    await terminal.waitFor(/columns \d+–399 of 400/);
    await terminal.press('down', 'enter');
    await terminal.waitFor('row 2');
    await terminal.press('/');
    await terminal.type('c400');
    await terminal.waitFor(/❯ c400 +800/);
    await terminal.press('enter', 'left');
    await terminal.waitFor(/❯ c400 +400/);
  });

  test('shows a value whole in its row', async () => {
    const terminal = await tablesOf({ columns: 100, rows: 40 });
    await terminal.press('/');
    await terminal.type('movies');
    await terminal.press('enter', 'enter');
    await terminal.waitFor('row 1 of 3');
    await terminal.press('down', 'enter');
    await terminal.press('down', 'down', 'down');
    await terminal.waitFor('note  The value goes on; this is its beginning.');
    expect(terminal.screen().match(/long/g)!.length).toBeGreaterThan(60);
  });
});

describe('an endpoint that is looked into', () => {
  const USER = `look_${process.pid}`;
  let there: TestServer;
  let schema: string;
  beforeAll(async () => {
    there = await mariadb('a');
    schema = await freshSchema(there, 'rights');
    await there.query(`CREATE TABLE \`${schema}\`.seen (id INT PRIMARY KEY)`);
    await there.query(`CREATE OR REPLACE USER ${USER}@'%' IDENTIFIED BY 'right one'`);
    await there.query(`GRANT INSERT ON \`${schema}\`.* TO ${USER}@'%'`);
    return async () => void (await there.query(`DROP USER ${USER}@'%'`));
  });

  const asUser = (): BrowsedEndpoint => {
    const { address } = parseEndpointUrl(there.url().replace('root@', `${USER}@`), 'source');
    const { secrets: _, ...endpoint } = endpointOf(there, { address });
    return endpoint;
  };

  test('asks for a password it does not know, and again for one that was refused, five times', async () => {
    const terminal = openTerminal(browseVisit(asUser()));
    await terminal.waitFor(`Password of ${USER} at the source, 127.0.0.1:${there.port}.`);
    for (let wrong = 1; wrong <= 5; wrong += 1) {
      await terminal.type(`wrong ${wrong}`);
      await terminal.waitFor('••••••••');
      await terminal.press('enter');
      await terminal.waitFor('ER_ACCESS_DENIED_ERROR');
      await terminal.waitFor('r read again');
      expect(terminal.screen()).not.toContain(`wrong ${wrong}`);
      await terminal.press('r');
      await terminal.waitFor('Password of');
      expect(terminal.screen()).toContain(`did not accept the user '${USER}'`);
    }
    await terminal.paste('right one\n');
    await terminal.press('enter');
    await terminal.waitFor(/rights_\w+ +1/);
  });

  test('does not ask twice for a password that opened it, as long as the console is open', async () => {
    const before: Place<null> = {
      title: () => 'before',
      commands: () => ['list.open'],
      takesText: () => false,
      draw: () => ({ lines: ['the place before'] }),
      perform: (_command, { console }) => console.open(browseVisit(asUser())),
    };
    const terminal = openTerminal({ place: before, state: null });
    await terminal.press('enter');
    await terminal.waitFor('Password of');
    await terminal.type('wrong one');
    await terminal.press('enter');
    await terminal.waitFor('r read again');
    await terminal.press('escape');
    await terminal.waitFor('the place before');
    await terminal.press('enter');
    await terminal.waitFor('Password of');
    await terminal.type('right one');
    await terminal.press('enter');
    await terminal.waitFor(/rights_\w+ +1/);
    await terminal.press('escape');
    await terminal.waitFor('the place before');
    await terminal.press('enter');
    await terminal.waitFor(/rights_\w+ +1/);
    await there.query(`ALTER USER ${USER}@'%' IDENTIFIED BY 'another one'`);
    try {
      await terminal.press('escape', 'enter');
      await terminal.waitFor('ER_ACCESS_DENIED_ERROR');
      await terminal.press('r');
      await terminal.waitFor('Password of');
    } finally {
      await there.query(`ALTER USER ${USER}@'%' IDENTIFIED BY 'right one'`);
    }
  });

  test('takes no password of several lines, and goes back without one', async () => {
    const terminal = openTerminal(browseVisit(asUser()));
    await terminal.waitFor('Password of');
    await terminal.paste('one\ntwo');
    await terminal.waitFor('What was pasted has several lines');
    expect(terminal.screen()).not.toContain('•');
    await terminal.press('escape');
    await terminal.waitForNo('Password of');
  });

  test('names the right that is missing to see rows, and still shows the columns', async () => {
    const terminal = openTerminal(browseVisit({ ...asUser(), secrets: passwordOnly('right one') }));
    await terminal.waitFor(/rights_\w+ +1/);
    await terminal.press('enter');
    await terminal.waitFor('seen');
    await terminal.press('enter');
    await terminal.waitFor(/lacks SELECT on/);
    expect(terminal.screen()).toContain('GRANT SELECT');
    await terminal.press('tab');
    await terminal.waitFor(/❯ id +int/);
  });

  test('is connected to again when the connection was lost in between', async () => {
    const terminal = openTerminal(browseVisit({ ...asUser(), secrets: passwordOnly('right one') }));
    await terminal.waitFor(/rights_\w+ +1/);
    const sessions = await there.query(
      `SELECT ID FROM information_schema.PROCESSLIST WHERE USER = '${USER}'`,
    );
    for (const { ID } of sessions) await there.query(`KILL ${String(ID)}`);
    await terminal.press('r');
    await terminal.waitFor(/rights_\w+ +1/);
    await terminal.press('enter');
    await terminal.waitFor('seen');
  });
});
