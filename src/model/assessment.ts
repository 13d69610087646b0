/**
 * The assessment of a task: checks of what a run would meet, made without changing anything. Data only; they
 * are worded in `tui/text/`.
 */
import type { ErrorRecord, Issue } from './errors.ts';
import type { LineSpeed } from './hops.ts';
import type { ObjectKind } from './task.ts';

/** What each check has seen, whether or not there is anything to say about it. Never a secret. */
export interface CheckFacts {
  /** Can it be reached and signed in to, and is its version known to work. */
  source: { address: string; product: string };
  target: { address: string; product: string };
  /** Are all parts of the task's documents carried out. */
  documents: Record<string, never>;
  /** Which tables the mappings take. Rows and bytes are the server's estimates. */
  selection: { tables: number; views: number; estimatedRows: number; dataBytes: number };
  /** Where the tables go. */
  names: Record<string, never>;
  /** May every table be read. */
  'source-rights': { tables: number };
  /** May everything be done that the load needs. `proved`: by the rights, or only as far as looking goes. */
  'target-rights': { proved: 'rights' | 'looking' };
  settings: Record<string, never>;
  /** How far all lanes see one moment; null when the server does not say what the user may do. */
  moment: { guarantee: string | null };
  keys: { tables: number };
  transactions: Record<string, never>;
  /** Of the columns that can hold large values: the largest one found, null where there is none. */
  'large-values': { columns: number; largest: FoundValue | null };
  /** What stands on the target. */
  'target-tables': { created: number; standing: number };
  /** What an earlier run of the task has left. */
  checkpoint: { begun: number; complete: number };
  /** Can the target hold the tables as they are. */
  definitions: { tables: number };
  'foreign-keys': { kept: number };
  columns: Record<string, never>;
  triggers: Record<string, never>;
  /** Views, triggers, routines and events. */
  objects: { counts: Readonly<Record<ObjectKind, number>> | null };
  /** Null where the room on the target cannot be known. */
  space: { freeBytes: number | null; neededBytes: number };
  /** Null where nothing says how long it takes. */
  estimate: {
    milliseconds: number;
    rows: number;
    bytes: number;
    chunks: number;
    lanes: number;
    validates: boolean;
    /** What bounds the speed. */
    limitedBy: 'source line' | 'target line' | 'servers' | 'single stream';
    source: LineSpeed | null;
    target: LineSpeed | null;
  };
}

export type CheckId = keyof CheckFacts;

/** All checks in their order, so that those still to come can be shown. */
export const CHECKS: readonly CheckId[] = [
  'source',
  'target',
  'documents',
  'selection',
  'names',
  'source-rights',
  'target-rights',
  'settings',
  'moment',
  'keys',
  'transactions',
  'large-values',
  'target-tables',
  'checkpoint',
  'definitions',
  'foreign-keys',
  'columns',
  'triggers',
  'objects',
  'space',
  'estimate',
];

/** The largest value of a column; `whole` tells that every row was looked at, else a sample was. */
export interface FoundValue {
  readonly table: string;
  readonly column: string;
  readonly bytes: number;
  readonly whole: boolean;
}

export interface CountedRows {
  readonly table: string;
  readonly rows: number;
}

/** Values of one column that do not come along as they are, among the rows that were looked at. */
export interface LostValues {
  readonly table: string;
  readonly column: string;
  readonly longestBytes: number;
  readonly values: number;
  readonly rows: number;
  readonly whole: boolean;
}

/** Why rows of a table cannot be walked by a key. */
export type NoKeyReason =
  | 'none'
  | 'view'
  /** A column of the key stays behind. */
  | 'removed'
  /** Its text cannot be told from UTF-8 and back. */
  | 'charset';

/** The facts of each kind of finding. All of them may be shown: never put a secret in one. */
export interface FindingFacts {
  /** What a run would end with. */
  error: { error: ErrorRecord };
  /** In the engine's own words. The subjects are all it is true of. */
  issue: { issue: Issue };
  'old-version': { side: 'source' | 'target'; product: string; version: string };
  'idle-rule': { rule: number; pattern: string; of: 'table' | 'view' | 'all'; near: readonly string[] };
  'no-tables': { patterns: readonly string[]; near: readonly string[] };
  /** A table of another case stands there: the target takes the two for different ones. */
  'other-case': { tables: readonly { readonly table: string; readonly standing: string }[] };
  unreadable: { tables: readonly string[]; user: string };
  /** Objects the task asks for whose text this user may not see. */
  'objects-hidden': { kinds: readonly ObjectKind[] };
  'rows-by-insert': { address: string };
  'small-statements': { limitBytes: number };
  'read-only-unbound': { address: string };
  'settings-differ': {
    settings: readonly { readonly name: string; readonly source: string; readonly target: string }[];
  };
  'weak-moment': { guarantee: 'unchanged-log' | 'each-reader' };
  'tables-held': Record<string, never>;
  'no-key': {
    tables: readonly {
      readonly table: string;
      readonly rows: number;
      readonly bytes: number;
      readonly why: NoKeyReason;
    }[];
  };
  'no-snapshot': { tables: readonly { readonly table: string; readonly engine: string }[] };
  'no-transactions': { tables: readonly { readonly table: string; readonly engine: string }[] };
  'values-cut': { limitBytes: number; columns: readonly LostValues[] };
  'values-left': { columns: readonly LostValues[] };
  /** `certain`: it does not fit however it is written; else it may not. */
  'value-too-large': { value: FoundValue; limitBytes: number; certain: boolean };
  'values-unseen': { tables: readonly string[]; limitMs: number };
  'rows-added-to': { tables: readonly CountedRows[] };
  'rows-emptied': { tables: readonly CountedRows[] };
  'rows-dropped': { tables: readonly CountedRows[] };
  'no-checkpoint': { task: string };
  'foreign-keys-lost': {
    keys: readonly { readonly table: string; readonly name: string | null; readonly parent: string }[];
  };
  /** Their parents come along in part only, so rows may lack theirs. */
  'foreign-keys-unsure': {
    keys: readonly { readonly table: string; readonly name: string | null; readonly parent: string }[];
  };
  /** `recomputed`: by the target; else no file holds them. */
  'generated-columns': {
    recomputed: boolean;
    columns: readonly { readonly table: string; readonly column: string }[];
  };
  'invisible-columns': {
    staysInvisible: boolean;
    columns: readonly { readonly table: string; readonly column: string }[];
  };
  'triggers-fire': { triggers: readonly FoundTrigger[] };
  'triggers-dropped': { triggers: readonly FoundTrigger[] };
  'triggers-unseen': { tables: readonly string[] };
  /** The task does not ask for them, or (`possible` false) the target cannot hold them. */
  'objects-stay': { counts: Readonly<Partial<Record<ObjectKind, number>>>; possible: boolean };
  'little-space': { freeBytes: number; neededBytes: number; address: string };
}

export interface FoundTrigger {
  readonly table: string;
  readonly trigger: string;
  /** `BEFORE INSERT`. */
  readonly when: string;
}

export type FindingKind = keyof FindingFacts;

/** `noted`: nothing is wrong; `warned`: it needs a look; `failed`: a run would be refused, or fail for certain. */
export type FindingLevel = 'noted' | 'warned' | 'failed';

export interface Finding<Kind extends FindingKind = FindingKind> {
  readonly kind: Kind;
  readonly level: FindingLevel;
  /** What it is about: tables, columns (`schema.table.column`), settings, rules. */
  readonly subjects: readonly string[];
  readonly facts: FindingFacts[Kind];
  /** Ready statements or a command that helps. */
  readonly fix: string | null;
}

/** A finding of any kind, with the facts that belong to it. */
export type AnyFinding = { [Kind in FindingKind]: Finding<Kind> }[FindingKind];

export interface CheckResult<Id extends CheckId = CheckId> {
  readonly check: Id;
  /** The gravest of its findings; `untested` when another check had to pass first and did not. */
  readonly result: 'passed' | 'warned' | 'failed' | 'untested';
  /** From the beginning of the assessment, in milliseconds. */
  readonly ms: number;
  /** Null when it failed before anything was seen, or was not made. */
  readonly found: CheckFacts[Id] | null;
  readonly findings: readonly AnyFinding[];
  /** The check that had to pass first; null unless `untested`. */
  readonly waitsFor: CheckId | null;
}

/** The result of any check, with the facts that belong to it. */
export type AnyCheckResult = { [Id in CheckId]: CheckResult<Id> }[CheckId];

export function finding<Kind extends FindingKind>(
  level: FindingLevel,
  kind: Kind,
  facts: FindingFacts[Kind],
  more: { readonly subjects?: readonly string[]; readonly fix?: string | null } = {},
): AnyFinding {
  const { subjects = [], fix = null } = more;
  return { kind, level, subjects, facts, fix } as AnyFinding;
}
