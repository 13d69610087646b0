/** Commands: what a run can be told while it goes on. Serialisable, as events are. */
import * as v from 'valibot';

export type RunCommand =
  /** Ends the run; its checkpoint is kept. */
  | { readonly type: 'stop' }
  /** No lane reads on; what was read is made safe first. */
  | { readonly type: 'pause' }
  | { readonly type: 'resume' }
  | { readonly type: 'lanes'; readonly lanes: number }
  /** Null: as fast as it goes. */
  | { readonly type: 'rate'; readonly bytesPerSecond: number | null }
  /** To the question before rows are removed. */
  | { readonly type: 'answer'; readonly yes: boolean };

/** Who of those that are attached may tell the run what to do: one `driver`, all others are watchers. */
export type Role = 'driver' | 'watcher';

/** Who drives a run. */
export interface Driver {
  readonly pid: number;
  /** ISO 8601, UTC. */
  readonly since: string;
  /** In its own words: `console`, `task start`. */
  readonly doing: string;
}

export type CommandAnswer =
  | { readonly result: 'done' }
  /** Somebody else drives the run. */
  | ({ readonly result: 'busy' } & Driver)
  /**
   * `nothing-asked`: an answer without a question; `lanes`: fewer than 1 or more than `most`; `rate`: less than
   * `least` bytes per second; `over`: the run has ended; `not-here`: a run in the foreground of another
   * terminal takes no commands; `no-line`: its process is there and cannot be reached just now; `unknown`: the
   * run is of an older version, which cannot do that.
   */
  | {
      readonly result: 'refused';
      readonly why: 'nothing-asked' | 'lanes' | 'rate' | 'over' | 'not-here' | 'no-line' | 'unknown';
      readonly most?: number;
      readonly least?: number;
    };

const commandShape = v.variant('type', [
  v.object({ type: v.literal('stop') }),
  v.object({ type: v.literal('pause') }),
  v.object({ type: v.literal('resume') }),
  v.object({ type: v.literal('lanes'), lanes: v.pipe(v.number(), v.safeInteger()) }),
  v.object({
    type: v.literal('rate'),
    bytesPerSecond: v.nullable(v.pipe(v.number(), v.finite())),
  }),
  v.object({ type: v.literal('answer'), yes: v.boolean() }),
]);

/** Null for what is no command that is known here. */
export function readCommand(written: unknown): RunCommand | null {
  const read = v.safeParse(commandShape, written);
  return read.success ? read.output : null;
}
