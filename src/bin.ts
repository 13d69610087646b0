#!/usr/bin/env node
/**
 * The entry. This file must parse on an old Node, so that the person there reads a sentence and not a
 * syntax error: everything newer is imported after the guard.
 */

/** The oldest Node that has all we use: 22.13 lets `commander` 15 and the test of colours work. */
const NEEDED = [22, 13];

/** Time for output still on its way through a pipe. */
const LEAVE_MS = 2_000;

const found = process.versions.node.split('.').map(Number);
const isTooOld = found[0]! < NEEDED[0]! || (found[0] === NEEDED[0] && found[1]! < NEEDED[1]!);

if (isTooOld) {
  const rest = process.argv
    .slice(2)
    // A secret must not be printed back, nor must a quote break the command.
    .map((argument) => argument.replace(/(:\/\/[^:/@]*):.*@/, '$1@'))
    .map((argument) =>
      /^[\w@%+=:,./-]+$/.test(argument) ? argument : `'${argument.replace(/'/g, "'\\''")}'`,
    );
  const command = ['dms-tui'].concat(rest).join(' ');
  console.error(
    [
      `dms-tui needs Node ${NEEDED.join('.')} or newer; this is Node ${process.versions.node}.`,
      'Without changing the Node of this machine, this runs it on a newer one:',
      '',
      `  npx -y -p node@22.23.2 -p dms-tui -c "${command.replace(/["\\$`]/g, '\\$&')}"`,
      '',
    ].join('\n'),
  );
  process.exitCode = 2;
} else {
  void start();
}

async function start() {
  // The reader of our output has gone (`| head`, a closed terminal): there is nobody left to tell.
  for (const output of [process.stdout, process.stderr]) {
    output.on('error', (error: NodeJS.ErrnoException) => {
      // A run that was under way ends here, as with Ctrl-C: what is committed stays.
      if (error.code === 'EPIPE' || error.code === 'EIO') process.exit(130);
      throw error;
    });
  }
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  process.env.NODE_ENV = process.env.NODE_ENV || 'production';
  if (process.env.NO_COLOR) process.env.FORCE_COLOR = '0';
  const { complain, main } = await import('./cli/main.ts');
  process.once('uncaughtException', (error) => {
    void complain(error).then((code) => process.exit(code));
  });
  process.exitCode = await main(process.argv);
  // All is done and said: a connection that does not close must not keep the person waiting.
  setTimeout(() => process.exit(), LEAVE_MS).unref();
}
