/** The tasks, one in a row: how each stands, from where to where, how far it is. */
import type { TaskState } from '../../../host/task-state.ts';
import { printable } from '../../layout/text.ts';
import { compact, percent } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import type { Look, Style } from '../../theme/look.ts';
import { bar } from '../../widgets/bar.ts';
import type { DataColumn } from '../../widgets/data-list.ts';
import type { TaskRow } from './home-rows.ts';
import { endText } from './read-home.ts';

const BAR = 6;

export function taskColumns(now: number, look: Look): DataColumn<TaskRow>[] {
  const { taskColumns: titles } = words().home;
  return [
    { title: titles.task, align: 'left', shrinks: 'middle', cell: ({ id }) => printable(id) },
    {
      title: titles.status,
      align: 'left',
      shrinks: 'end',
      cell: (row) => statusCell(row, look),
      style: statusStyle,
    },
    {
      title: titles.way.replace('→', look.arrow),
      align: 'left',
      shrinks: 'middle',
      goes: 3,
      cell: ({ state }) => (state === null ? '' : wayOf(state, look)),
    },
    { title: titles.tables, align: 'right', shrinks: 'never', goes: 2, cell: tablesCell },
    { title: titles.rows, align: 'right', shrinks: 'never', cell: rowsCell },
    { title: titles.last, align: 'right', shrinks: 'never', goes: 1, cell: (row) => lastCell(row, now) },
  ];
}

export function wayOf({ task }: TaskState, look: Look): string {
  return `${printable(endText(task.source))} ${look.arrow} ${printable(endText(task.target))}`;
}

export function statusCell({ state }: TaskRow, look: Look): string {
  const says = words().home;
  if (state === null) return `${look.bad} ${says.unreadable}`;
  return `${markOf(state, look)} ${statusWords(state)}${progressOf(state, look)}`;
}

function statusWords({ status, run }: TaskState): string {
  const says = words().home;
  if (run?.asks) return says.asks;
  const word = words().task.statuses[status];
  if (status === 'running' && run?.phase === 'validation') return says.compares(word);
  return (status === 'stopped' || status === 'failed') && run?.canResume ? says.canResume(word) : word;
}

function markOf({ status, run }: TaskState, look: Look): string {
  if (run?.asks) return look.warn;
  switch (status) {
    case 'ready':
      return look.dot.open;
    case 'starting':
    case 'running':
      return look.running;
    case 'paused':
    case 'stopped':
      return look.paused;
    case 'load-complete':
      return look.ok;
    default:
      return look.bad;
  }
}

function progressOf({ status, run }: TaskState, look: Look): string {
  if (run === null || run.asks || (status !== 'running' && status !== 'paused')) return '';
  const whole = Math.max(run.rows + 1, run.expectedRows);
  // Where there is no room the bar is cut, and not the number.
  return `  ${percent(run.rows, whole).padStart(4)} ${bar(run.rows / whole, BAR, look)}`;
}

function statusStyle({ state }: TaskRow): Style | null {
  if (state === null) return 'bad';
  if (state.run?.asks) return 'warn';
  switch (state.status) {
    case 'starting':
    case 'running':
      return 'accent';
    case 'paused':
    case 'stopped':
      return 'warn';
    case 'load-complete':
      return 'ok';
    case 'ready':
      return null;
    default:
      return 'bad';
  }
}

function tablesCell({ state }: TaskRow): string {
  const run = state?.run ?? null;
  return run === null || run.tablesTotal === 0 ? '' : `${run.tablesDone}/${run.tablesTotal}`;
}

function rowsCell({ state }: TaskRow): string {
  const run = state?.run ?? null;
  return run?.began ? compact(run.rows) : '';
}

/** A clock that was set back makes no time negative. */
function lastCell({ state }: TaskRow, now: number): string {
  const run = state?.run ?? null;
  if (run === null) return '';
  const when = state?.owner !== null && run.finished === null ? null : (run.finished ?? run.started);
  const ms = when === null ? 0 : Math.max(0, now - Date.parse(when));
  return words().home.ago(ms);
}
