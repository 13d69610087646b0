import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const module = JSON.stringify(new URL('../../src/host/stop-signals.ts', import.meta.url).href);

/** A program that works for ever, and keeps working after the first signal, as a slow stop does. */
function worker(): ChildProcess {
  const script = `
    import { listenForStop } from ${module};
    const { signal } = listenForStop(() => console.log('asked, aborted: ' + signal.aborted));
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
