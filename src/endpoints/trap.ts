/**
 * Named points at which a test can end the process, to prove that no instant loses or doubles a row. A trap
 * does nothing unless the environment names it, and then it ends the process as a power cut would.
 */
export type TrapName =
  /** Between two statements that make the ledger itself. */
  | 'making-ledger'
  | 'after-prepare'
  | 'planning'
  /** Rows are on the target, as open transaction or as visible file, and the ledger does not know. */
  | 'after-load-before-ledger'
  /** All is sent, nothing can be seen. */
  | 'before-commit'
  | 'after-commit-before-acknowledgement'
  /** A part of a file is stored, others are not. */
  | 'mid-upload'
  /** The rows of a table without a key were taken back, and the ledger still has them. */
  | 'after-restart-before-ledger'
  | 'after-index-before-ledger';

const [armed, count] = (process.env.DMS_TUI_TRAP ?? '').split(':');
let passes = Number(count ?? 1);

/** `DMS_TUI_TRAP=planning:3` ends the process at the third time of passing `planning`. */
export function trap(name: TrapName): void {
  if (armed !== name) return;
  passes--;
  if (passes === 0) process.kill(process.pid, 'SIGKILL');
}
