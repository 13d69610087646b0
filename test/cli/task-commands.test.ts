import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { taskDocument } from '../../src/cli/commands/task/document.ts';
import type { DmsEvent } from '../../src/model/events.ts';
import { selection } from '../engine/copying.ts';
import { freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from '../support/waiting.ts';
import { type Ended, runBin } from './support/run-bin.ts';

type Shown = ReturnType<typeof taskDocument>;

let source: TestServer;
let schema: string;

beforeAll(async () => {
  source = await mariadb('a');
  schema = await freshSchema(source, 'tasks');
  await source.query(`CREATE TABLE ${schema}.movies (id INT PRIMARY KEY, title TEXT)`);
  await source.query(`INSERT INTO ${schema}.movies SELECT seq, SHA2(seq, 256) FROM ${schema}.seq_1_to_1000`);
});

/** A state folder with nothing in it, and the program in it. */
class Home {
  readonly state = temporaryFolder();
  readonly out = join(temporaryFolder(), 'out');

  run(...words: string[]): Promise<Ended> {
    return runBin(words, {
      environment: { DMS_TUI_HOME: this.state, DMS_TUI_SOURCE_PASSWORD: source.password },
    });
  }

  file(task: string, more: object = {}): string {
    const path = join(this.state, `${task}.json`);
    const document = {
      task,
      source: { url: source.url() },
      target: { url: `file://${this.out}` },
      tableMappings: { rules: [selection(schema, '%')] },
      ...more,
    };
    writeFileSync(path, JSON.stringify(document));
    return path;
  }

  async show(id: string): Promise<Shown> {
    return JSON.parse((await this.run('task', 'show', id, '--json')).out) as Shown;
  }
}

describe('a saved task', () => {
  test('is made from a task file, kept private, listed, shown and deleted', async () => {
    const home = new Home();
    expect((await home.run('task', 'list')).out).toContain('There are no saved tasks.');
    const created = await home.run('task', 'create', home.file('dees'));
    expect(created).toMatchObject({ code: 0, err: '' });
    expect(created.out).toBe('dees is saved. Start it with: dms-tui task start dees\n');
    const file = join(home.state, 'tasks', 'dees', 'task.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ task: 'dees' });
    expect((await home.run('task', 'list')).out).toMatch(
      /^dees {2}ready {2}mysql:.* → file:.* has not run yet\n$/,
    );
    expect(await home.show('dees')).toMatchObject({ id: 'dees', status: 'ready', run: null, busy: null });
    expect((await home.run('task', 'delete', 'dees')).code).toBe(2);
    expect((await home.run('task', 'delete', 'dees', '--yes')).out).toBe(
      'dees is deleted, with the logs of 0 runs.\n',
    );
    expect(existsSync(join(home.state, 'tasks', 'dees'))).toBe(false);
    expect((await home.run('task', 'show', 'dees')).code).toBe(2);
  });

  test('is not replaced unless that is asked for, nor made of what cannot run', async () => {
    const home = new Home();
    await home.run('task', 'create', home.file('dees'));
    const again = await home.run('task', 'create', home.file('dees', { local: { lanes: 3 } }));
    expect(again.code).toBe(2);
    expect(again.err).toContain('There is a task dees already.');
    const replaced = await home.run(
      'task',
      'create',
      home.file('dees', { local: { lanes: 3 } }),
      '--replace',
    );
    expect(replaced).toMatchObject({ code: 0, out: 'dees is saved in place of the one before.\n' });
    const unknown = await home.run('task', 'create', home.file('other', { source: { endpoint: 'nowhere' } }));
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('there is no endpoint "nowhere"');
    const secret = source.url().replace('@', ':correct-horse@');
    const open = await home.run('task', 'create', home.file('open', { source: { url: secret } }));
    expect(open.code).toBe(2);
    expect(open.err).toContain('a saved task is no place for one');
    expect(open.err).not.toContain('correct-horse');
    expect(existsSync(join(home.state, 'tasks', 'open', 'task.json'))).toBe(false);
  });

  test('that is damaged is told of, hides no other, and is never written over', async () => {
    const home = new Home();
    for (const id of ['dees', 'other']) await home.run('task', 'create', home.file(id));
    const file = join(home.state, 'tasks', 'dees', 'task.json');
    writeFileSync(file, '{"task": "dees", ');
    const listed = await home.run('task', 'list');
    expect(listed.code).toBe(1);
    expect(listed.out).toMatch(/^other {2}ready/);
    expect(listed.err).toContain(file);
    expect((await home.run('task', 'create', home.file('dees'))).code).toBe(2);
    expect((await home.run('task', 'create', home.file('dees'), '--replace')).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe('{"task": "dees", ');
    expect((await home.run('task', 'delete', 'dees', '--yes')).code).toBe(0);
    expect(existsSync(file)).toBe(false);
  });
});

describe('task assess', () => {
  test('looks at a saved task as `assess` does at its file: the same lines, the same exit codes', async () => {
    const home = new Home();
    const file = home.file('dees');
    await home.run('task', 'create', file);
    const ofTask = await home.run('task', 'assess', 'dees');
    const ofFile = await home.run('assess', file);
    expect(ofTask).toMatchObject({ code: 0, err: '' });
    expect(ofTask.out).toContain('The task can start.');
    const titles = ({ out }: Ended) => out.match(/^[✔⚠✖] \S+(?: \S+)*/gm);
    expect(titles(ofTask)).toEqual(titles(ofFile));
    const { code, out } = await home.run('task', 'assess', 'dees', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out.split('\n')[0]!)).toMatchObject({ check: expect.any(String) as string });
    expect(existsSync(home.out)).toBe(false);
  });

  test('exits with 3 for one that cannot start, and with 2 for none', async () => {
    const home = new Home();
    await home.run(
      'task',
      'create',
      home.file('dees', { tableMappings: { rules: [selection('no_such', '%')] } }),
    );
    const failed = await home.run('task', 'assess', 'dees');
    expect(failed.code).toBe(3);
    expect(failed.out).toContain('✖');
    expect(await home.run('task', 'assess', 'other')).toMatchObject({ code: 2, out: '' });
    const korean = await home.run('task', 'assess', 'dees', '--lang', 'ko');
    expect(korean.code).toBe(3);
    expect(korean.out).toMatch(/[가-힣]/);
  });
});

describe('task start', () => {
  test('returns when the rows begin to move; the run comes to its end by itself', async () => {
    const home = new Home();
    await home.run('task', 'create', home.file('dees'));
    const started = await home.run('task', 'start', 'dees', '--json');
    expect(started).toMatchObject({ code: 0, err: '' });
    const { pid, runId } = JSON.parse(started.out) as { pid: number; runId: string };
    await eventually(async () => expect((await home.show('dees')).status).toBe('load-complete'));
    expect(await home.show('dees')).toMatchObject({ busy: null, run: { runId, rows: 1000, tablesDone: 1 } });
    // It lets go of the task a moment before it is gone.
    await eventually(() => expect(() => process.kill(pid, 0)).toThrow('ESRCH'));
    expect((await home.run('task', 'stop', 'dees')).out).toBe('dees does not run: load complete.\n');
    expect((await home.run('task', 'delete', 'dees', '--yes')).out).toContain('the logs of 1 run.');
  });

  test('--wait follows it with plain lines or NDJSON, and has its exit code', async () => {
    const home = new Home();
    await home.run('task', 'create', home.file('dees'));
    const plain = await home.run('task', 'start', 'dees', '--wait');
    expect(plain.code).toBe(0);
    expect(plain.out).toMatch(/movies: completed, 1,000 rows/);
    expect(plain.out).toContain('Done');
    const json = await home.run('task', 'validate', 'dees', '--wait', '--json');
    expect(json.code).toBe(0);
    const events = json.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as DmsEvent);
    expect(events[0]).toMatchObject({ type: 'run.started', mode: 'validate' });
    expect(events.at(-1)).toMatchObject({ type: 'run.finished', outcome: 'done' });
    expect((await home.show('dees')).status).toBe('load-complete');
  });

  test('says what keeps it from beginning, with the exit code of that', async () => {
    const home = new Home();
    const nobody = { source: { url: source.url().replace(/\/\/[^@]*@/, '//nobody@') } };
    await home.run('task', 'create', home.file('dees', nobody));
    const refused = await home.run('task', 'start', 'dees');
    expect(refused.code).toBe(3);
    expect(refused.err).toContain('nobody');
    expect(await home.show('dees')).toMatchObject({
      status: 'failed',
      run: { error: { kind: 'connect.login' } },
    });
    expect((await home.run('task', 'start', 'dess')).err).toContain('did you mean dees?');
  });

  test('asks before rows are removed, and without a terminal is told so; --yes is an answer', async () => {
    const home = new Home();
    const settings = { taskSettings: { FullLoadSettings: { TargetTablePrepMode: 'TRUNCATE_BEFORE_LOAD' } } };
    await home.run('task', 'create', home.file('dees', settings));
    expect((await home.run('task', 'start', 'dees', '--wait')).code).toBe(0);
    const other = join(home.out, schema, 'movies', 'mine.csv');
    writeFileSync(other, 'mine\n');
    const asked = await home.run('task', 'start', 'dees');
    expect(asked.code).toBe(2);
    expect(asked.err).toContain('There is no terminal to ask on.');
    await eventually(async () => expect((await home.show('dees')).status).toBe('stopped'));
    expect(existsSync(other)).toBe(true);
    expect((await home.run('task', 'start', 'dees', '--yes', '--wait')).code).toBe(0);
    expect(existsSync(other)).toBe(false);
  });
});
