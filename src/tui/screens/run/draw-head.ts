/** The head of a run: what it is, how far it is, how fast, who is waited for, how the dials stand. */
import type { ProgressSnapshot } from '../../../model/events.ts';
import { cut, padEnd, padStart, printable, width } from '../../layout/text.ts';
import { remainingOf, rowsOf, shareOf, waitsOf } from '../../lines/run-lines.ts';
import type { Room } from '../../place.ts';
import { bytes } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { bar } from '../../widgets/bar.ts';
import { sparkline } from '../../widgets/sparkline.ts';
import { errorCount } from './errors/error-list.ts';
import { ratesOf } from './rate-history.ts';
import { type RunState, stageOf } from './run-state.ts';
import { hasFailed, isAtWork } from './table-view.ts';

/** Where the line of the whole ends with its widest bar; the times stand above its end. */
const WIDEST_HEAD = 88;
/** Wider bars say nothing more, and each cell is three bytes on a line that may be slow. */
const WIDEST_BAR = 50;
const NARROW_BAR = 24;
const LEAST_BAR = 10;
/** Room for the longest rate; what stands behind it must not jump. */
const RATE_COLUMNS = 24;
/** From here on what is waited for stands beside the rate. */
const ONE_LINE = 100;
const SPARK_CELLS = 12;
const GAP = '   ';
const LOW_ROWS = 9;
const WIDE_SPARK_CELLS = 24;

/** As many as `headLines` gives. */
export function headRows({ columns, rows }: Room): number {
  if (rows < LOW_ROWS) return 3;
  return columns < ONE_LINE ? 5 : 4;
}

/** In a low window only what changes: the tables must stay in sight. */
export function headLines(state: RunState, progress: ProgressSnapshot, look: Look, room: Room): string[] {
  const { columns } = room;
  const lines = [
    titleLine(state, look, columns, words().run.elapsed(progress.elapsedMs), remainingOf(progress)),
    totalLine(progress, look, columns),
    ...rateLines(state, progress, look, columns),
    dialsLine(state, progress, look, columns),
  ];
  return lines
    .slice(0, headRows(room))
    .map((line) => (width(line) > columns ? cut(line, columns, look.ellipsis) : line));
}

/** The name and what goes on at the left, the times at the right. */
export function titleLine(
  state: RunState,
  look: Look,
  columns: number,
  elapsed: string,
  remaining: string | null,
): string {
  const widest = Math.min(columns, WIDEST_HEAD) - 2;
  const right = [elapsed, remaining].filter((part) => part !== null).join('   ');
  const doing = phaseOf(state);
  const room = widest - 2 - width(doing) - 2 - width(right) - 2;
  const name = cut(printable(state.taskId), Math.max(8, room), look.ellipsis);
  const left = `  ${look.paint('bold', name)}  ${doing}`;
  return `${left}${' '.repeat(Math.max(2, widest - width(left) - width(right)))}${right}`;
}

/** What goes on, in a word or two. */
function phaseOf(state: RunState): string {
  const { phases } = words().runScreen;
  const { view } = state.followed;
  const stage = stageOf(state);
  if (stage === 'cut-off') return phases.cutOff;
  if (state.asked === 'stop') return phases.stopping;
  if (stage === 'waiting') return view.question === null ? phases.preparing : phases.asking;
  if (view.dials?.paused ?? view.progress?.paused) return phases.paused;
  const active = view.tables.map((table) => table.statistics).filter(isAtWork);
  if (active.some((table) => table.step === 'rows' || table.step === null)) return phases.load;
  if (active.some((table) => table.step === 'indexes')) return phases.indexes;
  if (active.length > 0 || view.progress?.phase === 'validation') return phases.validation;
  return phases.load;
}

function totalLine(progress: ProgressSnapshot, look: Look, columns: number): string {
  const after = `  ${padStart(shareOf(progress), 5)}   ${rowsOf(progress)}`;
  const cells = Math.min(columns < ONE_LINE ? NARROW_BAR : WIDEST_BAR, columns - 4 - width(after));
  if (cells < LEAST_BAR) return `  ${after.trim()}`;
  const share = progress.rows / Math.max(progress.rows, progress.expectedRows, 1);
  return `  ${look.paint('accent', bar(share, cells, look))}${after}`;
}

/** The past first: it changes least, and only what changes is sent to the terminal. */
function rateLines(state: RunState, progress: ProgressSnapshot, look: Look, columns: number): string[] {
  const { rates } = state.followed.view;
  const cells = columns < ONE_LINE ? SPARK_CELLS : WIDE_SPARK_CELLS;
  const past = padEnd(sparkline(rates === null ? [] : ratesOf(rates), cells, look), cells);
  const rate = `  ${past}  ${words().run.rate(progress)}`;
  const waits = waitsOf(progress.waits) ?? '';
  if (columns < ONE_LINE) return [rate, `  ${waits}`];
  return [`${padEnd(rate, 2 + cells + 2 + RATE_COLUMNS)}  ${waits}`];
}

/** What must be seen stands first: a narrow window cuts the end. */
function dialsLine(state: RunState, progress: ProgressSnapshot, look: Look, columns: number): string {
  const says = words().runScreen;
  const { dials, tables, report, skipped } = state.followed.view;
  const failed = tables.filter((table) => hasFailed(table.statistics)).length;
  const wrongs = errorCount(report, skipped);
  const all = Math.max(progress.tablesTotal, tables.length);
  const before = says.complete(Math.max(0, progress.tablesDone - failed), all);
  const errors = says.errors(wrongs);
  const after = [
    dials === null ? says.lanes(progress.lanes) : says.lanesOf(dials.lanes, dials.most),
    ...(dials === null ? [] : [dials.rate === null ? says.noLimit : says.limit(bytes(dials.rate))]),
  ].join(GAP);
  const room = columns - 2 - width(before) - width(errors) - 2 * GAP.length;
  return [
    `  ${look.paint('dim', before)}`,
    look.paint(wrongs === 0 ? 'dim' : 'bad', errors),
    look.paint('dim', cut(after, Math.max(1, room), look.ellipsis)),
  ].join(GAP);
}
