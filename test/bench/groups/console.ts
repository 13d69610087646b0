/** What the console costs: until it is there, and while a migration runs beside it. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn } from '@lydell/node-pty';
import type { RunReport } from '../../../src/host/run-report.ts';
import { startTask } from '../../../src/host/start-task.ts';
import { saveTask } from '../../../src/store/tasks.ts';
import type { Arena } from '../contestant.ts';
import type { Verdict } from '../report.ts';
import type { Findings } from './group.ts';

const PROGRAM = fileURLToPath(new URL('../../../dist/bin.js', import.meta.url));
const TASK = 'with-a-console';
const STARTS = 7;
const LOOK_MS = 200;
/** first frame 1.0 s, `--version` 150 ms, at most 3 % beside a run. */
const TARGETS = { firstFrameSeconds: 1, versionSeconds: 0.15, besideRun: 1.03 };

export async function consoleGroup(arena: Arena): Promise<Findings> {
  const home = join(arena.ground.work, 'console-home');
  mkdirSync(home, { recursive: true });
  const version = await middleOf(STARTS, () => until(['--version'], home, /\d\.\d/));
  const frame = await middleOf(STARTS, () => until([], home, /dms-tui/));
  await saveBenchTask(arena, home);
  const alone: number[] = [];
  const watched: number[] = [];
  // In turns, so that what else the machine does disturbs both alike.
  for (let round = 0; round < Math.max(3, arena.options.rounds); round += 1) {
    alone.push(await runSeconds(arena, home, false));
    watched.push(await runSeconds(arena, home, true));
  }
  const verdicts: Verdict[] = [
    {
      what: '--version, from the command to its line',
      figure: version,
      target: TARGETS.versionSeconds,
      unit: 's',
    },
    {
      what: 'console, from the command to its first frame',
      figure: frame,
      target: TARGETS.firstFrameSeconds,
      unit: 's',
    },
    {
      what: 'load with the console open ÷ without',
      figure: median(watched) / median(alone),
      target: TARGETS.besideRun,
      unit: 'ratio',
    },
  ];
  const shown = (all: readonly number[]) => all.map((one) => one.toFixed(2)).join(', ');
  const lines = [
    'The console',
    `  --version ${version.toFixed(3)} s, first frame ${frame.toFixed(3)} s (medians of ${STARTS})`,
    `  load without a console ${shown(alone)} s, with one open ${shown(watched)} s`,
  ];
  return { lines, verdicts, results: [] };
}

async function middleOf(times: number, measure: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let time = 0; time < times; time += 1) all.push(await measure());
  return median(all);
}

function median(all: readonly number[]): number {
  return all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)]!;
}

function openInTerminal(words: readonly string[], home: string) {
  return spawn(process.execPath, [PROGRAM, ...words], {
    name: 'xterm-256color',
    cols: 120,
    rows: 40,
    env: { PATH: process.env.PATH, HOME: home, DMS_TUI_HOME: home, TERM: 'xterm-256color', LANG: 'C.UTF-8' },
  });
}

/** Seconds until this can be read in a terminal. */
async function until(words: readonly string[], home: string, wanted: RegExp): Promise<number> {
  const started = performance.now();
  const terminal = openInTerminal(words, home);
  let written = '';
  const ended = new Promise<void>((resolve) => terminal.onExit(() => resolve()));
  await new Promise<void>((resolve) => {
    terminal.onData((text) => {
      written += text;
      if (wanted.test(written)) resolve();
    });
  });
  const seconds = (performance.now() - started) / 1000;
  terminal.kill('SIGKILL');
  await ended;
  return seconds;
}

async function saveBenchTask({ ground, schema }: Arena, home: string): Promise<void> {
  const rule = {
    'rule-type': 'selection',
    'rule-id': '1',
    'rule-name': '1',
    'object-locator': { 'schema-name': schema, 'table-name': '%' },
    'rule-action': 'include',
  };
  await saveTask(home, {
    task: TASK,
    source: { url: ground.source.url() },
    target: { url: ground.target.url() },
    tableMappings: { rules: [rule] },
    taskSettings: {
      FullLoadSettings: { TargetTablePrepMode: 'DROP_AND_CREATE' },
      ValidationSettings: { EnableValidation: false },
    },
  });
}

/** Seconds of the load, in a process of its own; `watched` by a console that shows it. */
async function runSeconds({ ground }: Arena, home: string, watched: boolean): Promise<number> {
  const secrets = {
    source: { password: ground.source.password, bastion: null },
    target: { password: ground.target.password, bastion: null },
  };
  const { folder } = await startTask({
    stateFolder: home,
    taskId: TASK,
    mode: 'start',
    secrets,
    confirmed: true,
  });
  const terminal = watched ? openInTerminal([], home) : null;
  // The task is the only one of the list.
  terminal?.onData(openOnce(terminal));
  const report = await reportOf(folder);
  terminal?.kill('SIGKILL');
  if (report.outcome !== 'done') throw new Error(`the run ended as ${report.outcome}`);
  return report.loadMs / 1000;
}

function openOnce(terminal: ReturnType<typeof openInTerminal>): (text: string) => void {
  let isOpen = false;
  return (text) => {
    if (isOpen || !text.includes(TASK)) return;
    isOpen = true;
    terminal.write('\r');
  };
}

async function reportOf(folder: string): Promise<RunReport> {
  for (;;) {
    try {
      const report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as RunReport;
      if (report.outcome !== null) return report;
    } catch {
      // It still runs.
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}
