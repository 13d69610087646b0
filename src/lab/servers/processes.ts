/** Finding the database servers that work in a folder, whoever started them. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const HAS_PROC = process.platform === 'linux';

/** Pids of the database servers whose data folder's path holds the given name. */
export function serversOn(folderName: string): number[] {
  return commandLines()
    .filter(({ words }) => words.some((word) => word.startsWith('--datadir=') && word.includes(folderName)))
    .map(({ pid }) => pid);
}

function commandLines(): { pid: number; words: string[] }[] {
  if (!HAS_PROC) {
    const lines = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).trim().split('\n');
    return lines.map((line) => ({
      pid: Number.parseInt(line, 10),
      words: line.trim().split(/\s+/).slice(1),
    }));
  }
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => ({ pid: Number(pid), words: wordsOf(pid) }));
}

/** Empty for a process that ended while the list was read. */
function wordsOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
