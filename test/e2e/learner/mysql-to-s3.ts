/** The second lab, done by hand. */
import type { Learner } from './learner.ts';
import { lookAt } from './looking.ts';
import { chooseEnds, goToSettings, seeItEnd, start, takePattern } from './wizard.ts';

export async function doSecondLab(learner: Learner): Promise<void> {
  await learner.comesTo('s3-endpoint');
  await makeEndpoint(learner);
  await learner.isDone();

  await learner.comesTo('movies');
  await moveMovies(learner);
  await learner.isDone();

  await learner.comesTo('objects');
  await learner.goesThere();
  await openBucket(learner);
  await learner.isDone();

  await learner.comesTo('file');
  await learner.goesThere();
  await openBucket(learner);
  await lookAt(learner, 'movies');
  await learner.isDone();

  await learner.comesTo('several');
  await moveAll(learner);
  await learner.isDone();
}

/** With the folder of the endpoint in it there is one schema alone. */
async function openBucket(learner: Learner): Promise<void> {
  await learner.pointsAt('dees ');
  await learner.press('enter');
  await learner.sees('❯ movies');
}

async function makeEndpoint(learner: Learner): Promise<void> {
  const { endpoint, lab } = learner.words;
  const store = await learner.isHanded(lab.note.store);
  const address = store.trim().split(/\s+/).at(-1)!;
  await learner.goesThere();
  await learner.sees(endpoint.question.target);
  await learner.chooses(endpoint.labels.engine, endpoint.options.s3);
  learner.terminal.paste(store);
  await learner.sees(address);
  await learner.fills(endpoint.labels.folder);
  await learner.type('jk');
  await learner.press('enter');
  await learner.sees(endpoint.works);
  await learner.press('enter');
  await learner.sees(endpoint.kept('dees2-class-target'));
}

async function moveMovies(learner: Learner): Promise<void> {
  await learner.goesThere();
  await chooseEnds(learner);
  await takePattern(learner, 'dees.movies', 1);
  await goToSettings(learner);
  await start(learner);
  await seeItEnd(learner);
}

/** The files of movies are there already. */
async function moveAll(learner: Learner): Promise<void> {
  const { settings } = learner.words;
  await learner.goesThere();
  await chooseEnds(learner);
  await takePattern(learner, 'dees.%', 3);
  await goToSettings(learner);
  await learner.chooses(settings.labels.prep, settings.options.prep['drop-and-create']);
  await start(learner, { by: 'drop-and-create', name: 'dees2-class' });
  await seeItEnd(learner);
}
