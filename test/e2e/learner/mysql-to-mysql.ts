/** The first lab, done by hand. */
import type { StepId } from '../../../src/lab/lessons/lesson.ts';
import type { Learner } from './learner.ts';
import { goBack, lookAt, openSchema, signIn } from './looking.ts';
import { changeColumns, chooseEnds, goToSettings, seeItEnd, start, takePattern } from './wizard.ts';

type Step = (learner: Learner) => Promise<void>;

const REMOVED = { by: 'drop-and-create', name: 'dees' } as const;
const CHANGED = { leaveOut: 'tagline', rename: 'votes', to: 'vote_count' };

/** What is done from the guide of each step until the step holds. */
const STEPS: readonly (readonly [StepId, Step])[] = [
  ['instance', makeInstance],
  ['note', writeNote],
  ['look-source', lookIntoSource],
  ['look-target', lookIntoTarget],
  ['source-endpoint', pasteSource],
  ['target-endpoint', typeTarget],
  ['whole-way', testTheWay],
  ['mappings', moveAll],
  ['prepare-nothing', addToWhatIsThere],
  ['prepare-truncate', (learner) => moveMovies(learner, 'truncate')],
  ['prepare-drop', (learner) => moveMovies(learner, 'drop-and-create')],
  ['lobs-limited', movePostersCut],
  ['lobs-full', movePostersWhole],
  ['columns', moveOtherColumns],
  ['dial', turnDials],
  ['verify', lookAtWhatArrived],
];

export async function doFirstLab(learner: Learner): Promise<void> {
  for (const [step, doIt] of STEPS) {
    await learner.comesTo(step);
    await doIt(learner);
    await learner.isDone();
  }
}

async function makeInstance(learner: Learner): Promise<void> {
  const { home } = learner.words;
  await learner.goesThere();
  await learner.sees(home.none.instances);
  await learner.press('n');
  await learner.sees(home.newInstance.says);
  await learner.type('jk-small');
  await learner.chooses(home.newInstance.labels.class, 'small:');
  await learner.press('enter');
  await learner.sees(home.newInstance.done('jk-small'));
}

async function writeNote(learner: Learner): Promise<void> {
  const { guide, note } = learner.words.lab;
  const source = await learner.isHanded(note.source);
  const target = await learner.isHanded(note.target);
  await learner.goesThere();
  await learner.sees(guide.noteHow('enter'));
  learner.terminal.paste(`${source}\n${target}\n`);
  await learner.sees(target.trim().split(/\s+/).at(-1)!);
  await learner.press('enter');
}

async function lookIntoSource(learner: Learner): Promise<void> {
  const note = await learner.isHanded(learner.words.lab.note.source);
  await learner.goesThere();
  await signIn(learner, note);
  await openSchema(learner, 'dees');
  for (const table of ['movies', 'sample1', 'sample2']) {
    await lookAt(learner, table);
    await goBack(learner, table);
  }
}

async function lookIntoTarget(learner: Learner): Promise<void> {
  const note = await learner.isHanded(learner.words.lab.note.target);
  await learner.goesThere();
  await signIn(learner, note);
  await learner.sees(learner.words.browse.noSchemas);
}

async function pasteSource(learner: Learner): Promise<void> {
  const { endpoint, lab } = learner.words;
  const note = await learner.isHanded(lab.note.source);
  await learner.goesThere();
  await learner.sees(endpoint.question.source);
  learner.terminal.paste(note);
  await learner.sees('reader-source');
  await learner.press('ctrl+t');
  await keep(learner, 'reader-source');
}

async function typeTarget(learner: Learner): Promise<void> {
  const { endpoint, lab } = learner.words;
  const note = await learner.isHanded(lab.note.target);
  const [host, user, password, port] = note
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split(/\s+/).at(-1)!);
  await learner.goesThere();
  await learner.sees(endpoint.question.target);
  await learner.fills(endpoint.labels.host);
  await learner.type(host!);
  await learner.press('tab', 'ctrl+u');
  await learner.type(port!);
  await learner.press('tab');
  await learner.type(user!);
  await learner.press('tab');
  await learner.type(password!);
  await learner.press('enter');
  await keep(learner, 'student-target');
}

async function keep(learner: Learner, id: string): Promise<void> {
  const { endpoint } = learner.words;
  await learner.sees(endpoint.works);
  await learner.sees(endpoint.savesAs('enter', id));
  await learner.press('enter');
  await learner.sees(endpoint.kept(id));
}

async function testTheWay(learner: Learner): Promise<void> {
  await learner.goesThere();
  await learner.sees(learner.words.wholeWay.explain('enter'));
  await learner.mayPress('way.test');
  await learner.press('enter');
}

async function moveAll(learner: Learner): Promise<void> {
  await learner.goesThere();
  await chooseEnds(learner);
  await takePattern(learner, 'dees.%', 3);
  await goToSettings(learner);
  await start(learner);
  await seeItEnd(learner);
}

async function addToWhatIsThere(learner: Learner): Promise<void> {
  await chooseMovies(learner, 'do-nothing');
  await start(learner);
  await seeItEnd(learner, 'failed');
}

async function moveMovies(learner: Learner, prep: 'truncate' | 'drop-and-create'): Promise<void> {
  await chooseMovies(learner, prep);
  await start(learner, { by: prep, name: 'dees' });
  await seeItEnd(learner);
}

async function chooseMovies(
  learner: Learner,
  prep: 'do-nothing' | 'truncate' | 'drop-and-create',
): Promise<void> {
  const { settings } = learner.words;
  await learner.goesThere();
  await chooseEnds(learner);
  await takePattern(learner, 'dees.movies', 1);
  await goToSettings(learner);
  await learner.chooses(settings.labels.prep, settings.options.prep[prep]);
}

async function movePostersCut(learner: Learner): Promise<void> {
  const { settings, summary } = learner.words;
  await learner.goesThere();
  await chooseEnds(learner);
  await takePattern(learner, 'dees_media.%', 1);
  await goToSettings(learner);
  await learner.chooses(settings.labels.lobs, settings.options.lobs.limited);
  await learner.fills(settings.labels['lob-kb']);
  await learner.press('ctrl+u');
  await learner.type('32');
  await start(learner);
  await seeItEnd(learner);
  await learner.sees(summary.columns.truncated);
}

async function movePostersWhole(learner: Learner): Promise<void> {
  const { settings } = learner.words;
  await learner.goesThere();
  await chooseEnds(learner);
  await takePattern(learner, 'dees_media.%', 1);
  await goToSettings(learner);
  await learner.chooses(settings.labels.prep, settings.options.prep['drop-and-create']);
  await learner.chooses(settings.labels.lobs, settings.options.lobs.full);
  await start(learner, { ...REMOVED, name: 'dees_media' });
  await seeItEnd(learner);
}

async function moveOtherColumns(learner: Learner): Promise<void> {
  const { settings } = learner.words;
  await learner.goesThere();
  await chooseEnds(learner);
  await changeColumns(learner, 'movies', CHANGED);
  await learner.press('space');
  await learner.sees(learner.words.tables.rule('include', 'dees.movies', ''));
  await goToSettings(learner);
  await learner.chooses(settings.labels.prep, settings.options.prep['drop-and-create']);
  await start(learner, REMOVED);
  await seeItEnd(learner);
  await learner.sees('vote_count');
}

async function turnDials(learner: Learner): Promise<void> {
  const { settings, runScreen } = learner.words;
  await learner.goesThere();
  await chooseEnds(learner);
  await changeColumns(learner, 'movies', CHANGED);
  await takePattern(learner, 'dees.%', 3);
  await goToSettings(learner);
  await learner.chooses(settings.labels.prep, settings.options.prep['drop-and-create']);
  await start(learner, REMOVED);
  await learner.mayPress('run.pause');
  await learner.press('p');
  await learner.mayPress('run.go-on');
  await learner.press('-');
  await learner.sees(runScreen.lanesOf(1, 8).slice(0, -1));
  await learner.press('p');
  await seeItEnd(learner);
}

async function lookAtWhatArrived(learner: Learner): Promise<void> {
  await learner.goesThere();
  // The password was typed before, and is not asked for again.
  await openSchema(learner, 'dees');
  await lookAt(learner, 'movies');
  await learner.press('tab');
  await learner.sees('vote_count');
}
