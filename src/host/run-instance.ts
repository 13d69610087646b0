/**
 * The replication instance of this process: claims the task (and the instance that was named), opens both
 * endpoints, lets the engine work, and leaves a run log and a report behind.
 */
import type { SourceEndpoint, TargetEndpoint } from '../endpoints/contract.ts';
import { type Secrets, withoutSecrets } from '../endpoints/mask-secrets.ts';
import type { openSource, openTarget } from '../endpoints/registry.ts';
import type { Dials } from '../engine/dials.ts';
import type { runTask } from '../engine/run.ts';
import { showAddress } from '../model/endpoint-url.ts';
import { DmsError, type ErrorRecord, errorRecord } from '../model/errors.ts';
import type { Destruction, DmsEvent, EventBody, RunMode, RunOutcome } from '../model/events.ts';
import type { Task } from '../model/task.ts';
import { runFolder } from '../store/home.ts';
import { makePrivateFolder } from '../store/private-files.ts';
import { claimRun } from './claim-run.ts';
import { Doing } from './doing.ts';
import { goOn } from './go-on.ts';
import { newestRun } from './newest-run.ts';
import { pastRuns } from './past-runs.ts';
import { keepReport, keepTrace } from './run-files.ts';
import { newRunId } from './run-id.ts';
import { openJournal } from './run-journal.ts';
import { addToReport, emptyReport, type RunReport } from './run-report.ts';
import { StatementLog } from './statement-log.ts';

/** What carries the task out; a test may bring its own. */
export interface Machinery {
  readonly openSource: typeof openSource;
  readonly openTarget: typeof openTarget;
  readonly runTask: typeof runTask;
}

/** A saved instance a run takes place on. */
export interface NamedInstance {
  readonly id: string;
  /** Folder of its lock and its run logs. */
  readonly home: string;
}

export interface InstanceRequest {
  readonly task: Task;
  readonly mode: RunMode;
  readonly strict: boolean;
  /** How the run is told what to do while it goes on; without them, nobody tells it anything. */
  readonly dials?: Dials;
  readonly confirm: (asked: Destruction) => Promise<boolean>;
  /** They stay in memory. */
  readonly secrets: Secrets;
  /** The state folder, see `store/home.ts`. */
  readonly stateFolder: string;
  /** Null: none was named. Then run logs are in the state folder, and only the task is claimed. */
  readonly instance: NamedInstance | null;
  /** Command a person can paste to go on after a stop; without secrets. */
  readonly resumeCommand: string | null;
  /** Words the report for `report.md`. */
  readonly describe: (report: RunReport) => string;
  readonly onEvent: (event: DmsEvent) => void;
  readonly signal: AbortSignal;
}

export interface InstanceResult {
  readonly outcome: RunOutcome;
  /** Why nothing could be started, or null; it is in the events too. */
  readonly error: ErrorRecord | null;
  /** Whether the load of any table began: until then, nothing of the target's rows was touched. */
  readonly moved: boolean;
  readonly runId: string;
  /** Holds `events.jsonl`, `report.md`, `report.json` and files of refused rows. */
  readonly folder: string;
  /** Path of the report; null when it could not be written, which undoes nothing of the run. */
  readonly report: string | null;
}

/** Long enough for a goodbye over a slow line; a server that is gone must not keep a person waiting. */
const CLOSE_MS = 5_000;

/**
 * Runs a task to its end. Failures come back as the outcome and are in the events.
 * @throws DmsError `instance.busy` when another process works on the task or the instance; nothing was
 * touched then
 */
export async function runInstance(
  request: InstanceRequest,
  machinery: () => Promise<Machinery> = loadMachinery,
): Promise<InstanceResult> {
  const lock = claimRun(request.stateFolder, request.task.id, request.instance);
  const onExit = () => lock.release();
  process.once('exit', onExit);
  try {
    return await runLocked(request, new Doing((words) => lock.say(words)), machinery);
  } finally {
    lock.release();
    process.off('exit', onExit);
  }
}

async function runLocked(
  request: InstanceRequest,
  doing: Doing,
  machinery: () => Promise<Machinery>,
): Promise<InstanceResult> {
  const { task, stateFolder, instance, signal } = request;
  const started = performance.now();
  const runId = newRunId(new Date(), earlierRuns(request));
  const folder = runFolder(instance?.home ?? stateFolder, task.id, runId);
  makePrivateFolder(folder);
  const report = emptyReport();
  let moved = false;
  const journal = openJournal(folder, runId, (event) => {
    addToReport(report, event);
    // A stop may take as long as the line takes to drain: then that is what it does.
    if (!signal.aborted) doing.follow(event);
    moved ||= event.type === 'table.state' && event.table.state === 'Full load';
    request.onEvent(event);
  });
  const stopping = () => doing.tell('stopping');
  signal.addEventListener('abort', stopping, { once: true });
  const said = new Set<string>();
  const emit = (event: EventBody) => {
    // What is to know of the task is said before connecting; the engine may come upon the same again.
    if (event.type === 'issue') {
      const issue = JSON.stringify(event.issue);
      if (said.has(issue)) return;
      said.add(issue);
    }
    journal.emit(withResume(event, request, report));
  };
  const agreed = new Set<string>();
  const confirm = async (asked: Destruction): Promise<boolean> => {
    // Who has said yes is not asked again because a connection was lost.
    if (asked.tables.every(({ table }) => agreed.has(table))) return true;
    emit({ type: 'question', ...asked });
    // Of all reasons to find it busy, a question nobody answers is the one to know of.
    doing.tell('waiting for an answer before rows are removed');
    const yes = await request.confirm(asked);
    emit({ type: 'answer', yes });
    if (yes) for (const { table } of asked.tables) agreed.add(table);
    return yes;
  };
  const statements = new StatementLog(folder, request.secrets);
  let outcome: RunOutcome;
  let error: ErrorRecord | null = null;
  try {
    emit({
      type: 'run.started',
      task: task.id,
      source: showAddress(task.source),
      target: showAddress(task.target),
      mode: request.mode,
      resumed: request.mode === 'resume',
      pid: process.pid,
    });
    for (const issue of task.issues) emit({ type: 'issue', issue });
    const engine = await machinery();
    outcome = await goOn({
      mode: request.mode,
      recovery: task.settings.recovery,
      attempt: (mode, tell) =>
        attempt(engine, { ...request, mode, confirm }, { folder, statements, doing }, tell),
      emit,
      onPause: () => doing.tell('waiting to connect again'),
      signal,
    });
  } catch (thrown) {
    ({ outcome, error } = failure(thrown, signal, task.id));
    error = withoutSecrets(error, request.secrets);
    keepTrace(folder, thrown, request.secrets);
    // A stop that was asked for is an outcome, not an error.
    if (outcome === 'failed') emit({ type: 'error', table: null, error });
    emit(nothingMore(outcome, performance.now() - started));
  }
  signal.removeEventListener('abort', stopping);
  statements.close();
  journal.close();
  const written = keepReport(folder, report, request.describe(report));
  return { outcome, error, moved, runId, folder, report: written };
}

/** The newest of the runs beside which this one will be listed: those of its task, and those of its instance. */
function earlierRuns({ task, stateFolder, instance }: InstanceRequest): string[] {
  const ofTask = newestRun(stateFolder, task.id);
  const ofInstance = instance === null ? [] : pastRuns(instance.home, null, 1).newest;
  return [...(ofTask === null ? [] : [ofTask]), ...ofInstance].map(({ runId }) => runId);
}

/** What is the same for all tries of a run. */
interface Surroundings {
  readonly folder: string;
  readonly statements: StatementLog;
  readonly doing: Doing;
}

/** Opens both ends, lets the engine work, and closes them again. */
async function attempt(
  { openSource, openTarget, runTask }: Machinery,
  request: InstanceRequest,
  { folder: errorFolder, statements, doing }: Surroundings,
  emit: (event: EventBody) => void,
): Promise<RunOutcome> {
  const { task, mode, strict, confirm, secrets, stateFolder, signal } = request;
  const open: (SourceEndpoint | TargetEndpoint)[] = [];
  try {
    const source = await openSource(task.source, secrets.source, signal, statements.of('source'));
    open.push(source);
    const options = { controlSchema: task.settings.controlSchema, stateFolder };
    const target = await openTarget(task.target, secrets.target, options, signal, statements.of('target'));
    open.push(target);
    doing.tell('preparing');
    const dials = request.dials && { dials: request.dials };
    const run = { task, source, target, mode, strict, confirm, errorFolder, signal, emit, ...dials };
    return await runTask(run);
  } finally {
    for (const endpoint of open.reverse()) await closed(endpoint);
  }
}

/** Loaded when a run starts: a driver and an S3 client are too heavy for `--help`. */
async function loadMachinery(): Promise<Machinery> {
  const [registry, engine] = await Promise.all([
    import('../endpoints/registry.ts'),
    import('../engine/run.ts'),
  ]);
  return { openSource: registry.openSource, openTarget: registry.openTarget, runTask: engine.runTask };
}

/** Only this room knows the command that was typed, and only a planned run has a checkpoint. */
function withResume(event: EventBody, request: InstanceRequest, report: RunReport): EventBody {
  if (event.type !== 'run.finished') return event;
  const goesOn = event.outcome === 'interrupted' || event.outcome === 'failed';
  const hasCheckpoint = report.guarantee !== null && request.mode !== 'validate';
  return { ...event, resume: goesOn && hasCheckpoint ? request.resumeCommand : null };
}

function failure(
  thrown: unknown,
  signal: AbortSignal,
  task: string,
): { outcome: 'failed' | 'interrupted'; error: ErrorRecord } {
  const stopped = thrown instanceof DmsError && thrown.kind === 'interrupted';
  // Whatever breaks once a stop was asked for breaks because of it.
  if (stopped || signal.aborted) {
    return { outcome: 'interrupted', error: errorRecord(new DmsError('interrupted', { task })) };
  }
  return { outcome: 'failed', error: errorRecord(thrown) };
}

function nothingMore(outcome: RunOutcome, elapsedMs: number): EventBody {
  return {
    type: 'run.finished',
    outcome,
    elapsedMs,
    loadMs: 0,
    validationMs: 0,
    rows: 0,
    bytes: 0,
    tables: [],
    resume: null,
  };
}

async function closed(endpoint: SourceEndpoint | TargetEndpoint): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, CLOSE_MS);
  });
  // The work is committed or rolled back by now: a failed goodbye changes nothing.
  await Promise.race([endpoint.close().catch(() => {}), enough]);
  clearTimeout(timer);
}
