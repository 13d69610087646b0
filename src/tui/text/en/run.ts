/** Words for a run while it is under way, in lines and in the picture of it. */
import type { Difference, ProgressSnapshot, TableStatistics, WaitShares } from '../../../model/events.ts';
import { bytes, clock, compact, exact } from '../numbers.ts';
import { counts } from './counts.ts';
import { plan } from './plan.ts';
import { time } from './time.ts';

const steps: Readonly<Record<NonNullable<TableStatistics['step']>, string>> = {
  rows: 'rows',
  indexes: 'indexes',
  validation: 'validation',
};

export const run = {
  steps,
  /** `dees-copy (resumed): source → target` */
  start: (task: string, way: string, resumed: boolean) => `${task}${resumed ? ' (resumed)' : ''}: ${way}`,
  planned: (tables: number, rows: number, size: number, lanes: number) =>
    `${counts.tables(tables)}, ~${compact(rows)} rows, ~${bytes(size)}, ${counts.lanes(lanes)}`,
  /** Behind the note it helps with. */
  helps: (fix: string) => `Helps: ${fix}`,
  difference: (table: string, { low, high, sourceRows, targetRows }: Difference) => {
    const range = `after ${low?.join(', ') ?? 'the start'} up to ${high?.join(', ') ?? 'the end'}`;
    return `${table}: rows differ ${range} (source ${counts.rows(sourceRows)}, target ${exact(targetRows)})`;
  },
  skipped: (table: string, rows: number, chunk: number, file: string) =>
    `${table}: ${counts.rows(rows)} of chunk ${chunk} left out, kept in ${file}`,
  /** `kind`, as `action` says what became of it: those of events, alike in every log. */
  object: (kind: string, name: string, action: string) => `${kind} ${name}: ${action}`,
  rowsOf: (rows: number, expected: number) => `${compact(rows)} of ~${compact(expected)} rows`,
  rate: ({ rowsPerSecond, bytesPerSecond, phase }: ProgressSnapshot) => {
    const rows = `${compact(rowsPerSecond)} rows/s`;
    return phase === 'load' ? `${rows}  ${bytes(bytesPerSecond)}/s` : `${rows} compared`;
  },
  elapsed: (ms: number) => `${clock(ms)} gone`,
  remaining: (ms: number) => `~${clock(ms)} left`,
  /** Always in this order, so that nothing jumps. */
  waits: ({ source, target, here }: WaitShares) => {
    const share = (part: number) => `${Math.round(part * 100)} %`;
    return `waiting for: target ${share(target)}  source ${share(source)}  this side ${share(here)}`;
  },
  stalled: (waitsFor: string) => `no progress: ${waitsFor}`,
  comparing: 'comparing',
  connecting: 'connecting and planning',
  preparing: 'preparing the target',
  completed: ({ rows, elapsedMs, validation }: TableStatistics) => {
    const settled = validation === 'Validated' || validation === 'Mismatched records';
    const compared = settled ? `, ${plan.validation[validation]}` : '';
    return `completed, ${counts.rows(rows)} in ${time.duration(elapsedMs)}${compared}`;
  },
  counted: (complete: number, tables: number, failed: number) => {
    const done = `${exact(complete)} of ${counts.tables(tables)} complete`;
    return failed === 0 ? done : `${done}, ${exact(failed)} failed`;
  },
  stopping: 'Stopping: what is committed stays. A second Ctrl-C leaves at once.',
};
