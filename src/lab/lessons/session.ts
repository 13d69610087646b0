/**
 * One going through a lab: its set-up, the steps, where the person is, what holds. Everything a display needs
 * is asked of it; it says facts, never words.
 */
import { LAB_IDS, type LabId, type MakingFact } from '../world/facts.ts';
import { keptWorldOf } from '../world/kept-worlds.ts';
import { openWorld, type World } from '../world/world.ts';
import { markOf } from './evidence/mark.ts';
import { LABS } from './labs.ts';
import type { Before, Bench, Lab, Names, Report, Step, StepId, Verdict } from './lesson.ts';
import type { Progress, ProgressStore, StepProgress } from './progress.ts';

export interface SessionRequest {
  readonly lab: LabId;
  readonly full: boolean;
  readonly progress: ProgressStore;
  /** Whether a set-up that was kept is taken up again. */
  readonly mayResume: boolean;
  /** What is being made before the first step can be taken. */
  readonly onMaking: (fact: MakingFact) => void;
  /** What is done again for a person who comes back, and what a lab begins with. */
  readonly report: Report;
  readonly signal: AbortSignal;
}

export type StepState = 'open' | 'done' | 'skipped';

/** What a person who has no names of their own yet calls things. */
const NAMES: Names = {
  instance: 'student-small',
  source: 'student-source',
  target: 'student-target',
  store: 'student-s3',
};

/** A lab's id. Null for what is none. */
export function labIdOf(word: string): LabId | null {
  return LAB_IDS.find((id) => id === word) ?? null;
}

/**
 * Makes the set-up, or takes one that was kept, and brings a person who comes back to where they were.
 * @throws DmsError `lab.missing`, `lab.failed`, `interrupted`; nothing is left then
 */
export async function openSession(request: SessionRequest): Promise<LabSession> {
  const { lab, progress, signal } = request;
  const known = unfinished(LABS[lab], progress.read(lab));
  const kept = request.mayResume ? await keptWorldOf(lab) : null;
  const full = known?.full ?? request.full;
  const world = kept ?? (await openWorld({ lab, full }, request.onMaking, signal));
  const session = new LabSession(LABS[lab], world, known, progress);
  try {
    await session.resume(request.report, signal);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Who has been through all of it begins anew. */
function unfinished({ steps }: Lab, known: Progress | null): Progress | null {
  const isOver = steps.every(({ id }) => known?.steps[id] !== undefined);
  return isOver ? null : known;
}

export class LabSession {
  readonly lab: Lab;
  readonly world: World;
  readonly #store: ProgressStore;
  readonly #before = new Map<StepId, Before>();
  readonly #bench: Bench;
  readonly #verdicts = new Map<StepId, { readonly mark: string; readonly verdict: Verdict }>();
  #progress: Progress;

  constructor(lab: Lab, world: World, known: Progress | null, store: ProgressStore) {
    this.lab = lab;
    this.world = world;
    this.#store = store;
    this.#progress = known ?? {
      v: 1,
      lab: lab.id,
      full: world.full,
      started: new Date().toISOString(),
      current: lab.steps[0]!.id,
      names: NAMES,
      steps: {},
      before: {},
    };
    for (const [id, before] of Object.entries(this.#progress.before)) this.#before.set(id as StepId, before);
    this.#bench = { world, names: { ...NAMES, ...this.#progress.names }, before: this.#before };
  }

  get steps(): readonly Step[] {
    return this.lab.steps;
  }

  get current(): Step {
    return this.steps.find(({ id }) => id === this.#progress.current) ?? this.steps[0]!;
  }

  get progress(): Progress {
    return this.#progress;
  }

  stateOf(step: Step): StepState {
    return this.#progress.steps[step.id]?.state ?? 'open';
  }

  /** Whether every step is done or was skipped. */
  get isOver(): boolean {
    return this.steps.every((step) => this.stateOf(step) !== 'open');
  }

  /** Looks whether a step is done, and keeps that it is. It may be asked as often as one likes. */
  async check(step: Step = this.current): Promise<Verdict> {
    const mark = await markOf(this.world);
    const known = this.#verdicts.get(step.id);
    if (known?.mark === mark && known.verdict.holds === (this.stateOf(step) === 'done')) return known.verdict;
    const verdict = await this.#checkAnew(step);
    this.#verdicts.set(step.id, { mark, verdict });
    return verdict;
  }

  async #checkAnew(step: Step): Promise<Verdict> {
    const verdict = await step.check(this.#bench);
    const before = this.#progress.steps[step.id];
    if (verdict.holds) {
      const seen = verdict.seen.length > 0 ? verdict.seen : (before?.seen ?? []);
      this.#learnNames(verdict);
      this.#keepStep(step, { state: 'done', at: new Date().toISOString(), seen, world: this.world.since });
      return { ...verdict, seen };
    }
    // What was done in a set-up that is gone stays done; what no longer holds in this one does not.
    if (before?.state === 'done' && before.world === this.world.since) this.#keepStep(step, null);
    return verdict;
  }

  /** Does a step for the person, and before it what it builds on and is not there. Its verdict then. */
  async doIt(report: Report, signal: AbortSignal, step: Step = this.current): Promise<Verdict> {
    await this.#bringAbout(step, report, signal);
    await this.#begin(step);
    await step.doIt(this.#bench, report, signal);
    return await this.check(step);
  }

  /** Leaves a step undone, and goes to the next. */
  async skip(): Promise<void> {
    const { id } = this.current;
    const at = new Date().toISOString();
    if (this.#progress.steps[id]?.state !== 'done')
      this.#keepStep(this.current, { state: 'skipped', at, seen: [], world: this.world.since });
    await this.next();
  }

  /** Goes to the step behind this one; stays at the last. */
  async next(): Promise<void> {
    const index = this.steps.indexOf(this.current);
    await this.goTo(this.steps[Math.min(index + 1, this.steps.length - 1)]!);
  }

  /** Goes back to the step before this one, and looks at it again. */
  async back(): Promise<Verdict | null> {
    const index = this.steps.indexOf(this.current);
    if (index === 0) return null;
    const step = this.steps[index - 1]!;
    await this.goTo(step);
    return await this.check(step);
  }

  async goTo(step: Step): Promise<void> {
    this.#keep({ current: step.id });
    await this.#begin(step);
  }

  /** Lays out what a lab begins with, and what the steps from here on build on. */
  async resume(report: Report, signal: AbortSignal): Promise<void> {
    for (const step of this.lab.given) await this.#ensure(step, report, signal);
    const known = this.#progress.steps;
    const isBehind = (step: Step) => known[step.id] !== undefined;
    // Nobody who begins is to find anything done.
    if (this.steps.some(isBehind)) {
      const from = this.steps.indexOf(this.current);
      for (const step of this.steps.slice(from)) {
        for (const id of step.needs) {
          const needed = this.#step(id);
          if (isBehind(needed)) await this.#ensureWhole(needed, report, signal);
        }
      }
    }
    await this.#begin(this.current);
    this.#keep({});
  }

  /** Ends the set-up, unless it is kept. What the person has come to stays. */
  async close(): Promise<void> {
    await this.world.close();
  }

  async #bringAbout(step: Step, report: Report, signal: AbortSignal): Promise<void> {
    for (const id of step.needs) await this.#ensureWhole(this.#step(id), report, signal);
  }

  async #ensureWhole(step: Step, report: Report, signal: AbortSignal): Promise<void> {
    await this.#bringAbout(step, report, signal);
    await this.#ensure(step, report, signal);
  }

  async #ensure(step: Step, report: Report, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if ((await step.check(this.#bench)).holds) return;
    await step.doIt(this.#bench, report, signal);
  }

  #step(id: StepId): Step {
    return [...this.steps, ...this.lab.given].find((step) => step.id === id)!;
  }

  async #begin(step: Step): Promise<void> {
    const before = await step.begin?.(this.#bench);
    if (!before) return;
    this.#before.set(step.id, before);
    this.#keep({ before: { ...this.#progress.before, [step.id]: before } });
  }

  /** From then on what is done for the person carries the names they have chosen. */
  #learnNames({ seen }: Verdict): void {
    const { names } = this.#bench;
    for (const fact of seen) {
      if (fact.what === 'instance') names.instance = fact.id;
      if (fact.what !== 'endpoint') continue;
      if (fact.id.toLowerCase().endsWith('-source')) names.source = fact.id;
      else if (fact.address.startsWith('s3:')) names.store = fact.id;
      else names.target = fact.id;
    }
    this.#keep({ names: { ...names } });
  }

  #keepStep(step: Step, state: StepProgress | null): void {
    const { [step.id]: _before, ...others } = this.#progress.steps;
    this.#keep({ steps: state === null ? others : { ...others, [step.id]: state } });
  }

  #keep(change: Partial<Progress>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#store.write(this.#progress);
  }
}
