/**
 * Fresh data folders. Making one takes a server several seconds, so the first is kept as a template and
 * every later server gets a copy.
 */
import { randomBytes } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DmsError } from '../../model/errors.ts';
import { findExecutable, insideRoot, run, type ServerProgram, serverCommand } from './program.ts';

/** Makes `dataFolder` a data folder without user tables; root signs in locally without a password. */
export async function freshDataFolder(
  program: ServerProgram,
  dataFolder: string,
  templates: string = join(program.home, 'templates'),
): Promise<void> {
  const template = join(templates, `${program.product}-${program.version}`);
  if (!existsSync(template)) await makeTemplate(program, template);
  await cp(template, dataFolder, { recursive: true, mode: constants.COPYFILE_FICLONE });
}

async function makeTemplate(program: ServerProgram, template: string): Promise<void> {
  const making = `${template}.${randomBytes(4).toString('hex')}`;
  await mkdir(making, { recursive: true, mode: 0o700 });
  try {
    const { code, output } = await run(initialiseCommand(program, insideRoot(program, making)));
    if (code !== 0) {
      const doing = 'making a data folder';
      throw new DmsError('lab.failed', { product: program.product, doing, log: output.slice(-2_000) });
    }
    // The server's identity: with it in the template, every copy would claim to be the same server.
    await rm(join(making, 'auto.cnf'), { force: true });
    await renameUnlessThere(making, template);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

function initialiseCommand(program: ServerProgram, dataFolder: string): string[] {
  const folder = `--datadir=${dataFolder}`;
  if (program.product === 'mysql') {
    // The smallest log the server allows: it is copied with every data folder.
    return serverCommand(program, program.daemon, [
      '--initialize-insecure',
      folder,
      '--innodb-redo-log-capacity=8M',
    ]);
  }
  const script = findExecutable('mariadb-install-db') ?? 'mariadb-install-db';
  const words = ['--auth-root-authentication-method=normal', '--skip-test-db', '--innodb-log-file-size=4M'];
  return serverCommand(program, script, [folder, ...words]);
}

/** Two processes may make the same template at the same time; either one will do. */
async function renameUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
