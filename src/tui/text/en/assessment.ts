/** Words of the assessment in the wizard. */
import { plural } from './counts.ts';

export const assessment = {
  looking: (done: number, of: number) => `Looking before anything is touched: ${done} of ${of} …`,
  more: (lines: number) => `${plural(lines, 'line')} below`,
  overrideTitle: (failed: number) =>
    `${failed === 1 ? 'A check' : `${failed} checks`} failed. The task will most likely stop there. Go on all the same?`,
  override: 'go on all the same',
};

export const start = {
  question: (task: string, key: string) => `${task} is ready: ${key} starts it.`,
  planning: 'Planning …',
  starting: 'Starting …',
  columns: { table: 'TABLE', rows: 'ROWS', size: 'SIZE', chunks: 'CHUNKS', target: 'ON THE TARGET' },
  prep: {
    created: () => 'is created',
    kept: (rows: number) => (rows === 0 ? 'is empty' : `rows are added to ${plural(rows, 'row')}`),
    truncated: (rows: number) => `${plural(rows, 'row')} removed first`,
    recreated: (rows: number) => `dropped with ${plural(rows, 'row')}, made anew`,
    resumed: () => 'goes on from the checkpoint',
    complete: () => 'is complete',
  },
  total: (rows: string, size: string, lanes: number, time: string) =>
    `~${rows} rows, ~${size}, ${plural(lanes, 'lane')}, about ${time}`,
  log: (folder: string) => `logs and report: ${folder}`,
  removes: {
    truncate: 'All rows of these tables on the target will be removed:',
    'drop-and-create': 'These tables on the target will be dropped with all their rows:',
  },
  tableRows: (table: string, rows: string) => `${table}  ${rows} rows`,
  yes: 'remove them and start',
  exported: (file: string) => `The task file is ${file}`,
  fileThere: (file: string) => `${file} is there already; nothing was written.`,
};
