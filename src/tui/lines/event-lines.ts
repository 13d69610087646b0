/** A run told in lines, as it happens: each change of state once, progress now and then. */
import type { DmsEvent, ProgressSnapshot, TableStatistics } from '../../model/events.ts';
import { printable } from '../layout/text.ts';
import { words } from '../text/words.ts';
import type { Look } from '../theme/look.ts';
import {
  differenceLine,
  issueLine,
  planLines,
  progressLine,
  skippedLine,
  stalledLine,
  startLine,
} from './run-lines.ts';

/** Often enough to see that it lives, rare enough that an hour stays readable in a log. */
const PROGRESS_MS = 10_000;

export class EventLines {
  readonly #look: Look;
  readonly #shown = new Map<string, string>();
  #lastProgress = Number.NEGATIVE_INFINITY;
  #stalled = '';

  constructor(look: Look) {
    this.#look = look;
  }

  /** None for what is no news. An error has a block of its own: see `errorBlock`. */
  take(event: DmsEvent): string[] {
    switch (event.type) {
      case 'run.started':
        return [startLine(event, this.#look)];
      case 'plan':
        return planLines(event);
      case 'issue':
        return [issueLine(event.issue)];
      case 'step':
        return [printable(`${event.table}: ${event.statement}`)];
      case 'object':
        return [printable(words().run.object(event.object, event.name, event.action))];
      case 'rows.skipped':
        return [skippedLine(event)];
      case 'validation.difference':
        return [differenceLine(event.table, event.difference)];
      case 'table.state':
        return this.#state(event.table);
      case 'progress':
        return this.#progress(event.progress, event.atMs);
      default:
        return [];
    }
  }

  #state(table: TableStatistics): string[] {
    const state = stateLine(table);
    if (this.#shown.get(table.source) === state) return [];
    this.#shown.set(table.source, state);
    return [`${printable(table.source)}: ${state}`];
  }

  #progress(progress: ProgressSnapshot, at: number): string[] {
    const waitsFor = progress.stalled.join('; ');
    const isNews = waitsFor !== '' && waitsFor !== this.#stalled;
    this.#stalled = waitsFor;
    if (!isNews && at - this.#lastProgress < PROGRESS_MS) return [];
    this.#lastProgress = at;
    return [progressLine(progress), ...(isNews ? progress.stalled.map(stalledLine) : [])];
  }
}

function stateLine(table: TableStatistics): string {
  const { plan, run } = words();
  if (table.state === 'Table completed') return run.completed(table);
  return table.step === 'indexes' ? run.steps.indexes : plan.states[table.state];
}
