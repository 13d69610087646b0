/** What a task would do, table by table, as it is shown before it is started. */
import type { CheckFacts } from './assessment.ts';
import type { ErrorRecord } from './errors.ts';
import type { Destruction, PlannedTable } from './events.ts';

export interface TablePreview extends PlannedTable {
  /** An estimate, as the rows and bytes are. */
  readonly chunks: number;
  readonly milliseconds: number;
  /** Rows (or files) that stand where the table is to go: added to, emptied or dropped, as `prep` says. Exact. */
  readonly standingRows: number;
}

export interface TaskPreview {
  readonly source: string;
  readonly target: string;
  /** How far all lanes will see one moment; null when the source does not say what its user may do. */
  readonly guarantee: string | null;
  /** In the order they are begun. */
  readonly tables: readonly TablePreview[];
  readonly total: CheckFacts['estimate'];
  /** What a person will be asked to agree to; null when nothing is removed. */
  readonly destruction: Destruction | null;
  /** Why the task would be refused as it is. */
  readonly problems: readonly ErrorRecord[];
}
