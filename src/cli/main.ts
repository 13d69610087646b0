/** The command line: what was typed finds its command. Each command's own code is loaded only then. */
import { Command, CommanderError } from 'commander';
import { DmsError, errorRecord } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { hideUrlSecretsIn } from '../model/url-secret.ts';
import { chooseLanguage, LANGUAGE_VARIABLE, language, speak } from '../tui/text/language.ts';
import type { ConsoleOptions } from './commands/console.ts';
import { addEndpointCommands } from './commands/endpoint/command.ts';
import { addInstanceCommands } from './commands/instance/commands.ts';
import { addLabCommand } from './commands/lab/command.ts';
import { ASSESSED, addTaskCommands } from './commands/task/commands.ts';
import { EXIT, exitCodeOfError } from './exit-code.ts';
import { addCommon, addPreparing, addRunning, addSelection, type RunOptions } from './options.ts';
import { hideCommandLine } from './url-password.ts';
import { packageVersion } from './version.ts';

const EXAMPLES = `
URLs
  mysql://user@host:3306/schema?ssl=verify-full      mariadb:// and aurora:// too
  s3://bucket/folder?region=eu-west-1                endpoint=, role= for other stores and roles
  file:///folder

Examples
  dms-tui assess mysql://reader@db1/dees mysql://writer@db2/dees
  dms-tui copy mysql://reader@db1/dees mysql://writer@db2/dees
  dms-tui copy mysql://reader@db1 s3://bucket/raw --include 'dees.%' --exclude 'dees.tmp%'
  dms-tui run task.json --resume

A URL may be the id of a saved endpoint: dms-tui endpoint --help
Passwords are asked for, or come from DMS_TUI_SOURCE_PASSWORD and DMS_TUI_TARGET_PASSWORD; those of SSH
bastions from DMS_TUI_SOURCE_SSH_PASSWORD and DMS_TUI_TARGET_SSH_PASSWORD.
Exit codes: 0 done, 1 failed, 2 wrong usage or file, 3 an endpoint failed its test or a check before a run,
4 rows differ, 5 another process works on the task or the instance, 130 interrupted with the checkpoint kept.
`;

/** Runs what `argv` asks for and returns the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  hideCommandLine(argv);
  let code: number = EXIT.done;
  const program = new Command('dms-tui')
    .description(
      'A Database Migration Service in a terminal: copies tables between MySQL, MariaDB and Aurora MySQL, or to S3 or a folder as CSV, and proves that they arrived.',
    )
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help; also: dms-tui <command> --help')
    .option('--lang <language>', 'en or ko (default: DMS_TUI_LANG, else the locale)')
    .option('--linear', 'instead of the console, questions of one line each: for screen readers')
    .helpCommand(false)
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    // What is repeated of a wrong command line may be a URL.
    .configureOutput({ outputError: (text, write) => write(hideUrlSecretsIn(text)) })
    .configureHelp({ showGlobalOptions: false })
    .hook('preAction', async () => {
      const wanted = chooseLanguage(program.opts<{ readonly lang?: string }>().lang, process.env);
      // English is always there; the words are loaded only with a command that has some.
      if (wanted !== 'en') await (await import('../tui/text/words.ts')).loadWords(wanted);
      speak(wanted);
      // What is started from here speaks as we do.
      process.env[LANGUAGE_VARIABLE] = language();
    });

  const copy = program
    .command('copy')
    .description('copy tables from source to target')
    .argument('<source-url>', 'mysql://user@host:3306/schema, or the id of a saved endpoint')
    .argument('<target-url>', 'the same, or s3://bucket/folder, or file:///folder');
  addCommon(addRunning(addSelection(copy))).action(
    async (source: string, target: string, options: RunOptions) => {
      code = await (await import('./commands/copy.ts')).copy(source, target, options);
    },
  );

  const run = program
    .command('run')
    .description('carry out a task file')
    .argument('<task.json>', 'the task file')
    .option('--table-mappings <file>', 'table mappings in place of those in the task file')
    .option('--task-settings <file>', 'task settings in place of those in the task file');
  addCommon(addRunning(run)).action(async (file: string, options: RunOptions) => {
    code = await (await import('./commands/run.ts')).run(file, options);
  });

  const assess = program
    .command('assess')
    .description('look at everything a run would meet, change nothing')
    .argument('<task.json|source-url>', 'a task file, or the URL or id of the source')
    .argument('[target-url]', 'the URL or id of the target, with that of a source');
  addCommon(addPreparing(addSelection(assess)))
    .option('--resume', 'as for a run that goes on from its checkpoint')
    .addHelpText('after', ASSESSED)
    .action(async (first: string, target: string | undefined, options: RunOptions) => {
      code = await (await import('./commands/assess.ts')).assess(first, target, options);
    });

  const validate = program
    .command('validate')
    .description('compare source and target, move nothing')
    .argument('<task.json|source-url>', 'a task file, or the URL or id of the source')
    .argument('[target-url]', 'the URL or id of the target, with that of a source');
  addCommon(addSelection(validate)).action(
    async (first: string, target: string | undefined, options: RunOptions) => {
      code = await (await import('./commands/validate.ts')).validate(first, target, options);
    },
  );

  addEndpointCommands(program, (given) => {
    code = given;
  });

  addInstanceCommands(program, (given) => {
    code = given;
  });

  addTaskCommands(program, (given) => {
    code = given;
  });

  addLabCommand(program, (given) => {
    code = given;
  });

  program
    .command('where')
    .description('say where files live')
    .action(async () => (await import('./commands/where.ts')).where());

  // After the commands: each would take this over.
  program.allowExcessArguments().action(async () => {
    const [word] = program.args;
    if (word !== undefined) refuseCommand(program, word);
    const { openOnTerminal } = await import('./commands/console.ts');
    code = await openOnTerminal(() => program.outputHelp(), program.opts<ConsoleOptions>());
  });

  try {
    await program.parseAsync(argv);
  } catch (error) {
    // Commander has printed its own complaint, or the help or version that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    return await complain(error);
  }
  return code;
}

/** A word that is no command must not open the console. */
function refuseCommand(program: Command, word: string): never {
  const known = program.commands.map((command) => command.name());
  const [near] = nearest(word, known, 1);
  const hint = near === undefined ? `Commands: ${known.join(', ')}` : `Did you mean ${near}?`;
  program.error(`error: unknown command '${word}'\n(${hint})`);
}

/**
 * Says what went wrong outside a run: wrong files and addresses, a busy task, a fault of ours. Returns
 * the exit code.
 */
export async function complain(error: unknown): Promise<number> {
  const [{ foldedError }, { chooseLook, speaksUnicode }] = await Promise.all([
    import('../tui/lines/folded.ts'),
    import('../tui/theme/look.ts'),
  ]);
  const { stderr } = process;
  const look = chooseLook({ unicode: speaksUnicode(), colour: stderr.isTTY && stderr.hasColors() });
  const record = errorRecord(error);
  for (const line of foldedError(record, look, stderr.isTTY ? stderr.columns : null))
    stderr.write(`${line}\n`);
  if (!(error instanceof DmsError)) (await import('./trace.ts')).keepTrace(error);
  return exitCodeOfError(record.kind);
}
