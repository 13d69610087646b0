/**
 * What became of a run, folded from its events: the source of the summary on screen and of both report
 * files, so that they cannot disagree.
 */
import type { ErrorRecord, Issue } from '../model/errors.ts';
import type {
  Difference,
  DmsEvent,
  PlannedTable,
  RunMode,
  RunOutcome,
  TableStatistics,
} from '../model/events.ts';

export interface RunReport {
  readonly v: 1;
  task: string;
  runId: string;
  source: string;
  target: string;
  mode: RunMode;
  resumed: boolean;
  /** ISO 8601, UTC. */
  started: string;
  finished: string;
  /** Null while the run goes on. */
  outcome: RunOutcome | null;
  guarantee: string | null;
  position: string | null;
  lanes: number;
  elapsedMs: number;
  loadMs: number;
  validationMs: number;
  rows: number;
  bytes: number;
  plan: readonly PlannedTable[];
  tables: readonly TableStatistics[];
  issues: Issue[];
  errors: { table: string | null; error: ErrorRecord }[];
  differences: { table: string; difference: Difference }[];
  /** Files with refused rows. */
  skippedFiles: string[];
  /** Command that goes on from the checkpoint. */
  resume: string | null;
}

export function emptyReport(): RunReport {
  return {
    v: 1,
    task: '',
    runId: '',
    source: '',
    target: '',
    mode: 'start',
    resumed: false,
    started: '',
    finished: '',
    outcome: null,
    guarantee: null,
    position: null,
    lanes: 0,
    elapsedMs: 0,
    loadMs: 0,
    validationMs: 0,
    rows: 0,
    bytes: 0,
    plan: [],
    tables: [],
    issues: [],
    errors: [],
    differences: [],
    skippedFiles: [],
    resume: null,
  };
}

export function addToReport(report: RunReport, event: DmsEvent): void {
  report.runId = event.runId;
  report.finished = event.time;
  switch (event.type) {
    case 'run.started':
      report.task = event.task;
      report.source = event.source;
      report.target = event.target;
      report.mode = event.mode;
      report.resumed = event.resumed;
      report.started = event.time;
      break;
    case 'issue':
      report.issues.push(event.issue);
      break;
    case 'plan':
      report.guarantee = event.guarantee;
      report.position = event.position;
      report.lanes = event.lanes;
      report.plan = event.tables;
      break;
    case 'rows.skipped':
      if (!report.skippedFiles.includes(event.file)) report.skippedFiles.push(event.file);
      break;
    case 'validation.difference':
      report.differences.push({ table: event.table, difference: event.difference });
      break;
    case 'error':
      report.errors.push({ table: event.table, error: event.error });
      break;
    case 'run.finished':
      report.outcome = event.outcome;
      report.elapsedMs = event.elapsedMs;
      report.loadMs = event.loadMs;
      report.validationMs = event.validationMs;
      report.rows = event.rows;
      report.bytes = event.bytes;
      report.tables = event.tables;
      report.resume = event.resume;
      break;
  }
}
