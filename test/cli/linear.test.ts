/** A migration in questions of one line each, in a real terminal. */
import { beforeAll, describe, expect, test } from 'vitest';
import { checksumTables } from '../support/checksum.ts';
import { COMPILED_ENTRY } from '../support/compiled-entry.ts';
import { freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Pty, type PtyOptions } from '../support/terminal/pty.ts';
import { runBin } from './support/run-bin.ts';

let source: TestServer;
let target: TestServer;
let schema: string;
beforeAll(async () => {
  [source, target] = [await mariadb('a'), await mariadb('b')];
  schema = await freshSchema(source, 'linear');
  await target.query(`CREATE SCHEMA \`${schema}\``);
  await source.query(`CREATE TABLE \`${schema}\`.movies (id INT PRIMARY KEY, 제목 VARCHAR(50))`);
  await source.query(`INSERT INTO \`${schema}\`.movies VALUES (1, '기생충'), (2, '괴물')`);
  await source.query(`CREATE TABLE \`${schema}\`.tmp_old (id INT PRIMARY KEY)`);
  return async () => void (await target.query(`DROP SCHEMA \`${schema}\``));
});

function open(words: readonly string[], environment: PtyOptions['environment'] = {}): Pty {
  return new Pty(process.execPath, [COMPILED_ENTRY, ...words], {
    // So that nothing of it is broken, or scrolled out of sight.
    columns: 240,
    rows: 200,
    environment: { DMS_TUI_HOME: temporaryFolder(), ...environment },
  });
}

/** What was said so far, line by line. */
function linesOf({ sent }: Pty): string[] {
  return sent.replaceAll('\r\n', '\n').split('\n');
}

const note = (server: TestServer) =>
  `host: ${server.host}\rport: ${server.port}\ruser: ${server.user}\rpassword: ${server.password}\r`;

/** Nothing moves the cursor, draws over a line or leaves the screen: only lines go out. */
function expectOnlyLines({ sent }: Pty): void {
  const bare = sent.replaceAll('\r\n', '\n').replace(/\x1b\[\d*m/g, '');
  expect(bare).not.toMatch(/[\x1b\x08\x07\r]/);
}

describe('--linear', () => {
  test('leads from two ends to a verified copy, and ends with the command that repeats it', async () => {
    const terminal = open(['--linear']);
    await terminal.waitFor('1. Where does the data come from?');
    await terminal.type(`${source.url(schema)}\r`);
    await terminal.waitFor(/2\. Password of root at the source, .*\n>/);
    await terminal.type('not this\r');
    await terminal.waitFor('Mend it and write the source again');
    await terminal.waitFor('3. Where does the data come from?');
    await terminal.type(`${source.url(schema)}\r`);
    await terminal.waitFor('4. Password of');
    await terminal.type(`${source.password}\r`);
    await terminal.waitFor('5. Where does it go?');
    await terminal.type(note(target));
    await terminal.waitFor('The note goes on until an empty line.');
    await terminal.type('\r');
    await terminal.waitFor(/6\. Which tables\?.*enter alone for linear_\w+\.%/s);
    await terminal.type(`${schema}.nothing\r`);
    await terminal.waitFor(/0 of \d+ tables/);
    await terminal.waitFor('7. Which tables?');
    await terminal.type(`${schema}.% !${schema}.tmp%\r`);
    await terminal.waitFor(/\b1 of \d+ tables/);
    await terminal.waitFor('8. Take these tables?');
    expect(linesOf(terminal)).toContain(`   ${schema}.movies`);
    await terminal.type('7\r');
    await terminal.waitFor('write a number from 1 to 2');
    await terminal.type('1\r');
    await terminal.waitFor('10. What happens to these tables where they are on the target already?');
    await terminal.type('\r');
    await terminal.waitFor('11. Start?');
    await terminal.type('1\r');
    expect(await terminal.ended).toBe(0);
    const { movies, ...others } = await checksumTables(target, schema);
    expect(movies).toEqual((await checksumTables(source, schema)).movies);
    expect(others).toEqual({});
    const said = linesOf(terminal);
    const command = said[said.indexOf('Do it again with:') + 1];
    expect(terminal.sent).toContain('Done');
    expect(command).toContain(`copy mysql://root@${source.host}:${source.port}/${schema}`);
    expect(terminal.sent).not.toContain(source.password);
    expectOnlyLines(terminal);
  });

  test('takes both ends from one note, and changes nothing when the person would rather not', async () => {
    const terminal = open(['--linear']);
    await terminal.waitFor('1. Where does');
    await terminal.type(`Source\r${note(source)}\rTarget\r${note(target)}\r`);
    await terminal.waitFor('The note says it goes to mysql://root@', 60_000);
    await terminal.type('\r');
    await terminal.waitFor('Which tables?');
    await terminal.type(`${schema}.movies\r`);
    await terminal.waitFor('Take these tables?');
    await terminal.type('\r');
    await terminal.waitFor('What happens to these tables');
    await terminal.type('4\r');
    await terminal.waitFor('6. Start?');
    expect(terminal.sent).not.toContain(source.password);
    expect(terminal.sent).toContain('--prep drop-and-create');
    await terminal.type('2\r');
    expect(await terminal.ended).toBe(0);
    expectOnlyLines(terminal);
  });

  test.each([
    ['a note', (password: string) => `host: HOST\nport: PORT\nuser: root\npassword: ${password}\n`],
    ['a note that names nothing', (password: string) => `host HOST port PORT\nroot\n${password}\n`],
    ['a note in Korean, from Windows', (password: string) => `호스트: HOST\r\n비밀번호\r\n${password}\r\n`],
    ['a table', (password: string) => `host\tuser\tpassword\nHOST\troot\t${password}\n`],
    ['a command', (password: string) => `mysql -h HOST -P PORT -u root -p${password}\r`],
    ['a URL', (password: string) => `mysql://root:${password}@HOST:PORT/db\r`],
    [
      'a URL for another program',
      (password: string) => `jdbc:mysql://HOST:PORT/db?user=root&password=${password}\r`,
    ],
    ['a DSN', (password: string) => `root:${password}@tcp(HOST:PORT)/db\r`],
  ])('shows no password of %s, pasted or typed, at whichever question', async (_, write) => {
    const password = 'geheim-비밀/1';
    // Nobody listens there.
    const text = write(password).replace('HOST', '127.0.0.1').replace('PORT', '1');
    for (const enter of ['paste', 'type', 'plain'] as const) {
      const terminal = open(['--linear'], { NO_COLOR: '1' });
      await terminal.waitFor('1. Where does');
      if (enter === 'paste') terminal.paste(text);
      else if (enter === 'plain') terminal.write(text);
      else await terminal.type(text.replaceAll('\r\n', '\r').replaceAll('\n', '\r'));
      await terminal.press('enter', 'enter');
      await terminal.waitFor(/2\. /);
      terminal.kill('SIGTERM');
      await terminal.ended;
      expect(terminal.sent).not.toMatch(/geheim|비밀\/1/);
      expect(terminal.sent).toContain('***');
    }
  });

  test('shows what no password can be in while it is typed, takes it back on backspace, and says what it read', async () => {
    const terminal = open(['--linear']);
    await terminal.waitFor('1. Where does');
    await terminal.type('mysql://rooo');
    await terminal.press('backspace', 'backspace');
    await terminal.type('ot@127.0.0.1:1/영화');
    await terminal.waitFor('> mysql://root@127.0.0.1:***');
    await terminal.press(...Array(5).fill('backspace'));
    await terminal.waitFor(/> mysql:\/\/root@127\.0\.0\.1$/m);
    await terminal.type(':1/영화\r');
    await terminal.waitFor('Read as mysql://root@127.0.0.1:1/');
    terminal.kill('SIGTERM');
    await terminal.ended;
  });

  test('gives the terminal back to a shell on Ctrl-Z, and hides again after fg', async () => {
    const terminal = new Pty('bash', ['--norc', '--noprofile', '-i'], {
      environment: { DMS_TUI_HOME: temporaryFolder(), PS1: 'shell> ', NODE: process.execPath },
    });
    await terminal.waitFor('shell>');
    await terminal.type(`"$NODE" ${COMPILED_ENTRY} --linear\r`);
    await terminal.waitFor('1. Where does');
    await terminal.type('mysql://root');
    await terminal.press('ctrl+z');
    await terminal.waitFor('Stopped');
    await terminal.type('echo from the $((1 + 1))nd\r');
    await terminal.waitFor('from the 2nd');
    await terminal.type('fg\r');
    await terminal.waitFor(/^mysql:\/\/root$/m);
    await terminal.type(':geheim@127.0.0.1:1/\r');
    await terminal.waitFor('Read as mysql://root@127.0.0.1:1, with a password.');
    expect(terminal.sent).not.toContain('geheim');
    await terminal.press('ctrl+c');
    await terminal.waitFor(/shell> *$/);
  });

  test('leaves on Ctrl-C and when the input ends, with the code of something interrupted', async () => {
    for (const end of ['\x03', '\x04']) {
      const terminal = open(['--linear']);
      await terminal.waitFor('1. Where does');
      await terminal.type(end);
      expect(await terminal.ended).toBe(130);
    }
  });

  test('speaks Korean', async () => {
    const terminal = open(['--linear', '--lang', 'ko']);
    await terminal.waitFor('1. 데이터를 어디서 가져옵니까?');
    await terminal.type('\x04');
    await terminal.ended;
  });

  test('without a terminal says so, and helps', async () => {
    const { code, out, err } = await runBin(['--linear']);
    expect([code, err]).toEqual([0, expect.stringContaining('There is no terminal here')]);
    expect(out).toContain('Usage: dms-tui');
  });
});

describe('without being asked for', () => {
  test.each([
    ['TERM', 'dumb', 'TERM=dumb cannot show the console'],
    ['INK_SCREEN_READER', 'true', 'A screen reader is on'],
  ])('questions come where %s is %s', async (name, value, because) => {
    const terminal = open([], { [name]: value });
    await terminal.waitFor(because);
    await terminal.waitFor('1. Where does the data come from?');
    await terminal.type('\x04');
    await terminal.ended;
    expectOnlyLines(terminal);
  });

  test('nothing is asked in CI', async () => {
    const terminal = open([], { CI: 'true' });
    await terminal.waitFor('CI is set');
    expect(await terminal.ended).toBe(0);
    expect(terminal.sent).toContain('Usage: dms-tui');
  });
});
