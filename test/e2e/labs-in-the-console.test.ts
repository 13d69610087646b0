/** Both labs in a terminal of the system, every step done with the keys a learner would press, in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LABS } from '../../src/lab/lessons/labs.ts';
import type { LabId } from '../../src/lab/world/facts.ts';
import { labsFolder } from '../../src/store/home.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Learner, LONG_MS } from './learner/learner.ts';
import { doFirstLab } from './learner/mysql-to-mysql.ts';
import { doSecondLab } from './learner/mysql-to-s3.ts';

/** Some ten runs, each with its wizard, on a machine that runs other tests. */
const LAB_MS = 900_000;

/** All of a lab, to its page at the end. */
async function byHand(lab: LabId, language: 'en' | 'ko', doIt: (learner: Learner) => Promise<void>) {
  const home = temporaryFolder();
  const learner = new Learner(lab, language, home);
  await doIt(learner);
  await learner.leaves();
  expect(await learner.terminal.ended).toBe(0);
  const page = summaryIn(home);
  const { labs, summary } = learner.words.lab;
  expect(page).toContain(summary.title(labs[lab].title));
  expect(page).not.toContain(summary.skipped);
  expect(page).not.toContain(summary.open);
  return page;
}

describe.each(['en', 'ko'] as const)('by hand, in %s', (language) => {
  test('from MySQL to MySQL', { timeout: LAB_MS }, async () => {
    const page = await byHand('mysql-to-mysql', language, doFirstLab);
    for (const made of ['jk-small', 'reader-source', 'student-target']) expect(page).toContain(made);
  });

  test('from MySQL to S3', { timeout: LAB_MS }, async () => {
    expect(await byHand('mysql-to-s3', language, doSecondLab)).toContain('s3://dees2-class/jk');
  });
});

describe('a lab', () => {
  test('is taken up where it was left', { timeout: LAB_MS }, async () => {
    const home = temporaryFolder();
    const of = LABS['mysql-to-s3'].steps.length;
    const first = new Learner('mysql-to-s3', 'en', home);
    await first.comesTo('s3-endpoint');
    await first.press('d');
    await first.goesOn();
    await first.comesTo('movies');
    await first.press('ctrl+c', 'ctrl+c');
    expect(await first.terminal.ended).toBe(0);
    await first.sees(first.words.lab.guide.comeBack('mysql-to-s3', 2, of));
    const second = new Learner('mysql-to-s3', 'en', home);
    await second.comesTo('movies');
  });

  test('gives a hint, goes back, skips a step and does one for the learner', {
    timeout: LAB_MS,
  }, async () => {
    const home = temporaryFolder();
    // The lesson is longer than this window: a hint has to come into sight.
    const learner = new Learner('mysql-to-s3', 'en', home, 24);
    const { steps, guide, summary } = learner.words.lab;
    await learner.comesTo('s3-endpoint');
    await learner.press('h');
    await learner.sees(steps['s3-endpoint'].hints[0]!);
    await learner.press('s');
    await learner.comesTo('movies');
    await learner.press('b');
    await learner.comesTo('s3-endpoint');
    await learner.press('s');
    await learner.comesTo('movies');
    await learner.press('d');
    await learner.goesOn();
    await learner.comesTo('objects');
    await learner.press('s');
    await learner.comesTo('file');
    await learner.press('s');
    await learner.comesTo('several');
    await learner.press('s');
    await learner.sees(guide.over('ctrl+c'), LONG_MS);
    await learner.leaves();
    expect(await learner.terminal.ended).toBe(0);
    expect(summaryIn(home)).toContain(summary.skipped);
  });
});

function summaryIn(home: string): string {
  const [name] = readdirSync(labsFolder(home)).filter((one) => one.endsWith('.md'));
  return readFileSync(join(labsFolder(home), name!), 'utf8');
}
