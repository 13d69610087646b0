/**
 * What the two ends of a task can tell before it runs. Nothing is changed by asking. One folder per engine
 * implements this.
 */
import type { Issue } from '../model/errors.ts';
import type { HopFacts } from '../model/hops.ts';
import type { Column, TableName, TablePlan } from '../model/table.ts';
import type { ObjectKind } from '../model/task.ts';
import type { Guarantee } from './contract.ts';

/** What a server is, as far as it matters to a migration. */
export interface ServerLook {
  readonly server: HopFacts['server'];
  /** What may surprise about the server itself, such as a version nobody has tried. */
  readonly issues: readonly Issue[];
  /** Global variables by name, as the server shows them. */
  readonly settings: Readonly<Record<string, string>>;
  /** What may surprise about them; the subject is the variable. */
  readonly settingIssues: readonly Issue[];
  /** Most bytes of a statement, where rows have to go by INSERT; null where they need not. */
  readonly statementLimitBytes: number | null;
}

/** How far the readers of a run would see one moment, told by what the user may do: nothing is locked. */
export interface ExpectedMoment {
  readonly guarantee: Guarantee;
  /** The statement that helps to a stronger one; null for the strongest. */
  readonly fix: string | null;
  /** The statement without which an ALTER TABLE waits for the copy to end; null where none has to wait. */
  readonly holdFix: string | null;
}

/** Objects besides tables that a task would take along, were it asked to. */
export interface ObjectsLook {
  readonly counts: Readonly<Record<ObjectKind, number>>;
  /** Kinds whose text this user may not see. */
  readonly hidden: readonly ObjectKind[];
  /** Shows them. */
  readonly fix: string | null;
}

/** Columns of one table whose values are to be measured. */
export interface ValueQuestion {
  readonly table: TablePlan;
  readonly columns: readonly {
    readonly column: Column;
    /** Longer values are counted; null counts every value. */
    readonly limitBytes: number | null;
  }[];
}

export interface ValueAnswer {
  readonly table: TablePlan;
  /** Rows that were looked at; 0 also when the time was over before. */
  readonly rows: number;
  /** Whether these are all rows that travel; else they are a sample. */
  readonly whole: boolean;
  /** In the order of the question. */
  readonly columns: readonly { readonly longestBytes: number; readonly counted: number }[];
}

export interface SourceSurvey {
  /** Those whose storage engine knows no snapshots: they show whatever is in them when they are read. */
  withoutSnapshot(tables: readonly TablePlan[]): readonly TablePlan[];
  look(signal: AbortSignal): Promise<ServerLook>;
  /** Null when the server does not say what the user may do. */
  moment(tables: readonly TablePlan[], signal: AbortSignal): Promise<ExpectedMoment | null>;
  /** `kinds` are those whose visibility counts; `selects` tells whether the task's rules take an object. */
  objects(
    tables: readonly TablePlan[],
    kinds: readonly ObjectKind[],
    selects: (schema: string, name: string) => boolean,
    signal: AbortSignal,
  ): Promise<ObjectsLook>;
  /**
   * Looks at all values where that is quick, else at a sample of rows, and ends when the time is over; tables
   * it did not come to are not among the answers.
   */
  values(
    questions: readonly ValueQuestion[],
    limitMs: number,
    signal: AbortSignal,
  ): AsyncIterable<ValueAnswer>;
  close(): Promise<void>;
}

/** A trigger on a table that stands on the target. */
export interface StandingTrigger {
  readonly table: TableName;
  readonly name: string;
  /** `BEFORE INSERT`. */
  readonly when: string;
  /** Shows how it is made, and takes it away. */
  readonly setAside: string;
}

/** How a table would be made. */
export interface Translated {
  /** What could not be kept as it is. */
  readonly issues: readonly Issue[];
  /** Foreign keys left out since the table they refer to is no part of the task. */
  readonly lostKeys: readonly { readonly name: string | null; readonly parent: TableName }[];
  /** Foreign keys that come along, with the names of their parents on the target. */
  readonly keptKeys: readonly { readonly name: string | null; readonly parent: TableName }[];
}

export interface TargetSurvey {
  /** Null where there is no server. */
  look(signal: AbortSignal): Promise<ServerLook | null>;
  /** @throws DmsError when the table could not be made */
  translate(table: TablePlan, all: readonly TablePlan[], signal: AbortSignal): Promise<Translated>;
  /** On the target tables of these plans; null where this user may not see them. */
  triggers(
    tables: readonly TablePlan[],
    signal: AbortSignal,
  ): Promise<{ readonly triggers: readonly StandingTrigger[] | null; readonly fix: string | null }>;
  /** Names of the tables in the schemas the plans go to. */
  standing(tables: readonly TablePlan[], signal: AbortSignal): Promise<readonly TableName[]>;
  /** Null where it cannot be known. */
  freeBytes(signal: AbortSignal): Promise<number | null>;
  close(): Promise<void>;
}
