/**
 * Our copies beside everything people use instead, in one run, on two private servers of this machine, each
 * figure held against its target. `npm run bench -- --help` names the options. Nothing is left behind.
 */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { DmsError } from '../../src/model/errors.ts';
import { type BenchOptions, benchOptions, type GroupName, USAGE, USUAL_ROWS } from './bench-options.ts';
import type { Arena } from './contestant.ts';
import { Ground, VARIABLES } from './ground.ts';
import { consoleGroup } from './groups/console.ts';
import { copyGroup } from './groups/copy.ts';
import { encodeGroup } from './groups/encode.ts';
import { folderGroup } from './groups/folder.ts';
import type { Findings } from './groups/group.ts';
import { growthGroup } from './groups/growth.ts';
import { indexesGroup } from './groups/indexes.ts';
import { largeObjectGroup } from './groups/large-object.ts';
import { buildOurProgram } from './our-copy.ts';
import { verdictLines } from './report.ts';

/** In the order they run: `indexes` changes the table that the others copy. */
const RUNS: readonly (readonly [GroupName, (arena: Arena) => Promise<Findings>])[] = [
  ['copy', copyGroup],
  ['folder', folderGroup],
  ['encode', encodeGroup],
  ['growth', growthGroup],
  ['large-object', largeObjectGroup],
  ['console', consoleGroup],
  ['indexes', indexesGroup],
];
/** Groups that need no main sample. */
const OWN_SAMPLE: ReadonlySet<GroupName> = new Set(['growth', 'large-object']);
const SCHEMA = 'bench';
/** Above this share of the cores something else is at work, and figures mean little. */
const BUSY_SHARE = 0.2;

async function bench(words: readonly string[]): Promise<number> {
  if (words.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  let options: BenchOptions;
  try {
    options = benchOptions(words);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  const load = loadavg()[0]!;
  const started = performance.now();
  const say = (line: string) => console.error(`${elapsed(started).padStart(7)}  ${line}`);
  say('building dist/');
  await buildOurProgram();
  const ground = await Ground.open(say);
  try {
    const head = [...headLines(ground, options, load), ''];
    const arena: Arena = { ground, options, schema: SCHEMA };
    if (needsMain(options)) await ground.makeSample(SCHEMA, options.rows);
    const all: Findings[] = [];
    for (const [name, run] of RUNS.filter(([known]) => options.groups.includes(known))) {
      say(`${name} …`);
      all.push(await run(arena));
    }
    for (const line of [...head, ...all.flatMap(({ lines }) => [...lines, '']), ...endLines(all, options)])
      console.log(line);
    // A missed target is a figure; a copy that failed or is wrong is a fault.
    const failed = all.some(({ results }) =>
      results.some(({ problem, missing }) => problem !== null && !missing),
    );
    return failed ? 1 : 0;
  } finally {
    await ground.close();
  }
}

function needsMain(options: BenchOptions): boolean {
  if (options.groups.some((name) => !OWN_SAMPLE.has(name))) return true;
  return options.groups.includes('growth') && options.sizes.includes(options.rows);
}

function headLines(ground: Ground, options: BenchOptions, load: number): string[] {
  const cores = availableParallelism();
  const memory = Math.round(totalmem() / 1024 ** 3);
  const variables = Object.entries(VARIABLES).map(([name, value]) => `${name}=${value}`);
  const rows = options.rows.toLocaleString('en');
  const busy = load > BUSY_SHARE * cores ? ': ANOTHER PROGRAM IS AT WORK, the figures are disturbed' : '';
  return [
    `dms-tui bench: ${rows} rows of sample1, 2 lanes, rounds of each contestant: ${options.rounds}`,
    `Two MariaDB ${ground.source.version} servers and all contestants on ${cores} cores (${cpus()[0]?.model.trim()}), ${memory} GB; Node ${process.versions.node}`,
    `Servers: ${variables.join(', ')}`,
    `Load of this machine before the start: ${load.toFixed(2)}${busy}`,
    ...(options.rows === USUAL_ROWS
      ? []
      : [`The targets were set for ${USUAL_ROWS.toLocaleString('en')} rows.`]),
  ];
}

function endLines(all: readonly Findings[], options: BenchOptions): string[] {
  const verdicts = all.flatMap((findings) => findings.verdicts);
  const missing = new Map(
    all.flatMap(({ results }) => results.filter((one) => one.missing).map((one) => [one.name, one.problem!])),
  );
  const peers = [...missing].map(([name, problem]) => `  ${name}: ${problem}`);
  const left = RUNS.map(([name]) => name).filter((name) => !options.groups.includes(name));
  return [
    ...(verdicts.length > 0 ? verdictLines(verdicts) : []),
    '',
    'Ratios compare our copy without validation, as no peer validates. Every copy was compared with the source.',
    ...(peers.length > 0 ? ['Peers missing, their lines skipped:', ...peers] : ['No peer was missing.']),
    ...(left.length > 0 ? [`Groups not run: ${left.join(', ')}.`] : []),
  ];
}

function elapsed(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(0)} s`;
}

function reason(error: unknown): string {
  if (!(error instanceof DmsError)) return error instanceof Error ? error.message : String(error);
  return [error.message, JSON.stringify(error.facts)].join(' ').replaceAll('\\n', '\n');
}

// 'exit' handlers end the servers and the contestants, and remove every file.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  console.error(`\nThe bench failed. ${reason(error)}`);
  process.exitCode = 1;
}
