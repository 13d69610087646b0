/** A lab as a test goes through it. */
import { afterAll, beforeAll, expect } from 'vitest';
import type { Done, Missing } from '../../../src/lab/lessons/facts.ts';
import type { StepId, Verdict } from '../../../src/lab/lessons/lesson.ts';
import { NO_PROGRESS } from '../../../src/lab/lessons/progress.ts';
import { type LabSession, openSession } from '../../../src/lab/lessons/session.ts';
import { query, type Row } from '../../../src/lab/servers/address.ts';
import { enter } from '../../../src/lab/world/environment.ts';
import type { LabId } from '../../../src/lab/world/facts.ts';
import { mariadb } from '../../support/servers.ts';

export const signal = new AbortController().signal;

/** Two servers and a process for each run, on a machine that has other things to do. */
export const STEP_MS = 180_000;

export class LabUnderTest {
  session!: LabSession;
  readonly done: Done[] = [];
  readonly report = { done: (fact: Done) => void this.done.push(fact), event: () => {} };

  get home(): string {
    return this.session.world.home;
  }

  step(id: StepId) {
    return this.session.steps.find((step) => step.id === id)!;
  }

  check(id: StepId): Promise<Verdict> {
    return this.session.check(this.step(id));
  }

  /** What a step misses, by kind. */
  async missing(id: StepId): Promise<Missing['what'][]> {
    const { holds, missing } = await this.check(id);
    expect(holds).toBe(missing.length === 0);
    return missing.map(({ what }) => what);
  }

  async doIt(id: StepId): Promise<Verdict> {
    await this.session.goTo(this.step(id));
    return await this.session.doIt(this.report, signal);
  }

  /** As the user that was handed out. */
  as(side: 'source' | 'target', sql: string): Promise<Row[]> {
    const { admin, note } = this.session.world[side]!;
    return query({ ...admin, user: note.user, password: note.password }, sql);
  }
}

/** The set-up of a lab for a whole test file; its tests build on each other, as steps do. */
export function labUnderTest(lab: LabId): LabUnderTest {
  const tested = new LabUnderTest();
  let leave = () => {};
  beforeAll(async () => {
    // Has MariaDB installed where it is not.
    await mariadb('a');
    tested.session = await openSession({
      lab,
      full: false,
      progress: NO_PROGRESS,
      mayResume: false,
      onMaking: () => {},
      report: tested.report,
      signal,
    });
    leave = enter(tested.session.world);
  });
  afterAll(async () => {
    leave();
    await tested.session?.close();
  });
  return tested;
}
