/**
 * Where the process of a run listens. A path of a Unix socket has room for some hundred bytes, so it is in a
 * short folder for temporary files and not in the state folder.
 */
import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
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
  for (const folder of folders()) {
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

function folders(): string[] {
  return [...new Set([tmpdir(), '/tmp'])].map((parent) => join(parent, `dms-tui-${userInfo().uid}`));
}

/** Who has just made a socket listens on it within this time. */
const NEW_MS = 1_000;

/** Removes the sockets that killed processes have left, and each folder that nothing else is in. */
export async function tidySocketPlaces(platform: NodeJS.Platform = process.platform): Promise<void> {
  if (platform === 'win32') return;
  for (const folder of folders()) {
    try {
      for (const name of readdirSync(folder)) {
        const place = join(folder, name);
        // Made in the future: the clock was set back since.
        const age = Math.abs(Date.now() - lstatSync(place).mtimeMs);
        if (age > NEW_MS && (await isDead(place))) rmSync(place, { force: true });
      }
      rmdirSync(folder);
    } catch {
      // It is not there, or somebody listens in it.
    }
  }
}

function isDead(place: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(place);
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'));
  });
}
