/**
 * What checks look at: both ends, opened once, and what the engine itself makes of the task there. Each part is
 * found out when the first check asks for it, by the code that a run does it with.
 */
import type { LedgerTable, TargetState } from '../../endpoints/contract.ts';
import { measureEndpoint, openSource, openTarget } from '../../endpoints/registry.ts';
import type { Translated, ValueAnswer } from '../../endpoints/survey-contract.ts';
import type { CheckId } from '../../model/assessment.ts';
import { DmsError } from '../../model/errors.ts';
import type { EndpointRole, LineSpeed } from '../../model/hops.ts';
import type { TablePlan } from '../../model/table.ts';
import type { Task } from '../../model/task.ts';
import { plansToBegin, readCheckpoint } from '../plan/checkpoint.ts';
import { type PlanTarget, planTask } from '../plan/plan-task.ts';
import { judgeTargets, prepMode, type Verdict } from '../plan/preflight.ts';
import { lobQuestions } from './lob-questions.ts';
import { tellerOf } from './problems.ts';
import type { AssessRequest } from './request.ts';
import { Unmet } from './unmet.ts';

/** Enough to read some hundred megabytes; a person who waits for it has something else to read meanwhile. */
const VALUES_LIMIT_MS = 3_000;

/** A table of the task beside what stands where it is to go. */
export interface Standing {
  readonly plan: TablePlan;
  readonly state: TargetState;
}

export class World {
  readonly request: AssessRequest;
  readonly signal: AbortSignal;
  readonly valuesLimitMs: number;
  readonly #open: { close(): Promise<void> }[] = [];
  #closed = false;

  constructor(request: AssessRequest, signal: AbortSignal) {
    this.request = request;
    this.signal = signal;
    this.valuesLimitMs = request.valuesLimitMs ?? VALUES_LIMIT_MS;
  }

  get task(): Task {
    return this.request.task;
  }

  readonly source = this.#once('source', async () =>
    this.#kept(await openSource(this.task.source, this.request.secrets.source, this.signal)),
  );

  readonly target = this.#once('target', async () => {
    const { controlSchema } = this.task.settings;
    const options = { controlSchema, stateFolder: this.request.stateFolder };
    return this.#kept(await openTarget(this.task.target, this.request.secrets.target, options, this.signal));
  });

  /** The target as a run of the task opens it: two cannot. */
  readonly session = this.#once('target', async () => {
    const target = await this.target();
    return this.#kept(await target.open(this.task.id, this.signal));
  });

  readonly sourceSurvey = this.#once('source', async () =>
    this.#kept(await (await this.source()).survey(this.signal)),
  );

  readonly targetSurvey = this.#once('target', async () =>
    this.#kept(await (await this.target()).survey(this.signal)),
  );

  /**
   * The plan of a run, and everything that would be refused of it. Without a target it is what the source alone
   * has to do with.
   */
  readonly planned = this.#once('selection', async () => {
    const source = await this.source();
    const target = await this.target().catch(() => unknownTarget(this.task));
    this.signal.throwIfAborted();
    const problems: DmsError[] = [];
    const planned = await planTask(this.task, source, target, this.signal, (problem) => {
      problems.push(problem);
    });
    return { ...planned, problems };
  });

  /** One table at least. */
  readonly plans = this.#once('selection', async () => {
    const { plans, problems } = await this.planned();
    if (plans.length === 0) throw new Unmet(problems[0] ? tellerOf(problems[0]) : 'selection');
    return plans;
  });

  /** What stands in the way of a load by the rights, and what of files. */
  readonly rights = this.#once('target-rights', async () => {
    const [plans, session] = [await this.plans(), await this.session()];
    try {
      const issues = await session.checkRights(plans, prepMode(this.task), this.signal, 'looking');
      return { issues, unfit: null };
    } catch (error) {
      if (error instanceof DmsError && error.is('target.unfit')) return { issues: [], unfit: error };
      throw error;
    }
  });

  /** What an earlier run left, as far as this one goes on from it. */
  readonly earlier = this.#once('checkpoint', async () => {
    const [plans, target, session] = [await this.plans(), await this.target(), await this.session()];
    await this.rights();
    try {
      const { mode } = this.request;
      const entries = await readCheckpoint(this.task, plans, mode, target, session, this.signal);
      return { entries, problem: null };
    } catch (error) {
      const isVerdict =
        error instanceof DmsError && (error.is('resume.needed') || error.is('resume.changed'));
      if (!isVerdict) throw error;
      return { entries: null, problem: error };
    }
  });

  /** What stands on the target for every table the task has not begun, and what follows from it. */
  readonly standing = this.#once('target-tables', async () => {
    const [plans, session, { entries }] = [await this.plans(), await this.session(), await this.earlier()];
    const fresh = plansToBegin(plans, entries);
    const states = await session.inspect(fresh, this.signal);
    const verdict: Verdict = judgeTargets(this.task, fresh, states);
    const tables: Standing[] = fresh.map((plan, index) => ({ plan, state: states[index]! }));
    return { tables, verdict, entries: entries as readonly LedgerTable[] | null };
  });

  /** How the tables that are to be made would be made. */
  readonly translated = this.#once('definitions', async () => {
    const [plans, { tables }, survey] = [
      await this.plans(),
      await this.standing(),
      await this.targetSurvey(),
    ];
    const made: { plan: TablePlan; translated: Translated }[] = [];
    const problems: DmsError[] = [];
    for (const { plan, state } of tables) {
      if (state.exists && this.task.settings.prepMode !== 'drop-and-create') continue;
      try {
        made.push({ plan, translated: await survey.translate(plan, plans, this.signal) });
      } catch (error) {
        if (!(error instanceof DmsError) || error.kind.startsWith('connect.')) throw error;
        problems.push(error);
      }
    }
    return { made, problems };
  });

  /** How long the values of large columns are. */
  readonly values = this.#once('large-values', async () => {
    const [plans, { tooLarge }] = [await this.plans(), await this.planned()];
    const questions = lobQuestions(plans, tooLarge);
    const survey = await this.sourceSurvey();
    const answers: ValueAnswer[] = [];
    for await (const answer of survey.values(questions, this.valuesLimitMs, this.signal)) {
      answers.push(answer);
    }
    return { questions, answers };
  });

  /** Both lines; null where a probe would have to write, or fails. */
  readonly speeds = this.#once('estimate', async () => {
    const given = this.request.speeds ?? {};
    const [source, target] = await Promise.all([
      given.source ?? this.#measured('source'),
      given.target ?? this.#measured('target'),
    ]);
    return { source, target };
  });

  /** Ends everything that is open, and what it is still doing. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(
      this.#open
        .splice(0)
        .reverse()
        .map((one) => one.close().catch(() => {})),
    );
  }

  async #measured(role: EndpointRole): Promise<LineSpeed | null> {
    const address = this.task[role];
    if (address.engine !== 'mysql') return null;
    try {
      return await measureEndpoint(address, role, this.request.secrets[role], this.signal);
    } catch {
      this.signal.throwIfAborted();
      return null;
    }
  }

  /** What comes too late is closed at once: nobody else would. */
  #kept<Part extends { close(): Promise<void> }>(part: Part): Part {
    if (this.#closed) void part.close().catch(() => {});
    else this.#open.push(part);
    return part;
  }

  /** `owner` is the check that tells of a failure; for all others it is a reason not to be made. */
  #once<Part>(owner: CheckId, make: () => Promise<Part>): () => Promise<Part> {
    let making: Promise<Part> | null = null;
    return () => {
      making ??= make().catch((error: unknown) => {
        throw error instanceof Unmet ? error : new Unmet(owner, error);
      });
      // Whoever asked may have given up by then.
      making.catch(() => {});
      return making;
    };
  }
}

function unknownTarget({ target }: Task): PlanTarget {
  const text = target.engine === 'mysql' ? 'stored' : 'utf8';
  return { text, ownerOf: () => null, namesAreCaseSensitive: true, identity: { serverId: '', address: '' } };
}
