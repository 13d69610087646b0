/** `instance …`: what the command line takes; each command's own code is loaded only when it is called. */
import { type Command, Option } from 'commander';
import { INSTANCE_CLASSES, type InstanceClass } from '../../../model/instance.ts';

export interface CreateOptions {
  readonly class: InstanceClass;
  readonly home?: string;
}

export interface ShowOptions {
  readonly json?: boolean;
}

const CLASSES = `
Classes
  small    2 lanes, 256 MB      medium   4 lanes, 512 MB      large    8 lanes, 1 GB
  auto     a lane for each core of this machine, up to 8, as far as half of its memory is enough

A lane moves one chunk of rows at a time; that bounds the memory, which is the most a run takes with
everything. Values of more than 4 MB come on top: one needs up to three times its size while it moves.
`;

export function addInstanceCommands(program: Command, setCode: (code: number) => void): void {
  const instance = program
    .command('instance')
    .description('replication instances: how large runs are and where their logs go')
    .helpCommand(false);

  instance
    .command('create')
    .description('make an instance')
    .argument('<id>', 'letters, digits and hyphens, as AWS DMS allows')
    .addOption(
      new Option('--class <class>', 'how many lanes a run has at most, and so how much memory')
        .choices(INSTANCE_CLASSES)
        .default('auto'),
    )
    .option('--home <folder>', 'where its run logs go (default: below the state folder)')
    .addHelpText('after', CLASSES)
    .action(async (id: string, options: CreateOptions) =>
      (await import('./create.ts')).createInstance(id, options),
    );

  instance
    .command('list')
    .description('all instances and who works on them')
    .option('--json', 'as JSON')
    .action(async (options: ShowOptions) => setCode((await import('./list.ts')).listInstances(options)));

  instance
    .command('show')
    .description('one instance, who works on it, and its last runs')
    .argument('<id>', 'the instance')
    .option('--json', 'as JSON')
    .action(async (id: string, options: ShowOptions) =>
      (await import('./show.ts')).showInstance(id, options),
    );

  instance
    .command('delete')
    .description('forget an instance; its run logs stay')
    .argument('<id>', 'the instance')
    .action(async (id: string) => (await import('./delete.ts')).deleteInstance(id));
}
