/** What a person may say on the command line of the bench. */
import { parseArgs } from 'node:util';

export const GROUPS = ['copy', 'folder', 'growth', 'large-object', 'console', 'indexes', 'encode'] as const;

export type GroupName = (typeof GROUPS)[number];

export interface BenchOptions {
  readonly rows: number;
  /** How often each contestant runs. */
  readonly rounds: number;
  readonly groups: readonly GroupName[];
  /** Numbers of rows for the group that looks how cost grows. */
  readonly sizes: readonly number[];
}

/** The size the targets were set for. */
export const USUAL_ROWS = 5_000_000;
const QUICK_ROWS = 300_000;
const SIZES = [500_000, 5_000_000, 20_000_000];

export const USAGE = `npm run bench -- [options]
  --rows <n>       rows of sample1 (default ${USUAL_ROWS}, for which the targets were set)
  --quick          ${QUICK_ROWS} rows, and not the group 'growth'
  --only <names>   some of ${GROUPS.join(', ')}; commas between
  --repeat <n>     rounds of each contestant (default 1); with more, the median counts
  --sizes <list>   rows of the group 'growth' (default ${SIZES.join(',')})`;

/** @throws Error whose message is for the person who typed */
export function benchOptions(words: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      rows: { type: 'string' },
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      repeat: { type: 'string', default: '1' },
      sizes: { type: 'string' },
    },
  });
  const quickly = GROUPS.filter((name) => name !== 'growth');
  const only = values.only?.flatMap((list) => list.split(',')).map(groupName);
  return {
    rows: values.rows === undefined ? (values.quick ? QUICK_ROWS : USUAL_ROWS) : count('--rows', values.rows),
    rounds: count('--repeat', values.repeat),
    groups: only ?? (values.quick ? quickly : GROUPS),
    sizes: values.sizes?.split(',').map((size) => count('--sizes', size)) ?? SIZES,
  };
}

function groupName(name: string): GroupName {
  const group = GROUPS.find((known) => known === name.trim());
  if (group === undefined) throw new Error(`--only ${name}: allowed are ${GROUPS.join(', ')}`);
  return group;
}

function count(option: string, written: string): number {
  const number = Number(written.replaceAll('_', ''));
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`${option} ${written}: a whole number from 1 on`);
  return number;
}
