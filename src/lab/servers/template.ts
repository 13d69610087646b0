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
  // Every server that starts clears away the temporary files it finds, those of its neighbours too.
  const temporary = `${making}.tmp`;
  for (const folder of [making, temporary]) await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const places = [`--datadir=${insideRoot(program, making)}`, `--tmpdir=${insideRoot(program, temporary)}`];
    const { code, output } = await run(initialiseCommand(program, places));
    if (code !== 0) {
      const doing = 'making a data folder';
      throw new DmsError('lab.failed', { product: program.product, doing, log: output.slice(-2_000) });
    }
    // The server's identity: with it in the template, every copy would claim to be the same server.
    await rm(join(making, 'auto.cnf'), { force: true });
    await renameUnlessThere(making, template);
  } finally {
    for (const folder of [making, temporary]) await rm(folder, { recursive: true, force: true });
  }
}

function initialiseCommand(program: ServerProgram, places: readonly string[]): string[] {
  if (program.product === 'mysql') {
    // The smallest log the server allows: it is copied with every data folder.
    return serverCommand(program, program.daemon, [
      '--initialize-insecure',
      ...places,
      '--innodb-redo-log-capacity=8M',
    ]);
  }
  const script = findExecutable('mariadb-install-db') ?? 'mariadb-install-db';
  const words = ['--auth-root-authentication-method=normal', '--skip-test-db', '--innodb-log-file-size=4M'];
  return serverCommand(program, script, [...places, ...words]);
}

/** Two processes may make the same template at the same time; either one will do. */
async function renameUnlessThere(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}
