/** `task …`: what the command line takes; each command's own code is loaded only when it is called. */
import type { Command } from 'commander';

export function addTaskCommands(program: Command, setCode: (code: number) => void): void {
  program
    .command('task-process', { hidden: true })
    .description('carry a saved task out, as standard input says; started by `task start` and the console')
    .argument('<id>', 'the task, for the list of processes')
    .action(async () => setCode(await (await import('./process.ts')).taskProcess()));
}
