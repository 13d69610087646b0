import { beforeAll, describe, expect, test, vi } from 'vitest';
import { keptWorldOf, keptWorlds, stopWorld } from '../../../src/lab/world/kept-worlds.ts';
import { openWorld } from '../../../src/lab/world/world.ts';
import { processRuns } from '../../../src/store/process-identity.ts';
import { mariadb } from '../../support/servers.ts';
import { eventually } from '../../support/waiting.ts';
import { commandOf, expectNothingLeft, filesIn, owner, ownTmp, processesOf } from './support.ts';

// Has MariaDB installed where it is not.
beforeAll(() => mariadb('a').then(() => {}));

describe.runIf(process.platform === 'linux')('a lab killed by SIGKILL leaves nothing', () => {
  test.each([
    ['before anything is made', '"begun"'],
    ['while the first server is made', '"side":"source"'],
    ['while the source is filled', 'dees.sample1'],
  ])('%s', async (_when, line) => {
    const tmp = ownTmp();
    const lab = owner(tmp);
    await lab.says(line);
    await lab.end('SIGKILL');
    await expectNothingLeft(tmp);
  });

  test('in the midst of making a data folder, which a script of the server does', async () => {
    const tmp = ownTmp();
    const lab = owner(tmp);
    await eventually(() => {
      expect(processesOf(tmp).map(commandOf).join('\n')).toContain('--bootstrap');
    });
    await lab.end('SIGKILL');
    await expectNothingLeft(tmp);
  });

  test('when all is ready, with a store in it', async () => {
    const tmp = ownTmp();
    const lab = owner(tmp, 'await world("mysql-to-s3");');
    await lab.says('"ready"');
    await lab.end('SIGKILL');
    await expectNothingLeft(tmp);
  });

  test('when all is ready, and what runs in its state folder ends too', async () => {
    const tmp = ownTmp();
    const claim = JSON.stringify(new URL('../../../src/store/owner-lock.ts', import.meta.url).href);
    const lab = owner(
      tmp,
      `const { home } = await world("mysql-to-mysql");
       const { spawn } = await import('node:child_process');
       const working = 'const { claim } = await import(' + JSON.stringify(${claim}) + ');' +
         'claim(process.argv[1] + "/tasks/shop", { kind: "task", id: "shop" }, "loading");' +
         'console.log("claimed"); setInterval(() => {}, 1e6);';
       const run = spawn(process.execPath, ['--input-type=module', '-e', working, home], {
         detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
       run.stdout.once('data', () => say({ making: 'claimed' }));`,
    );
    await lab.says('"claimed"');
    await lab.end('SIGKILL');
    await expectNothingLeft(tmp);
  });
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('a lab ended by %s leaves nothing', async (signal) => {
  const tmp = ownTmp();
  const lab = owner(tmp);
  await lab.says('"side":"source"');
  await lab.end(signal);
  await expectNothingLeft(tmp);
});

test('a set-up that is called off while it is made leaves nothing, and says so', async () => {
  const tmp = ownTmp();
  vi.stubEnv('TMPDIR', tmp);
  try {
    const stop = new AbortController();
    const opening = openWorld(
      { lab: 'mysql-to-mysql', full: false },
      ({ making }) => making === 'table' && stop.abort(),
      stop.signal,
    );
    await expect(opening).rejects.toMatchObject({ kind: 'interrupted' });
    expect(filesIn(tmp)).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('the next start clears away what is left when even the keeper was killed', async () => {
  const tmp = ownTmp();
  const first = owner(tmp);
  const { keeper, folder } = JSON.parse(await first.says('"ready"')) as { keeper: number; folder: string };
  process.kill(keeper, 'SIGKILL');
  await eventually(() => expect(processRuns(keeper)).toBe(false));
  await first.end('SIGKILL');
  expect(filesIn(tmp)).not.toEqual([]);
  const second = owner(
    tmp,
    'const made = await world("mysql-to-mysql"); await made.close(); process.exit();',
  );
  const after = JSON.parse(await second.says('"ready"')) as { folder: string };
  expect(after.folder).not.toBe(folder);
  await expectNothingLeft(tmp);
});

test('a set-up that is kept outlives its lab, is found again, and goes when it is stopped', async () => {
  const tmp = ownTmp();
  const lab = owner(
    tmp,
    'const made = await world("mysql-to-mysql"); await made.keep(); say({ making: "kept" });',
  );
  await lab.says('"kept"');
  await lab.end('SIGKILL');
  vi.stubEnv('TMPDIR', tmp);
  try {
    expect(await keptWorldOf('mysql-to-s3')).toBeNull();
    const [kept, ...more] = await keptWorlds();
    expect(more).toEqual([]);
    const [row] = await kept!.ask('source', 'SELECT COUNT(*) AS n FROM dees.movies');
    expect(row).toEqual({ n: '62423' });
    await kept!.close();
    expect(await keptWorlds()).toHaveLength(1);
    await stopWorld(kept!);
    await expectNothingLeft(tmp);
    expect(await keptWorlds()).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
  }
});
