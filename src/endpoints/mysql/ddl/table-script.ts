/** What it takes to make one table on a target, and what of it could not be kept. */
import type { Issue } from '../../../model/errors.ts';
import type { TableName, TablePlan } from '../../../model/table.ts';
import type { ConstraintNames } from './constraint-names.ts';
import type { ServerFacts } from './server-facts.ts';

export interface TableRequest {
  readonly plan: TablePlan;
  readonly from: ServerFacts;
  readonly to: ServerFacts;
  /** What the task does with a table that a foreign key refers to; null when it is not part of it. */
  readonly parent: (source: TableName) => TablePlan | null;
  /** Names of constraints that are in use on the target; the table's own are added. */
  readonly names: ConstraintNames;
}

export interface ForeignKeyScript {
  readonly name: string | null;
  readonly sql: string;
  /** The table it refers to, by its name on the target. */
  readonly parent: TableName;
}

/** One that is left out, since the table it refers to is no part of the task. */
export interface LostForeignKey {
  readonly name: string | null;
  /** By its name on the source. */
  readonly parent: TableName;
  /** What is said of it; it is among the issues of the script too. */
  readonly issue: Issue;
}

export interface TableScript {
  /** The table with what must be there before its rows: primary key, key of AUTO_INCREMENT, partitions. */
  readonly create: string;
  /** For after the rows, in this order. */
  readonly indexes: readonly string[];
  /** For after the rows of all tables. */
  readonly foreignKeys: readonly ForeignKeyScript[];
  readonly lostKeys: readonly LostForeignKey[];
  /**
   * Columns whose character set is another one on the target (by their names there): bytes as stored
   * on the source are wrong for them, text must be converted on its way.
   */
  readonly recoded: readonly { readonly column: string; readonly charset: string }[];
  readonly issues: readonly Issue[];
}
