/** How a learner makes a task, answer by answer, and runs it. */
import { type Learner, LONG_MS } from './learner.ts';

/** Takes the endpoints that are saved, each tested once more. */
export async function chooseEnds(learner: Learner): Promise<void> {
  const { endpoint, tables } = learner.words;
  for (const role of ['source', 'target'] as const) {
    await learner.sees(endpoint.question[role]);
    await learner.sees(`‹`);
    await learner.press('enter');
    await learner.sees(endpoint.works);
    await learner.press('enter');
  }
  await learner.sees(tables.rules);
  await learner.sees('sample1');
}

/** Takes what a pattern matches: so many tables. */
export async function takePattern(learner: Learner, pattern: string, matches: number): Promise<void> {
  const { tables } = learner.words;
  await learner.press('%');
  await learner.sees(tables.prompts.pattern);
  await learner.type(pattern);
  await learner.sees(tables.wouldMatch(matches));
  await learner.press('enter');
  await learner.sees(tables.rule('include', pattern, ''));
}

/** Leaves out one column of a table, and gives another a new name. */
export async function changeColumns(
  learner: Learner,
  table: string,
  change: { readonly leaveOut: string; readonly rename: string; readonly to: string },
): Promise<void> {
  const { tables } = learner.words;
  await learner.pointsAt(table);
  await learner.press('c');
  await learner.sees(change.leaveOut);
  await learner.pointsAt(`${change.leaveOut} `);
  await learner.press('space');
  await learner.sees(tables.leftOut);
  await learner.pointsAt(`${change.rename} `);
  await learner.press('r');
  await learner.sees(tables.prompts.renameColumn(change.rename));
  await learner.press('ctrl+u');
  await learner.type(change.to);
  await learner.press('enter');
  await learner.sees(`→ ${change.to}`);
  await learner.press('escape');
  await learner.sees(tables.rules);
}

/** On to the settings, with the tables as they are chosen. */
export async function goToSettings(learner: Learner): Promise<void> {
  await learner.press('enter');
  await learner.sees(learner.words.settings.question);
}

/** From the settings to the running task. Where rows would be removed, the name of what holds them is typed first. */
export async function start(learner: Learner, removing: Removing | null = null): Promise<void> {
  const { start: says } = learner.words;
  await learner.press('enter');
  await learner.mayPress('assessment.again', LONG_MS);
  await learner.press('enter');
  await learner.sees(says.columns.target, LONG_MS);
  await learner.press('enter');
  if (removing === null) return;
  await learner.sees(says.removes[removing.by]);
  await learner.type(removing.name);
  await learner.sees(says.yes);
  await learner.press('enter');
}

interface Removing {
  readonly by: 'truncate' | 'drop-and-create';
  /** Of the schema, or of the bucket. */
  readonly name: string;
}

/** Waits for the last page of the run. */
export async function seeItEnd(learner: Learner, outcome: 'done' | 'failed' = 'done'): Promise<void> {
  await learner.sees(`${outcome === 'done' ? '✔' : '✖'} ${learner.words.summary.outcomes[outcome]}`, LONG_MS);
}
