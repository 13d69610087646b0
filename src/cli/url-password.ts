/** Passwords in URLs on the command line: found, so that they can be hidden. */
import { hideUrlSecret } from '../model/url-secret.ts';

function hasPassword(argument: string): boolean {
  // `--source=mysql://…` is a URL too.
  const url = argument.replace(/^--[a-z-]+=/, '');
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(url) && hideUrlSecret(url) !== url;
}

/** The same URL to be asked for its password again. */
export function withoutPassword(argument: string): string {
  return hasPassword(argument) ? hideUrlSecret(argument).replace(/:\*\*\*(?=@|$)/, '') : argument;
}

/**
 * Overwrites the command line that other users see in the process list. The processes that started this
 * one (npx, a shell) keep theirs, hence the warning.
 */
export function hideCommandLine(argv: readonly string[]): void {
  if (argv.some(hasPassword)) process.title = 'dms-tui';
}
