/** `lab …`: what the command line takes; each command's own code is loaded only when it is called. */
import type { Command } from 'commander';

export interface LabOptions {
  readonly auto?: boolean;
  readonly full?: boolean;
  readonly keep?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
Labs
  mysql-to-mysql    a whole migration between two databases
  mysql-to-s3       tables as CSV files in a bucket
  all               both, one after the other

Servers are private, on this machine, and go when the lab does: MariaDB or MySQL on PATH, or MariaDB from the
packages of Debian or Ubuntu when this is root.
`;

export function addLabCommand(program: Command, setCode: (code: number) => void): void {
  const lab = program
    .command('lab')
    .description('guided labs: a whole migration on this machine, every step checked')
    .argument('[name]', 'the lab; without one they are listed')
    .option('--auto', 'do every step unattended, with the same checks; without a name all labs')
    .option('--full', 'all rows of the sample: 5 million in one table')
    .option('--keep', 'leave servers and files as they are at the end')
    .option('--json', 'with --auto: what happens as lines of JSON')
    .helpCommand(false)
    .addHelpText('after', EXAMPLES)
    .action(async (name: string | undefined, options: LabOptions) => {
      setCode(await (await import('./lab.ts')).lab(name, options));
    });

  lab
    .command('stop')
    .description('end labs that were kept')
    .action(async () => {
      await (await import('./kept.ts')).stopLabs();
    });

  lab
    .command('note')
    .description('the connection data of labs that were kept, with passwords')
    .action(async () => {
      await (await import('./kept.ts')).showNotes();
    });
}
