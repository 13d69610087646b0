/** Views, routines, triggers and events: what is asked for, and what became of each. */
import type { Issue } from '../../../../model/errors.ts';
import type { TablePlan } from '../../../../model/table.ts';
import type { ObjectKind } from '../../../../model/task.ts';
import type { ServerFacts, SqlSession } from '../server-facts.ts';

export interface ObjectRequest {
  readonly kinds: readonly ObjectKind[];
  /**
   * All tables of the task: they say which schemas it is about, what those are called on the target, which
   * names and columns changed, and which views came along as tables.
   */
  readonly plans: readonly TablePlan[];
  /** Whether the task takes an object of that name along, beside those its tables bring (triggers). */
  readonly selects: (schema: string, name: string) => boolean;
  /** One session each. Their default schema, sql_mode, collation and time zone are changed. */
  readonly source: SqlSession;
  readonly target: SqlSession;
  readonly from: ServerFacts;
  readonly to: ServerFacts;
  /** Whether an object that stands on the target gives way. */
  readonly replace: boolean;
  /** `keep`: the source's definer where the target knows it and the rights allow it. */
  readonly definer: 'keep' | 'current-user';
}

export type ObjectType = 'view' | 'procedure' | 'function' | 'package' | 'package body' | 'trigger' | 'event';

export interface ObjectOutcome {
  readonly type: ObjectType;
  /** By its name on the source. */
  readonly schema: string;
  readonly name: string;
  readonly action: 'created' | 'replaced' | 'kept' | 'left-behind';
  /** What was carried out on the target; null when nothing was. */
  readonly statement: string | null;
  readonly issues: readonly Issue[];
}

/** An object of the source with all that its meaning depends on. */
export interface StoredObject {
  readonly type: ObjectType;
  readonly schema: string;
  readonly name: string;
  readonly targetSchema: string;
  /** The table of a trigger, by its name on the source; null for everything else. */
  readonly table: string | null;
  /** Null when the source does not show it. */
  readonly create: string | null;
  /** Null for views, which servers store in a form that no mode changes. */
  readonly sqlMode: string | null;
  readonly collation: string | null;
  /** Of events. */
  readonly timeZone: string | null;
}
