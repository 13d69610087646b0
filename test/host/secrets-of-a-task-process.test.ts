import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { readTaskStates } from '../../src/host/task-state.ts';
import { type Ended, runBin } from '../cli/support/run-bin.ts';
import { slowLine } from '../e2e/support/slow-line.ts';
import { selection } from '../engine/copying.ts';
import {
  findSecret,
  type Place,
  placesBelow,
  placesInProcessList,
  placesInSchema,
} from '../support/secret-search.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from '../support/waiting.ts';
import { Follower } from './support/saved-world.ts';
import { type Ground, makeGround } from './support/slow-world.ts';

/** Written differently in a URL, in JSON, in a shell and in base64. */
const SECRET = `Tr0ub4dor&'3"/쉿@%`;
const USER = `s_${randomBytes(4).toString('hex')}`;

let ground: Ground;

beforeAll(async () => {
  ground = await makeGround();
  const servers = [ground.source, ground.target];
  for (const server of servers) {
    await server.query(`CREATE USER ${USER}@'%' IDENTIFIED BY ?`, [SECRET]);
    await server.query(`GRANT ALL ON *.* TO ${USER}@'%'`);
  }
  return async () => {
    for (const server of servers) await server.query(`DROP USER ${USER}@'%'`);
  };
});

test.runIf(process.platform === 'linux')(
  'a password is in no command line, environment, file or event of the process of a run, also when it is killed',
  async () => {
    const { source, target, schema } = ground;
    const folders = { state: temporaryFolder(), temporary: temporaryFolder(), working: temporaryFolder() };
    const line = await slowLine(target, 2_000_000);
    const environment = {
      DMS_TUI_HOME: folders.state,
      TMPDIR: folders.temporary,
      HOME: folders.working,
      // What only a saved endpoint refers to is a secret as much.
      VAULT_OF_SOURCE: SECRET,
      DMS_TUI_TARGET_PASSWORD: SECRET,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${folders.working}/none`,
    };
    const printed: string[] = [];
    const program = async (...words: string[]): Promise<Ended> => {
      const ended = await runBin(words, { environment });
      printed.push(ended.out, ended.err);
      return ended;
    };
    const at = `mysql://${USER}@${source.host}:${source.port}`;
    await program('endpoint', 'create', 'from', '--source', at, '--password-env', 'VAULT_OF_SOURCE');
    const control = `${schema}_control`;
    const file = join(folders.working, 'task.json');
    writeFileSync(
      file,
      JSON.stringify({
        task: 'dees',
        source: { endpoint: 'from' },
        target: { url: `mysql://${USER}@${target.host}:${line.port}` },
        tableMappings: { rules: [selection(schema, '%')] },
        taskSettings: {
          FullLoadSettings: { CommitRate: 400 },
          ControlTablesSettings: { ControlSchema: control },
        },
        local: { lanes: 2 },
      }),
    );
    expect(await program('task', 'create', file)).toMatchObject({ code: 0 });
    expect(await program('task', 'start', 'dees')).toMatchObject({ code: 0, err: '' });
    const pid = await eventually(() => {
      const { owner, run } = readTaskStates(folders.state).states[0]!;
      expect(run?.rows).toBeGreaterThan(0);
      return owner!.pid;
    });
    const follower = await Follower.of(folders.state, 'dees');
    await follower.untilEvent('progress');
    const seen: Place[] = [
      ...placesInProcessList(pid),
      ['its environment', readFileSync(`/proc/${pid}/environ`, 'utf8')],
    ];
    process.kill(pid, 'SIGKILL');
    await follower.untilEnd();
    await program('task', 'show', 'dees', '--json');
    const places: Place[] = [
      ...seen,
      ['what was printed', printed.join('\n')],
      ['what was told', JSON.stringify(follower.events)],
      ...placesBelow(...Object.values(folders)),
      ...(await placesInSchema(target, control)),
    ];
    // It was seen, it works, and there was something to find.
    expect(seen.map(([, content]) => String(content)).join('\n')).toContain('task-process');
    expect(places.length).toBeGreaterThan(8);
    expect(findSecret(SECRET, places)).toEqual([]);
    expect(findSecret('task-process', seen)).not.toEqual([]);
  },
);
