/**
 * Named points at which a test can end the process, to prove that no instant loses or doubles a row. A trap
 * does nothing unless the environment names it, and then it ends the process as a power cut would.
 */
export type TrapName =
  | 'after-load-before-ledger'
  | 'before-commit'
  | 'after-commit-before-acknowledgement'
  | 'mid-upload'
  | 'planning'
  | 'after-prepare';

const [armed, count] = (process.env.DMS_TUI_TRAP ?? '').split(':');
let passes = Number(count ?? 1);

/** `DMS_TUI_TRAP=planning:3` ends the process at the third time of passing `planning`. */
export function trap(name: TrapName): void {
  if (armed !== name) return;
  passes--;
  if (passes === 0) process.kill(process.pid, 'SIGKILL');
}
