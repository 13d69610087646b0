/** The options that commands share, and what they make of the values typed. */
import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { DmsError } from '../model/errors.ts';
import { parseJson } from '../model/json.ts';
import type { PrepMode } from '../model/task-settings.ts';

export interface DisplayOptions {
  readonly json?: boolean;
  readonly plain?: boolean;
}

export interface RunOptions extends DisplayOptions {
  readonly include?: string[];
  readonly exclude?: string[];
  readonly tableMappings?: string;
  readonly taskSettings?: string;
  readonly targetSettings?: string;
  readonly set?: string[];
  readonly objects?: string;
  readonly prep?: PrepMode;
  readonly lanes?: number;
  /** Id of a saved instance. */
  readonly instance?: string;
  /** False with `--no-validate`. */
  readonly validate?: boolean;
  readonly strict?: boolean;
  readonly yes?: boolean;
  readonly resume?: boolean;
  readonly task?: string;
  readonly sourcePasswordStdin?: boolean;
  readonly targetPasswordStdin?: boolean;
}

/** What to copy, for commands that are given two URLs. */
export function addSelection(command: Command): Command {
  return command
    .option('--include <pattern>', "tables to copy, as 'schema.table' with % and _ (repeatable)", gather)
    .option('--exclude <pattern>', 'tables to leave out (repeatable)', gather)
    .option('--table-mappings <file>', 'table mappings, the JSON of AWS DMS')
    .option('--task-settings <file>', 'task settings, the JSON of AWS DMS')
    .option('--target-settings <file>', 'S3Settings for an S3 or folder target, the JSON of AWS DMS')
    .option('--set <name=value>', 'one of the S3Settings, as CompressionType=GZIP (repeatable)', gather)
    .option('--task <id>', 'name of the task and its checkpoint (default: made from the rest)');
}

/** What becomes of the target. */
export function addPreparing(command: Command): Command {
  return command
    .addOption(
      new Option('--prep <mode>', 'what to do with target tables that exist').choices([
        'do-nothing',
        'drop-and-create',
        'truncate',
      ]),
    )
    .option(
      '--objects <list>',
      "what comes along: 'tables', 'all', or some of views,triggers,routines,events",
    );
}

export function addRunning(command: Command): Command {
  return addPreparing(command)
    .option('--no-validate', 'do not compare source and target after the load')
    .option('--resume', 'go on from the checkpoint')
    .option('--yes', 'answer the question before rows are removed');
}

export function addCommon(command: Command): Command {
  return command
    .option('--lanes <number>', 'how many chunks move at once', lanes)
    .option('--instance <id>', 'the instance to run on: lanes by its class, run logs in its home')
    .option('--strict', 'fail when a rule or setting is not carried out')
    .option('--source-password-stdin', 'read the password of the source from standard input')
    .option('--target-password-stdin', 'read the password of the target from standard input')
    .option('--json', 'events as NDJSON on stdout, everything else on stderr')
    .option('--plain', 'plain lines, also on a terminal');
}

/** Reads and parses a JSON file a person named. */
export function readDocument(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem = code === 'ENOENT' ? 'there is no such file' : `cannot be read: ${message}`;
    throw new DmsError('document', { file: path, path: '', problem });
  }
  return parseJson(text, path);
}

/** `Name=value` pairs as a settings document. The parser of the settings reads numbers and flags as text. */
export function settingsFromPairs(pairs: readonly string[]): Record<string, unknown> {
  const settings: Record<string, unknown> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals <= 0) {
      throw new DmsError('usage', {
        problem: `--set ${pair} is not a setting`,
        allowed: 'Name=value, as in --set CompressionType=GZIP',
      });
    }
    const value = pair.slice(equals + 1);
    settings[pair.slice(0, equals)] = value === 'true' || value === 'false' ? value === 'true' : value;
  }
  return settings;
}

export function gather(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/** As many as AWS DMS allows for `MaxFullLoadSubTasks`; more only makes the servers wait for each other. */
const MOST_LANES = 49;

function lanes(value: string): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count < 1 || count > MOST_LANES) {
    throw new InvalidArgumentError(`Allowed: a whole number from 1 to ${MOST_LANES}.`);
  }
  return count;
}
