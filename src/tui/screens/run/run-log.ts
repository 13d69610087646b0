/** The log of a run as its screen shows it: the events in the words of the plain display, the newest of them. */
import type { DmsEvent } from '../../../model/events.ts';
import { EventLines } from '../../lines/event-lines.ts';
import { errorBlock } from '../../lines/run-lines.ts';
import { chooseLook, speaksUnicode } from '../../theme/look.ts';

export interface LogLine {
  /** Since the run began. */
  readonly atMs: number;
  readonly text: string;
  readonly isError: boolean;
}

/** Nobody scrolls back further; all of them are in the log file. */
const MOST_LINES = 5_000;

export class RunLog {
  /** Lines are kept as they are, so they have no colours: those come when they are drawn. */
  readonly #look = chooseLook({ unicode: speaksUnicode(), colour: false });
  readonly #lines = new EventLines(this.#look);
  #all: readonly LogLine[] = [];

  /** All lines after these events too. */
  after(events: readonly DmsEvent[]): readonly LogLine[] {
    const news = events.flatMap((event) => this.#linesOf(event));
    if (news.length > 0) this.#all = [...this.#all, ...news].slice(-MOST_LINES);
    return this.#all;
  }

  #linesOf(event: DmsEvent): LogLine[] {
    const { atMs } = event;
    if (event.type === 'error') {
      const block = errorBlock(event.error, event.table, this.#look);
      return block.map((text) => ({ atMs, text, isError: true }));
    }
    return this.#lines.take(event).map((text) => ({ atMs, text, isError: false }));
  }
}
