/**
 * Who goes through a lab beside the person: knows the step, looks again and again whether it is done, and does it
 * for the person when asked.
 */
import type { Step, Verdict } from '../../../lab/lessons/lesson.ts';
import type { LabSession } from '../../../lab/lessons/session.ts';
import { type ErrorRecord, errorRecord } from '../../../model/errors.ts';
import type { DmsEvent } from '../../../model/events.ts';
import type { Companion } from '../../companion.ts';
import { doneLine } from '../../lines/lab-lines.ts';
import { progressLine } from '../../lines/run-lines.ts';
import type { AnyVisit, Room } from '../../place.ts';
import type { Look } from '../../theme/look.ts';
import { panelLines, stripLines } from './draw-teacher.ts';
import { guideVisit } from './guide.ts';

/** Short enough that a person who looks up sees it, long enough that servers do not notice. */
const LOOK_MS = 2_000;

export interface TeacherView {
  readonly step: Step;
  /** From 1. */
  readonly at: number;
  readonly of: number;
  /** Null until it was looked for the first time. */
  readonly verdict: Verdict | null;
  /** How many hints were asked for. */
  readonly hints: number;
  /** What is done for the person, as far as it has come; null when nothing is. */
  readonly doing: readonly string[] | null;
  readonly error: ErrorRecord | null;
  readonly isOver: boolean;
}

export class Teacher implements Companion {
  readonly session: LabSession;
  readonly #listeners = new Set<() => void>();
  readonly #abort = new AbortController();
  #verdict: Verdict | null = null;
  #hints = 0;
  #doing: string[] | null = null;
  #error: ErrorRecord | null = null;
  /** On the way to another step; null when it has come there. */
  #moving: Promise<void> | null = null;
  #isLooking = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(session: LabSession) {
    this.session = session;
  }

  /** Begins to look; nothing keeps the process alive for it. */
  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
    this.#timer.unref();
    void this.look();
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#abort.abort();
  }

  get view(): TeacherView {
    const { current: step, steps, isOver } = this.session;
    return {
      step,
      at: steps.indexOf(step) + 1,
      of: steps.length,
      verdict: this.#verdict,
      hints: this.#hints,
      doing: this.#doing,
      error: this.#error,
      isOver,
    };
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  strip(columns: number, look: Look): readonly string[] {
    return stripLines(this.view, columns, look);
  }

  panel(room: Room, look: Look): readonly string[] {
    return panelLines(this.view, room, look);
  }

  visit(): AnyVisit {
    return guideVisit(this);
  }

  /** Looks whether the step is done. */
  async look(): Promise<void> {
    if (this.#isLooking || this.#doing !== null) return;
    this.#isLooking = true;
    const { current } = this.session;
    try {
      const verdict = await this.session.check();
      // The person may have gone on meanwhile.
      if (this.session.current === current) this.#verdict = verdict;
    } catch (error) {
      this.#error = errorRecord(error);
    } finally {
      this.#isLooking = false;
      this.#tell();
    }
  }

  async next(): Promise<void> {
    await this.#go(() => this.session.next());
  }

  async back(): Promise<void> {
    await this.#go(async () => {
      await this.session.back();
    });
  }

  async skip(): Promise<void> {
    await this.#go(() => this.session.skip());
  }

  hint(): void {
    this.#hints += 1;
    this.#tell();
  }

  /** Does the step for the person, and what it builds on. It goes on wherever the person looks meanwhile. */
  async doIt(): Promise<void> {
    if (this.#doing !== null) return;
    const { signal } = this.#abort;
    this.#doing = [];
    this.#error = null;
    this.#tell();
    try {
      // What the step is about has to lie there first, and only once.
      await this.#moving;
      const report = {
        done: (done: Parameters<typeof doneLine>[0]) => this.#say(doneLine(done)),
        event: this.#follow,
      };
      this.#verdict = await this.session.doIt(report, signal);
    } catch (error) {
      if (!signal.aborted) this.#error = errorRecord(error);
    } finally {
      this.#doing = null;
      this.#tell();
    }
  }

  async #go(move: () => Promise<void>): Promise<void> {
    // A key that is shown does what it says, also while the step before is still being laid out.
    while (this.#moving !== null) await this.#moving.catch(() => {});
    if (this.#doing !== null) return;
    // The lesson is another one at once; laying out what it is about may take a moment.
    this.#moving = move();
    this.#verdict = null;
    this.#hints = 0;
    this.#error = null;
    this.#tell();
    try {
      await this.#moving;
    } catch (error) {
      this.#error = errorRecord(error);
    } finally {
      this.#moving = null;
    }
    await this.look();
    this.#tell();
  }

  /** Of a run the last line says how far it is. */
  readonly #follow = (event: DmsEvent): void => {
    if (event.type !== 'progress' || this.#doing === null) return;
    this.#say(progressLine(event.progress));
  };

  #say(line: string): void {
    this.#doing = [...(this.#doing ?? []), line];
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
