/** Reads the task settings of AWS DMS. A partial document is as good as a full one. */
import * as v from 'valibot';
import { flag, isObject, join, oneOf, Problems, shape, short, text, wholeNumber } from './document.ts';
import type { Issue } from './errors.ts';
import { readLobMode } from './lob-mode.ts';
import { type Recovery, USUAL_RECOVERY } from './recovery.ts';
import { notCarriedOutSettings } from './setting-list.ts';
import type { PrepMode, TaskSettings } from './task-settings.ts';
import { DEFAULT_CONTROL_SCHEMA } from './task-settings.ts';
import { KNOWN_SECTIONS, KNOWN_TOP_LEVEL } from './task-settings-known.ts';

const PREP_MODES: Readonly<Record<'DO_NOTHING' | 'DROP_AND_CREATE' | 'TRUNCATE_BEFORE_LOAD', PrepMode>> = {
  DO_NOTHING: 'do-nothing',
  DROP_AND_CREATE: 'drop-and-create',
  TRUNCATE_BEFORE_LOAD: 'truncate',
};

const rowPolicy = oneOf(['IGNORE_RECORD', 'LOG_ERROR', 'SUSPEND_TABLE', 'STOP_TASK']);

/** AWS DMS names no limit; this one is far beyond use. */
const MOST_ERRORS = 1_000_000_000;
/** One day: who waits longer has no task under way. */
const LONGEST_PAUSE_S = 86_400;
/** A server that is asked without a pause is only kept from coming back. */
const SHORTEST_PAUSE_MS = 1_000;

/** Most lanes and most rows of a commit are the limits of AWS DMS, so that one file works in both. */
const SECTIONS = {
  TargetMetadata: {
    TargetSchema: v.nullish(v.pipe(text, v.maxLength(64, 'at most 64 characters'))),
    SupportLobs: v.nullish(flag),
    FullLobMode: v.nullish(flag),
    LimitedSizeLobMode: v.nullish(flag),
    LobMaxSize: v.nullish(wholeNumber(0, 102_400)),
  },
  FullLoadSettings: {
    TargetTablePrepMode: v.nullish(oneOf(['DO_NOTHING', 'DROP_AND_CREATE', 'TRUNCATE_BEFORE_LOAD'])),
    MaxFullLoadSubTasks: v.nullish(wholeNumber(1, 49)),
    CommitRate: v.nullish(wholeNumber(1, 50_000)),
  },
  ErrorBehavior: {
    DataErrorPolicy: v.nullish(rowPolicy),
    DataTruncationErrorPolicy: v.nullish(rowPolicy),
    DataErrorEscalationPolicy: v.nullish(oneOf(['SUSPEND_TABLE', 'STOP_TASK'])),
    DataErrorEscalationCount: v.nullish(wholeNumber(0, MOST_ERRORS)),
    TableErrorPolicy: v.nullish(oneOf(['SUSPEND_TABLE', 'STOP_TASK'])),
    RecoverableErrorCount: v.nullish(wholeNumber(-1, MOST_ERRORS)),
    RecoverableErrorInterval: v.nullish(wholeNumber(0, LONGEST_PAUSE_S)),
    RecoverableErrorThrottling: v.nullish(flag),
    RecoverableErrorThrottlingMax: v.nullish(wholeNumber(0, LONGEST_PAUSE_S)),
    RecoverableErrorStopRetryAfterThrottlingMax: v.nullish(flag),
    FailOnNoTablesCaptured: v.nullish(flag),
  },
  ValidationSettings: { EnableValidation: v.nullish(flag), ValidationOnly: v.nullish(flag) },
  ControlTablesSettings: {
    ControlSchema: v.nullish(v.pipe(text, v.maxLength(64, 'at most 64 characters'))),
  },
} as const;

const settingsShape = shape({
  TargetMetadata: v.nullish(shape(SECTIONS.TargetMetadata)),
  FullLoadSettings: v.nullish(shape(SECTIONS.FullLoadSettings)),
  ErrorBehavior: v.nullish(shape(SECTIONS.ErrorBehavior)),
  ValidationSettings: v.nullish(shape(SECTIONS.ValidationSettings)),
  ControlTablesSettings: v.nullish(shape(SECTIONS.ControlTablesSettings)),
});

type WrittenTaskSettings = v.InferOutput<typeof settingsShape>;

/**
 * What holds when a document says nothing. Nothing is lost and nothing is destroyed by it: whole values,
 * no preparation, a refused row stops its table. (AWS DMS would cut values at 32 KB and drop rows.)
 */
export function defaultTaskSettings(): TaskSettings {
  return {
    prepMode: null,
    lanes: null,
    commitRows: null,
    lobs: { mode: 'full' },
    dataErrors: 'SUSPEND_TABLE',
    truncationErrors: 'SUSPEND_TABLE',
    tableErrors: 'SUSPEND_TABLE',
    escalation: null,
    recovery: USUAL_RECOVERY,
    failOnNoTables: true,
    validate: true,
    controlSchema: DEFAULT_CONTROL_SCHEMA,
    targetSchema: null,
  };
}

/**
 * The settings of a document, and one issue for each that is not carried out. Settings at the service's
 * own defaults are not mentioned: its full document passes almost in silence.
 * @throws DmsError 'document' with every problem found
 */
export function parseTaskSettings(
  document: unknown,
  file: string,
  at = '',
): { settings: TaskSettings; issues: Issue[] } {
  const problems = new Problems(file);
  const written = problems.demand(settingsShape, document, at);
  const lobs = readLobMode(written.TargetMetadata ?? {}, problems, join(at, 'TargetMetadata'));
  if (written.ValidationSettings?.ValidationOnly === true) {
    // Carried out as a load, it would move rows nobody asked to move.
    const path = join(join(at, 'ValidationSettings'), 'ValidationOnly');
    problems.add(path, 'is true: such a task moves nothing', 'false; to compare alone use: dms-tui validate');
  }
  const ignored = notCarriedOut(written, problems, at);
  problems.throwIfAny();
  const settings = { ...readSettings(written), lobs: lobs.mode };
  return { settings, issues: [...lobs.issues, ...worthKnowing(written, at), ...ignored] };
}

function readSettings(written: WrittenTaskSettings): TaskSettings {
  const base = defaultTaskSettings();
  const load = written.FullLoadSettings ?? {};
  const errors = written.ErrorBehavior ?? {};
  return {
    ...base,
    prepMode: load.TargetTablePrepMode ? PREP_MODES[load.TargetTablePrepMode] : base.prepMode,
    lanes: load.MaxFullLoadSubTasks ?? base.lanes,
    commitRows: load.CommitRate ?? base.commitRows,
    dataErrors: errors.DataErrorPolicy ?? base.dataErrors,
    truncationErrors: errors.DataTruncationErrorPolicy ?? base.truncationErrors,
    tableErrors: errors.TableErrorPolicy ?? base.tableErrors,
    escalation: errors.DataErrorEscalationCount
      ? { rows: errors.DataErrorEscalationCount, policy: errors.DataErrorEscalationPolicy ?? 'SUSPEND_TABLE' }
      : base.escalation,
    recovery: readRecovery(errors),
    failOnNoTables: errors.FailOnNoTablesCaptured ?? base.failOnNoTables,
    validate: written.ValidationSettings?.EnableValidation ?? base.validate,
    // The service writes an empty text for "not chosen".
    controlSchema: written.ControlTablesSettings?.ControlSchema || base.controlSchema,
    targetSchema: written.TargetMetadata?.TargetSchema || base.targetSchema,
  };
}

function readRecovery(errors: NonNullable<WrittenTaskSettings['ErrorBehavior']>): Recovery {
  const usual = USUAL_RECOVERY;
  const count = errors.RecoverableErrorCount ?? -1;
  const grows = errors.RecoverableErrorThrottling ?? true;
  return {
    tries: count < 0 ? null : count,
    pauseMs: Math.max(SHORTEST_PAUSE_MS, inMs(errors.RecoverableErrorInterval) ?? usual.pauseMs),
    longestMs: grows ? (inMs(errors.RecoverableErrorThrottlingMax) ?? usual.longestMs) : null,
    endsAtLongest: errors.RecoverableErrorStopRetryAfterThrottlingMax ?? usual.endsAtLongest,
  };
}

function inMs(seconds: number | null | undefined): number | null {
  return seconds === null || seconds === undefined ? null : seconds * 1_000;
}

/** Settings that are carried out, and may cost rows or certainty without their writer knowing. */
function worthKnowing(written: WrittenTaskSettings, at: string): Issue[] {
  const issues: Issue[] = [];
  const errors = written.ErrorBehavior ?? {};
  for (const key of ['DataErrorPolicy', 'DataTruncationErrorPolicy'] as const) {
    const policy = errors[key];
    if (policy !== 'IGNORE_RECORD' && policy !== 'LOG_ERROR') continue;
    const detail = `${policy}: rows that the target refuses are left out, counted and kept in a file.`;
    issues.push({ code: 'notice', subject: join(join(at, 'ErrorBehavior'), key), detail });
  }
  if (written.ValidationSettings?.EnableValidation === false) {
    const detail = 'false: source and target are not compared after the load.';
    issues.push({
      code: 'notice',
      subject: join(join(at, 'ValidationSettings'), 'EnableValidation'),
      detail,
    });
  }
  return issues;
}

function notCarriedOut(written: WrittenTaskSettings, problems: Problems, at: string): Issue[] {
  const sections = Object.keys(KNOWN_SECTIONS);
  const topLevel = notCarriedOutSettings(written, sections, KNOWN_TOP_LEVEL, at);
  const inside = Object.entries(KNOWN_SECTIONS).flatMap(([section, quiet]) => {
    const given = written[section];
    const path = join(at, section);
    if (given === null || given === undefined) return [];
    if (isObject(given)) return notCarriedOutSettings(given, carriedKeys(section), quiet, path);
    problems.add(path, `is ${short(given)}`, 'an object: {…}');
    return [];
  });
  return [...topLevel, ...inside];
}

function carriedKeys(section: string): string[] {
  return section in SECTIONS ? Object.keys(SECTIONS[section as keyof typeof SECTIONS]) : [];
}
