/** Task settings: the AWS DMS document, and what of it is carried out. */

import type { Recovery } from './recovery.ts';

/** `TargetTablePrepMode` by its values on the command line. */
export type PrepMode = 'do-nothing' | 'drop-and-create' | 'truncate';

/** What happens to a row the target refuses. */
export type DataErrorPolicy = 'IGNORE_RECORD' | 'LOG_ERROR' | 'SUSPEND_TABLE' | 'STOP_TASK';

export type LobMode =
  /** Whole values. The default: nothing is lost. */
  | { readonly mode: 'full' }
  /** Values longer than this are cut; each is counted. */
  | { readonly mode: 'limited'; readonly maxBytes: number }
  /** MEDIUM and LONG text and binary columns stay behind, as AWS DMS does with `SupportLobs: false`. */
  | { readonly mode: 'none' };

export interface TaskSettings {
  /** Null: nobody chose. Then a table that is not empty on the target is an error. */
  readonly prepMode: PrepMode | null;
  /** `MaxFullLoadSubTasks`: how many chunks move at once. Null: as many as suit this machine. */
  readonly lanes: number | null;
  /** `CommitRate`: most rows in one transaction (or file). Null: bounded by bytes only. */
  readonly commitRows: number | null;
  readonly lobs: LobMode;
  readonly dataErrors: DataErrorPolicy;
  readonly truncationErrors: DataErrorPolicy;
  readonly tableErrors: 'SUSPEND_TABLE' | 'STOP_TASK';
  /** Most rows that may be left out of one table by these policies, and what happens at the next. */
  readonly escalation: { readonly rows: number; readonly policy: 'SUSPEND_TABLE' | 'STOP_TASK' } | null;
  readonly recovery: Recovery;
  readonly failOnNoTables: boolean;
  readonly validate: boolean;
  /** `ControlTablesSettings.ControlSchema`: where the ledger lives on a MySQL target. */
  readonly controlSchema: string;
  /**
   * `TargetMetadata.TargetSchema`: the target schema of every table whose schema no rule changes. Null:
   * the source's own.
   */
  readonly targetSchema: string | null;
}

export const DEFAULT_CONTROL_SCHEMA = 'dms_tui_control';
