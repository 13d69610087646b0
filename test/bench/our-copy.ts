/** Our program as people run it: the built `dist/bin.js`, in a process of its own, by this Node. */
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/lab/servers/program.ts';
import type { EventBody } from '../../src/model/events.ts';
import type { Round } from './contestant.ts';
import type { Ground } from './ground.ts';
import { timedCommand } from './timed-command.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = join(ROOT, 'dist/bin.js');

/**
 * Runs inside the measured process at its end. The peak that `getrusage` knows may be that of the process
 * it was forked from, so the kernel's own mark for this program image is taken where there is one.
 */
const MEASURE = `
  import { readFileSync, writeFileSync } from 'node:fs';
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    let peakKb = maxRSS;
    try { peakKb = Number(/^VmHWM:\\s*(\\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]); } catch {}
    writeFileSync(process.env.BENCH_USAGE, JSON.stringify({ cpuMicroseconds: userCPUTime + systemCPUTime, peakKb }));
  });
`;

export async function buildOurProgram(): Promise<void> {
  const { code, output } = await run(['npm', 'run', 'build', '--silent', '--prefix', ROOT]);
  if (code !== 0) throw new Error(`npm run build ended with ${code}:\n${output.slice(-2_000)}`);
}

/** `dms-tui copy` of one schema with 2 lanes. */
export async function ourCopy(
  ground: Ground,
  schema: string,
  target: string,
  options: { readonly validate: boolean; readonly timeoutMs: number },
): Promise<Round> {
  const usage = join(ground.work, 'usage.json');
  const events = join(ground.work, 'events.jsonl');
  const words = ['copy', ground.source.url(schema), target, '--lanes', '2', '--json'];
  const command = [
    process.execPath,
    `--import=data:text/javascript,${encodeURIComponent(MEASURE)}`,
    PROGRAM,
    ...words,
    ...(options.validate ? [] : ['--no-validate']),
  ];
  const output = openSync(events, 'w');
  try {
    const seconds = await timedCommand(command, {
      env: {
        BENCH_USAGE: usage,
        DMS_TUI_HOME: join(ground.work, 'home'),
        DMS_TUI_SOURCE_PASSWORD: ground.source.password,
        DMS_TUI_TARGET_PASSWORD: ground.target.password,
      },
      output,
      timeoutMs: options.timeoutMs,
    });
    const { cpuMicroseconds, peakKb } = JSON.parse(readFileSync(usage, 'utf8')) as {
      cpuMicroseconds: number;
      peakKb: number;
    };
    const cpuSeconds = cpuMicroseconds / 1e6;
    return { seconds, parts: partsOf(events), cpuSeconds, peakBytes: peakKb * 1024 };
  } finally {
    closeSync(output);
  }
}

function partsOf(eventsFile: string): Record<string, number> {
  const events = readFileSync(eventsFile, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as EventBody);
  const end = events.at(-1);
  if (end?.type !== 'run.finished' || end.outcome !== 'done')
    throw new Error('the copy did not end with "done"');
  const load = end.loadMs / 1000;
  return end.validationMs > 0 ? { load, validation: end.validationMs / 1000 } : { load };
}
