/** What every display of a run is: a reader of its events. */
import type { InstanceResult } from '../../host/run-instance.ts';
import type { DmsEvent } from '../../model/events.ts';

export interface Reporter {
  event(event: DmsEvent): void;
  /** Clears the way for a question to the person; events are kept until `resume`. */
  suspend(): void;
  resume(): void;
  /** A line that is not an event: what a signal did. */
  say(line: string): void;
  /** The last word, after `run.finished` and when the report is written. */
  finish(result: InstanceResult): void;
}

/** Where a reporter writes. A terminal's size is asked for each time: it changes. */
export interface Output {
  write(text: string): unknown;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}
