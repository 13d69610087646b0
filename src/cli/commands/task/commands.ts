/** `task …`: what the command line takes; each command's own code is loaded only when it is called. */
import type { Command } from 'commander';
import { PROCESS_COMMAND } from '../../../host/launch-message.ts';

export interface CreateOptions {
  readonly tableMappings?: string;
  readonly taskSettings?: string;
  readonly replace?: boolean;
}

interface PasswordOptions {
  readonly sourcePasswordStdin?: boolean;
  readonly targetPasswordStdin?: boolean;
}

export interface StartOptions extends PasswordOptions {
  readonly wait?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

interface AssessOptions extends PasswordOptions {
  readonly resume?: boolean;
  readonly json?: boolean;
}

export interface ShowOptions {
  readonly json?: boolean;
}

export interface DeleteOptions {
  readonly yes?: boolean;
}

/** In the words of `assess`. */
export const ASSESSED = '\nExit codes: 0 the task can start, 3 a check failed.\n';

const STARTING = `
The task runs in a process of its own, which goes on when this terminal closes. This command returns when the
rows begin to move; what must be asked before is asked here. With --wait it follows the run to its end: leaving
it then (Ctrl-C) leaves the run as it is.
`;

export function addTaskCommands(program: Command, setCode: (code: number) => void): void {
  const task = program
    .command('task')
    .description('saved tasks: kept by name, run in a process of their own')
    .helpCommand(false);

  task
    .command('create')
    .description('save a task file under the id that it names')
    .argument('<task.json>', 'the task file, as `run` reads it')
    .option('--table-mappings <file>', 'table mappings in place of those in the task file')
    .option('--task-settings <file>', 'task settings in place of those in the task file')
    .option('--replace', 'put it in place of the saved one')
    .action(async (file: string, options: CreateOptions) =>
      (await import('./create.ts')).createTask(file, options),
    );

  task
    .command('list')
    .description('all saved tasks: how they stand, how far they are')
    .option('--json', 'as JSON')
    .action(async (options: ShowOptions) => setCode((await import('./list.ts')).listTasks(options)));

  task
    .command('show')
    .description('one saved task and its last run')
    .argument('<id>', 'the task')
    .option('--json', 'as JSON')
    .action(async (id: string, options: ShowOptions) => (await import('./show.ts')).showTask(id, options));

  addPasswords(
    task
      .command('assess')
      .description('look at everything a run of it would meet, change nothing')
      .argument('<id>', 'the task')
      .option('--resume', 'as for a run that goes on from its checkpoint'),
  )
    .option('--json', 'each check as a line of JSON')
    .addHelpText('after', ASSESSED)
    .action(async (id: string, options: AssessOptions) =>
      setCode(await (await import('../assess.ts')).assessSaved(id, options)),
    );

  const running = (name: 'start' | 'resume' | 'validate', description: string) =>
    addStarting(task.command(name).description(description)).action(
      async (id: string, options: StartOptions) =>
        setCode(await (await import('./start.ts')).startSavedTask(id, name, options)),
    );
  running('start', 'start a saved task');
  running('resume', 'go on from its checkpoint');
  running('validate', 'compare source and target, move nothing');

  task
    .command('stop')
    .description('stop the run of a task; its checkpoint is kept')
    .argument('<id>', 'the task')
    .action(async (id: string) => setCode(await (await import('./stop.ts')).stopTask(id)));

  task
    .command('delete')
    .description('forget a task, with the logs of its runs')
    .argument('<id>', 'the task')
    .option('--yes', 'do not ask')
    .action(async (id: string, options: DeleteOptions) =>
      (await import('./delete.ts')).deleteSavedTask(id, options),
    );

  program
    .command(PROCESS_COMMAND, { hidden: true })
    .description('carry a saved task out, as standard input says; started by `task start` and the console')
    .argument('<id>', 'the task, for the list of processes')
    .action(async () => setCode(await (await import('./process.ts')).taskProcess()));
}

function addStarting(command: Command): Command {
  return addPasswords(
    command
      .argument('<id>', 'the task')
      .option('--wait', 'follow the run to its end, in plain lines')
      .option('--yes', 'answer the question before rows are removed'),
  )
    .option('--json', 'as JSON; with --wait events as NDJSON')
    .addHelpText('after', STARTING);
}

function addPasswords(command: Command): Command {
  return command
    .option('--source-password-stdin', 'read the password of the source from standard input')
    .option('--target-password-stdin', 'read the password of the target from standard input');
}
