/**
 * Where the process of a run listens. A path of a Unix socket has room for some hundred bytes, so it is in a
 * short folder for temporary files and not in the state folder.
 */
import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Linux has 108, macOS and the BSDs 104, with the zero behind them. */
const LONGEST_PATH = 103;

const FOLDER_MODE = 0o700;

/**
 * A path, or the name of a pipe on Windows, that nobody uses yet.
 * @throws Error when there is no folder that is this user's alone
 */
export function newSocketPlace(platform: NodeJS.Platform = process.platform): string {
  const name = randomBytes(8).toString('hex');
  if (platform === 'win32') return `\\\\.\\pipe\\dms-tui-${name}`;
  const problems: string[] = [];
  for (const parent of new Set([tmpdir(), '/tmp'])) {
    const folder = join(parent, `dms-tui-${userInfo().uid}`);
    const place = join(folder, `${name}.sock`);
    if (Buffer.byteLength(place) > LONGEST_PATH) {
      problems.push(`${folder} is too long for a socket`);
      continue;
    }
    const problem = makeOwn(folder);
    if (problem === null) return place;
    problems.push(problem);
  }
  throw new Error(problems.join('; '));
}

/** The folder is where every user may make one: another's must not be taken for ours. Null when it is good. */
function makeOwn(folder: string): string | null {
  try {
    mkdirSync(folder, { mode: FOLDER_MODE });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return (error as Error).message;
  }
  const { uid, mode } = lstatSync(folder);
  const isFolder = lstatSync(folder).isDirectory();
  if (isFolder && uid === userInfo().uid && (mode & 0o077) === 0) return null;
  return `${folder} is not a folder of this user alone`;
}
