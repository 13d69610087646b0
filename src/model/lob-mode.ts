/** Reads the LOB settings of a task, which AWS DMS spreads over four keys. */
import type { Problems } from './document.ts';
import { join } from './document.ts';
import type { Issue } from './errors.ts';
import type { LobMode } from './task-settings.ts';

interface WrittenLobs {
  readonly SupportLobs?: boolean | null | undefined;
  readonly FullLobMode?: boolean | null | undefined;
  readonly LimitedSizeLobMode?: boolean | null | undefined;
  readonly LobMaxSize?: number | null | undefined;
}

/** What AWS DMS takes for `LobMaxSize` when limited mode is chosen without it. */
const DEFAULT_LIMIT_KB = 32;

/**
 * The mode chosen. When nothing chooses one, whole values travel: AWS DMS would cut them at 32 KB, and
 * an absent setting must not cost anybody a byte.
 */
export function readLobMode(
  written: WrittenLobs,
  problems: Problems,
  at: string,
): { mode: LobMode; issues: Issue[] } {
  const { SupportLobs: support, FullLobMode: full, LimitedSizeLobMode: limited, LobMaxSize: size } = written;
  if (support === false) return { mode: { mode: 'none' }, issues: [] };
  if (full === true && limited === true) {
    problems.add(
      join(at, 'LimitedSizeLobMode'),
      'is true, and so is FullLobMode',
      'true for exactly one of the two',
    );
  }
  if (full === false && limited === false) {
    problems.add(
      join(at, 'FullLobMode'),
      'is false, and so is LimitedSizeLobMode',
      'true for exactly one of the two, or SupportLobs false',
    );
  }
  if (limited === true) return limit(size ?? DEFAULT_LIMIT_KB, problems, at);
  const meantLimit = full !== true && (full === false || (typeof size === 'number' && size > 0));
  return { mode: { mode: 'full' }, issues: meantLimit ? [stillFull(at)] : [] };
}

function limit(kilobytes: number, problems: Problems, at: string): { mode: LobMode; issues: Issue[] } {
  if (kilobytes === 0) problems.add(join(at, 'LobMaxSize'), 'is 0', 'a whole number of KB from 1 to 102400');
  const detail = `Limited LOB mode: longer values are cut to ${kilobytes} KB; each one is counted.`;
  const issue: Issue = { code: 'notice', subject: join(at, 'LobMaxSize'), detail };
  return { mode: { mode: 'limited', maxBytes: kilobytes * 1024 }, issues: [issue] };
}

function stillFull(at: string): Issue {
  const detail = 'LimitedSizeLobMode is not set to true: whole values travel and nothing is cut.';
  return { code: 'ambiguous', subject: join(at, 'LimitedSizeLobMode'), detail };
}
