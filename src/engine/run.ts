/** Carries out a task: plan, prepare, load, finish, validate. */
import type {
  LedgerTable,
  Snapshot,
  SourceEndpoint,
  TargetEndpoint,
  TargetSession,
} from '../endpoints/contract.ts';
import { DmsError, errorRecord, type Issue } from '../model/errors.ts';
import type {
  Destruction,
  EventBody,
  PlannedTable,
  ProgressSnapshot,
  RunMode,
  RunOutcome,
} from '../model/events.ts';
import { type TablePlan, tableId } from '../model/table.ts';
import type { Task } from '../model/task.ts';
import { copyTaskObjects } from './copy-objects.ts';
import { Dials } from './dials.ts';
import { keepAlive } from './keep-alive.ts';
import { ChunkPlanner } from './load/chunk-planner.ts';
import type { Lane } from './load/lane.ts';
import { loadTables } from './load/load-tables.ts';
import { openLanes, planningReader } from './open-lanes.ts';
import { planFingerprint, plansToBegin, readCheckpoint } from './plan/checkpoint.ts';
import { lanesOf } from './plan/lanes.ts';
import { planTask, refuseUnsaid } from './plan/plan-task.ts';
import { judgeTargets, prepMode } from './plan/preflight.ts';
import { prepareTables } from './prepare-tables.ts';
import { Reporter } from './progress.ts';
import { TableRun } from './table-run.ts';
import { validateTables } from './validate/validate-tables.ts';

export interface RunRequest {
  readonly task: Task;
  readonly source: SourceEndpoint;
  readonly target: TargetEndpoint;
  /** `start` from nothing, `resume` from the checkpoint, `validate` compares and moves nothing. */
  readonly mode: RunMode;
  /** Whether an issue of code `not-carried-out` is an error. */
  readonly strict: boolean;
  /** How the run is told what to do while it goes on; without them, nobody tells it anything. */
  readonly dials?: Dials;
  /** Asked before tables that hold rows are dropped or truncated; false ends the run, nothing changed. */
  readonly confirm: (asked: Destruction) => Promise<boolean>;
  /** Folder for files of refused rows. */
  readonly errorFolder: string;
  /** Aborting asks for a stop at once; what is committed stays, and a resume goes on from there. */
  readonly signal: AbortSignal;
  readonly emit: (event: EventBody) => void;
}

/** @throws DmsError when nothing could be started; failures of single tables are in the events. */
export async function runTask(request: RunRequest): Promise<RunOutcome> {
  const { task, source, target, signal } = request;
  const dials = request.dials ?? new Dials(1);
  const reporter = new Reporter(request.emit, dials);
  if (request.dials) dials.onChange = (settings) => request.emit({ type: 'dials', ...settings });
  const planned = await planTask(task, source, target, signal);
  report(planned.issues, reporter);
  if (request.strict) refuseUnsaid(planned.issues);
  const session = await target.open(task.id, signal);
  try {
    return await new Run({ ...request, dials }, reporter, session, planned.plans).carryOut();
  } finally {
    reporter.close();
    await session.close();
  }
}

class Run {
  readonly #request: RunRequest & { readonly dials: Dials };
  readonly #reporter: Reporter;
  readonly #session: TargetSession;
  readonly #plans: readonly TablePlan[];
  readonly #tables: TableRun[];
  #lanes: Lane[] = [];
  #fromTheStart = 0;
  #loadMs = 0;
  #validationMs = 0;

  constructor(
    request: RunRequest & { readonly dials: Dials },
    reporter: Reporter,
    session: TargetSession,
    plans: readonly TablePlan[],
  ) {
    this.#request = request;
    this.#reporter = reporter;
    this.#session = session;
    this.#plans = plans;
    const validates = request.mode === 'validate' || request.task.settings.validate;
    this.#tables = plans.map((plan) => new TableRun(plan, planFingerprint(request.task, plan), validates));
  }

  async carryOut(): Promise<RunOutcome> {
    const { task, mode, signal } = this.#request;
    const earlier = await readCheckpoint(
      task,
      this.#plans,
      mode,
      this.#request.target,
      this.#session,
      signal,
    );
    if (!earlier && mode === 'resume') {
      const detail = 'There is no checkpoint of this task on the target, so it starts from the beginning.';
      report([{ code: 'notice', subject: task.id, detail }], this.#reporter);
    }
    let snapshot: Snapshot | null = null;
    let failure: unknown = null;
    let letGo = () => {};
    try {
      const prepare = mode === 'validate' ? null : await this.#preflight(earlier);
      const lanes = lanesOf(task);
      const spare = Math.max(0, this.#request.dials.most - lanes);
      snapshot = await this.#request.source.snapshot(this.#plans, lanes + 1, signal, spare);
      report(snapshot.issues, this.#reporter);
      letGo = keepAlive([planningReader(snapshot), this.#session]);
      this.#openLanes(snapshot, lanes);
      const plan = prepare ? await prepare() : this.#restore(earlier);
      const { guarantee, position } = snapshot;
      this.#reporter.emit({ type: 'plan', guarantee, position, lanes, tables: plan });
      if (mode !== 'validate') await this.#load(snapshot);
      await this.#validate(snapshot);
      if (mode !== 'validate') await this.#copyObjects();
    } catch (error) {
      failure = error;
    } finally {
      letGo();
      await Promise.all(this.#lanes.map((lane) => lane.close()));
      await snapshot?.close();
    }
    return this.#conclude(failure);
  }

  /** Everything that can be refused is refused here, with nothing changed. Returns what changes things. */
  async #preflight(earlier: readonly LedgerTable[] | null): Promise<() => Promise<PlannedTable[]>> {
    const { task, target, signal, confirm } = this.#request;
    const mode = prepMode(task);
    const session = this.#session;
    report(await session.checkRights(this.#plans, mode, signal), this.#reporter);
    const fresh = plansToBegin(this.#plans, earlier);
    const inspected = await session.inspect(fresh, signal);
    const { problems, destruction } = judgeTargets(task, fresh, inspected);
    if (problems[0]) throw problems[0];
    if (destruction && !(await confirm(destruction))) throw new DmsError('interrupted', { task: task.id });
    const states = new Map(fresh.map((plan, index) => [plan, inspected[index]!]));
    return async () => {
      if (!earlier) await session.ledger.start(signal);
      const entries = earlier ?? (await session.ledger.read(signal)) ?? [];
      const parts = {
        tables: this.#tables,
        states,
        entries,
        mode,
        target,
        session,
        reporter: this.#reporter,
      };
      return await prepareTables(parts, signal);
    };
  }

  /** Comparing alone goes by the chunks that were moved, where a checkpoint still knows them. */
  #restore(earlier: readonly LedgerTable[] | null): PlannedTable[] {
    const entries = new Map(earlier?.map((entry) => [tableId(entry.source), entry]));
    for (const table of this.#tables) {
      const entry = entries.get(tableId(table.plan.source.name));
      if (entry) table.restore(entry);
      table.state = 'Table completed';
    }
    return [];
  }

  #openLanes(snapshot: Snapshot, lanes: number): void {
    const { task, target, errorFolder, dials } = this.#request;
    const parts = { session: this.#session, target, settings: task.settings, errorFolder, dials };
    this.#lanes = openLanes(snapshot, { ...parts, reporter: this.#reporter });
    this.#fromTheStart = lanes;
    dials.open(lanes, this.#lanes.length);
  }

  async #load(snapshot: Snapshot): Promise<void> {
    const { task, target, dials, signal } = this.#request;
    const started = performance.now();
    this.#watch('load');
    const planner = new ChunkPlanner(planningReader(snapshot), this.#session.ledger, {
      chunkBytes: target.chunkBytes,
      commitRows: task.settings.commitRows,
      lanes: () => dials.lanes,
    });
    const { settings } = task;
    try {
      await loadTables(
        {
          tables: this.#tables,
          lanes: this.#lanes,
          fromTheStart: this.#fromTheStart,
          planner,
          session: this.#session,
          settings,
          dials,
          reporter: this.#reporter,
        },
        signal,
      );
      // A table that was there keeps the constraints its owner gave it.
      const complete = this.#tables
        .filter((table) => table.finished && table.created)
        .map((table) => table.plan);
      report(await this.#session.constrain(complete, signal), this.#reporter);
    } finally {
      this.#loadMs = performance.now() - started;
    }
  }

  async #validate(snapshot: Snapshot): Promise<void> {
    const { task, mode, dials, signal } = this.#request;
    if (mode !== 'validate' && !task.settings.validate) return;
    const started = performance.now();
    this.#watch('validation');
    const tables = mode === 'validate' ? this.#tables : this.#tables.filter((table) => table.finished);
    try {
      if (snapshot.readers.length > 0)
        await validateTables(
          { tables, lanes: this.#lanes, dials, session: this.#session, reporter: this.#reporter },
          signal,
        );
    } finally {
      this.#validationMs = performance.now() - started;
    }
  }

  #watch(phase: ProgressSnapshot['phase']): void {
    this.#reporter.watch(
      phase,
      this.#tables,
      this.#lanes.map((lane) => lane.clock),
    );
  }

  async #copyObjects(): Promise<void> {
    const { task, source, signal } = this.#request;
    const complete = this.#tables.filter((table) => table.finished).map((table) => table.plan);
    await copyTaskObjects(task, complete, source, this.#session, this.#reporter, signal);
  }

  #conclude(failure: unknown): RunOutcome {
    const { signal } = this.#request;
    const started = this.#tables.some((table) => table.state !== 'Before load' || table.validatedRows > 0);
    if (failure && !signal.aborted && !started) throw failure;
    if (failure && !signal.aborted && !this.#tables.some((table) => table.error)) {
      this.#reporter.emit({ type: 'error', table: null, error: errorRecord(failure) });
    }
    const outcome = outcomeOf(this.#tables, failure, signal.aborted);
    for (const table of this.#tables) {
      if (table.state === 'Full load' && outcome !== 'done') {
        table.state = 'Table cancelled';
        table.stop();
      }
    }
    this.#reporter.tellChunks();
    const statistics = this.#tables.map((table) => table.statistics());
    this.#reporter.emit({
      type: 'run.finished',
      outcome,
      elapsedMs: this.#reporter.elapsedMs,
      loadMs: this.#loadMs,
      validationMs: this.#validationMs,
      rows: statistics.reduce((sum, table) => sum + table.rows, 0),
      bytes: statistics.reduce((sum, table) => sum + table.bytes, 0),
      tables: statistics,
      resume: null,
    });
    return outcome;
  }
}

function outcomeOf(tables: readonly TableRun[], failure: unknown, aborted: boolean): RunOutcome {
  if (aborted) return 'interrupted';
  if (failure || tables.some((table) => table.hasFailed || table.validation === 'Error')) return 'failed';
  return tables.some((table) => table.validation === 'Mismatched records') ? 'differs' : 'done';
}

function report(issues: readonly Issue[], reporter: Reporter): void {
  for (const issue of issues) reporter.emit({ type: 'issue', issue });
}
