/**
 * A whole migration as questions of one line each, for a screen reader or a terminal that can do no more: both
 * ends, the tables, what happens to those that are there; then it runs with plain lines.
 */
import { listenForStop } from '../../host/stop-signals.ts';
import { DmsError } from '../../model/errors.ts';
import type { PrepMode } from '../../model/task-settings.ts';
import { words } from '../../tui/text/words.ts';
import { chooseLook } from '../../tui/theme/look.ts';
import type { Terminal } from '../ask.ts';
import { carryOut } from '../carry-out.ts';
import { EXIT } from '../exit-code.ts';
import type { RunOptions } from '../options.ts';
import { typedCommand } from '../resume-command.ts';
import { taskOfUrls } from '../task-of-urls.ts';
import { askEnd, type LinearEnd } from './ask-end.ts';
import { askTables, type Patterns } from './ask-tables.ts';
import { Lines } from './lines.ts';

/** Returns the exit code. */
export async function migrateLinearly(terminal: Terminal): Promise<number> {
  const stop = listenForStop(() => {});
  const lines = new Lines(terminal, stop.signal);
  try {
    const migration = await askAll(lines, stop.signal);
    lines.close();
    stop.dispose();
    if (migration === null) return EXIT.done;
    return await run(migration, lines);
  } catch (error) {
    if (stop.signal.aborted) throw new DmsError('interrupted', { task: '' });
    throw error;
  } finally {
    lines.close();
    stop.dispose();
  }
}

interface Migration {
  readonly source: LinearEnd;
  readonly target: LinearEnd;
  readonly patterns: Patterns;
  /** Null: tables of the target must be empty. */
  readonly prep: PrepMode | null;
}

/** Null when the person would rather not. */
async function askAll(lines: Lines, signal: AbortSignal): Promise<Migration | null> {
  const says = words().linear;
  // Marks that are words: nobody wants to hear the name of a sign.
  const look = chooseLook({ unicode: false, colour: false });
  lines.say(says.welcome);
  const { end: source, other } = await askEnd('source', null, lines, look, signal);
  const { end: target } = await askEnd('target', other, lines, look, signal);
  const patterns = await askTables(source, lines, look, signal);
  const prep = await askPrep(lines);
  const migration = { source, target, patterns, prep };
  lines.say();
  lines.say(says.way(source.word, target.word));
  lines.say(says.command);
  lines.sayWhole(commandOf(migration));
  const answers = [
    ['start', says.start],
    ['leave', says.leave],
  ] as const;
  return (await lines.choose(says.ready, answers, says.noSuchChoice)) === 'start' ? migration : null;
}

async function askPrep(lines: Lines): Promise<PrepMode | null> {
  const { linear: says, settings } = words();
  const modes = ['unset', 'do-nothing', 'truncate', 'drop-and-create'] as const;
  const choices = modes.map(
    (mode) => [mode, `${settings.options.prep[mode]}: ${settings.prep[mode]}`] as const,
  );
  const chosen = await lines.choose(says.prep, choices, says.noSuchChoice);
  return chosen === 'unset' ? null : chosen;
}

async function run(migration: Migration, lines: Lines): Promise<number> {
  const { source, target, patterns, prep } = migration;
  const options: RunOptions = {
    plain: true,
    include: [...patterns.include],
    exclude: [...patterns.exclude],
    ...(prep !== null && { prep }),
  };
  const { task, references } = await taskOfUrls(source.word, target.word, options);
  const code = await carryOut(task, 'start', options, references, {
    secrets: { source: source.secrets, target: target.secrets },
    words: wordsOf(migration),
  });
  lines.say();
  lines.say(words().linear.repeat);
  lines.sayWhole(commandOf(migration));
  return code;
}

/** What would be typed to do the same at once. */
function wordsOf({ source, target, patterns, prep }: Migration): string[] {
  return [
    'copy',
    source.word,
    target.word,
    ...patterns.include.flatMap((pattern) => ['--include', pattern]),
    ...patterns.exclude.flatMap((pattern) => ['--exclude', pattern]),
    ...(prep === null ? [] : ['--prep', prep]),
  ];
}

function commandOf(migration: Migration): string {
  const { argv, env, platform } = process;
  return typedCommand({ argv: [...argv.slice(0, 2), ...wordsOf(migration)], environment: env, platform });
}
