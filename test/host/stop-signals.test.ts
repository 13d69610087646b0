import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { eventually } from '../support/waiting.ts';

const profile = JSON.stringify(new URL('../../src/store/profile.ts', import.meta.url).href);
const module = JSON.stringify(new URL('../../src/host/stop-signals.ts', import.meta.url).href);

/** A program that works for ever, and keeps working after the first signal, as a slow stop does. It does `onFirst` then. */
function worker({ first = '', onFirst = '' } = {}): ChildProcess {
  const script = `
    ${first}
    import { listenForStop } from ${module};
    const { signal, dispose } = listenForStop(() => {
      ${onFirst}
      console.log('asked, aborted: ' + signal.aborted);
    });
    setInterval(() => {}, 1e6);
    console.log('ready');
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function said(child: ChildProcess): Promise<string> {
  const [text] = (await once(child.stdout!, 'data')) as [Buffer];
  return text.toString().trim();
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'the first %s asks for a stop, the second leaves at once with 130',
  async (name) => {
    const child = worker();
    expect(await said(child)).toBe('ready');
    const first = said(child);
    child.kill(name);
    expect(await first).toBe('asked, aborted: true');
    const gone = once(child, 'exit');
    child.kill(name);
    expect(await gone).toEqual([130, null]);
  },
);

test('the second leaves with 130 also where the work has stopped, and the program is about to end', async () => {
  const child = worker({ onFirst: 'dispose();' });
  expect(await said(child)).toBe('ready');
  const first = said(child);
  child.kill('SIGINT');
  await first;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  expect(await gone).toEqual([130, null]);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'a single %s is no second one where something saved was read before',
  async (name) => {
    const home = JSON.stringify(temporaryFolder());
    const first = `
      const { changeProfile, readProfile } = await import(${profile});
      await changeProfile(${home}, 'shop', () => ({}));
      await readProfile(${home});
      process.on(${JSON.stringify(name)}, () => setTimeout(() => console.log('still here'), 50));
    `;
    const child = worker({ first });
    let all = '';
    child.stdout!.on('data', (text: Buffer) => {
      all += text;
    });
    await eventually(() => expect(all).toContain('ready'));
    child.kill(name);
    await eventually(() => expect(all).toContain('still here'));
    expect(all).toContain('asked, aborted: true');
    child.kill('SIGKILL');
  },
);
