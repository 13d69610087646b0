/**
 * Follows a run and folds what it tells, outside of anything that draws: many events become one change. It
 * attaches again when the line was lost, and to the next run of the task when one was started.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { type Attachment, type AttachmentEnd, attach, canBeReached } from '../../../host/attach.ts';
import { readLastEvents } from '../../../host/newest-run.ts';
import type { InstanceResult } from '../../../host/run-instance.ts';
import { type ErrorRecord, errorRecord } from '../../../model/errors.ts';
import type { DmsEvent } from '../../../model/events.ts';
import type { CommandAnswer, Driver, Role, RunCommand } from '../../../model/run-commands.ts';
import { type LogLine, RunLog } from './run-log.ts';
import { emptyView, type RunView, viewAfter, withPastRates } from './run-view.ts';

/** How the console stands to the run. */
export type Link =
  | { readonly kind: 'reaching' }
  | {
      readonly kind: 'attached';
      readonly role: Role;
      readonly driver: Driver | null;
      /** Null for a run in the foreground of another terminal, which takes no commands. */
      readonly pid: number | null;
      /** Its process cannot be reached: its log is shown until it can. */
      readonly lacksLine: boolean;
    }
  /** The run goes on, but nothing comes any more; it is tried again. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'finished'; readonly result: InstanceResult }
  /** Its process was ended from outside. */
  | { readonly kind: 'cut-off' }
  | { readonly kind: 'unreachable'; readonly error: ErrorRecord };

/** All that is known of the run; the same until something is told. */
export interface Followed {
  readonly link: Link;
  /** Folder of the run: its log, its report, its statements; null while none is known. */
  readonly folder: string | null;
  readonly view: RunView;
  readonly log: readonly LogLine[];
  /** When the last word came, on the clock of `performance.now()`. */
  readonly heardAt: number;
}

/** As often as there are pictures: events in between are seen together. */
const FOLD_MS = 100;

/**
 * For how far the run and its chunks are, which is told four times a second. A picture of 40 rows takes 15 ms of a processor that
 * the servers may want: at this pace a console that is open slows a migration on its own machine by less than 3 %.
 */
const PROGRESS_MS = 500;

/** Some minutes of progress; of a run of ten thousand tables some seconds, which is better than to wait for it. */
const RECALLED_BYTES = 2 * 1024 * 1024;

/** A line that was lost by not reading is there again at once; one that stays lost must not be hammered at. */
const AGAIN_MS = 1_000;

export class RunFollower {
  readonly #stateFolder: string;
  readonly #taskId: string;
  readonly #listeners = new Set<() => void>();
  #followed: Followed;
  /** What the next events are added to: nothing, once attached anew. */
  #view = emptyView();
  #log = new RunLog();
  #pending: DmsEvent[] = [];
  #timer: NodeJS.Timeout | null = null;
  #foldAt = 0;
  #attachment: Attachment | null = null;
  #goOn: () => void = () => {};

  constructor(stateFolder: string, taskId: string) {
    this.#stateFolder = stateFolder;
    this.#taskId = taskId;
    this.#followed = {
      link: { kind: 'reaching' },
      folder: null,
      view: this.#view,
      log: [],
      heardAt: performance.now(),
    };
  }

  get followed(): Followed {
    return this.#followed;
  }

  /** `listener` is called after changes, ten times a second at most, until the signal aborts. */
  subscribe(listener: () => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener), { once: true });
  }

  /** Follows until the signal aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const end = await this.#attachOnce(signal);
      this.#attachment = null;
      if (end.kind === 'closed') return;
      if (end.kind === 'line-is-back') continue;
      this.#change({ link: end });
      if (end.kind === 'lost') await wait(AGAIN_MS, undefined, { signal }).catch(() => {});
      else await this.#asked(signal);
    }
  }

  /** Attaches to the run of the task that has just been started. */
  again(): void {
    this.#goOn();
  }

  async send(command: RunCommand): Promise<CommandAnswer> {
    const attachment = this.#attachment;
    return attachment === null ? { result: 'refused', why: 'over' } : await attachment.send(command);
  }

  async #attachOnce(signal: AbortSignal): Promise<Link | Left> {
    const leaving = new AbortController();
    try {
      return await new Promise((resolve, reject) => {
        const handlers = {
          onEvent: (event: DmsEvent) => this.#hear(event),
          onPresent: () => {
            this.#fold();
            this.#recall();
          },
          onDriver: (driver: Driver | null, role: Role) => this.#drive(role, driver),
          onEnd: (end: AttachmentEnd) => {
            this.#fold();
            resolve(linkAfter(end));
          },
        };
        attach(this.#stateFolder, this.#taskId, handlers, AbortSignal.any([signal, leaving.signal])).then(
          (attachment) => {
            this.#begin(attachment);
            if (!attachment.lacksLine) return;
            void this.#lineBack(leaving.signal).then(() => resolve({ kind: 'line-is-back' }));
          },
          reject,
        );
      });
    } catch (error) {
      return { kind: 'unreachable', error: errorRecord(error) };
    } finally {
      leaving.abort();
    }
  }

  /** Resolves when the process of the run can be reached, or on the signal. */
  async #lineBack(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !(await canBeReached(this.#stateFolder, this.#taskId))) {
      await wait(AGAIN_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** The present is told anew: what was known before is shown until it comes. */
  #begin(attachment: Attachment): void {
    this.#attachment = attachment;
    this.#pending = [];
    this.#view = emptyView();
    this.#log = new RunLog();
    const { role, driver, pid, lacksLine, folder } = attachment;
    const link = { kind: 'attached', role, driver, pid, lacksLine } as const;
    this.#change({ link, folder, heardAt: performance.now() });
  }

  #drive(role: Role, driver: Driver | null): void {
    const { link } = this.#followed;
    if (link.kind === 'attached') this.#change({ link: { ...link, role, driver } });
  }

  #hear(event: DmsEvent): void {
    this.#pending.push(event);
    const delay = event.type === 'progress' || event.type === 'chunks' ? PROGRESS_MS : FOLD_MS;
    const at = performance.now() + delay;
    if (this.#timer !== null && this.#foldAt <= at) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#foldAt = at;
    this.#timer = setTimeout(() => this.#fold(), delay);
  }

  #fold(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const events = this.#pending;
    this.#pending = [];
    if (events.length === 0) return;
    this.#view = viewAfter(this.#view, events);
    this.#change({ view: this.#view, log: this.#log.after(events), heardAt: performance.now() });
  }

  /** The line of rates has its past, whoever comes and whenever. */
  #recall(): void {
    const { folder } = this.#followed;
    if (folder === null || this.#view.progress === null) return;
    this.#view = withPastRates(this.#view, readLastEvents(folder, RECALLED_BYTES));
    this.#change({ view: this.#view });
  }

  async #asked(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#goOn = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  #change(change: Partial<Followed>): void {
    this.#followed = { ...this.#followed, ...change };
    for (const listener of this.#listeners) listener();
  }
}

/** Followed no longer: by our own will, or to attach to a process that takes connections again. */
type Left = { readonly kind: 'closed' } | { readonly kind: 'line-is-back' };

function linkAfter(end: AttachmentEnd): Link | Left {
  return end.reason === 'finished' ? { kind: 'finished', result: end.result } : { kind: end.reason };
}
