/** Both labs in a terminal of the system, with the keys a learner would press, in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LABS } from '../../src/lab/lessons/labs.ts';
import { labsFolder } from '../../src/store/home.ts';
import { COMPILED_ENTRY } from '../support/compiled-entry.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Pty } from '../support/terminal/pty.ts';

/** Servers are made, and hundreds of thousands of rows moved, beside other tests. */
const STEP_MS = 120_000;
const LAB_MS = 900_000;

interface Words {
  readonly step: (at: number, of: number) => string;
  readonly done: string;
  readonly over: RegExp;
  readonly form: string;
}

const ENGLISH: Words = {
  step: (at, of) => `Step ${at} of ${of}:`,
  done: 'Done. On to the next step',
  over: /That was the last step/,
  form: 'An instance bounds',
};

const KOREAN: Words = {
  step: (at, of) => `${of}단계 중 ${at}단계:`,
  done: '다 됐습니다. 다음 단계로',
  over: /마지막 단계였습니다/,
  form: '인스턴스',
};

function openLab(lab: string, environment: Readonly<Record<string, string>>): Pty {
  return new Pty(process.execPath, [COMPILED_ENTRY, 'lab', lab], { columns: 100, rows: 40, environment });
}

/** Has a step done for the learner, and goes on. */
async function letItBeDone(terminal: Pty, at: number, of: number, words: Words): Promise<void> {
  await terminal.waitFor(words.step(at, of), STEP_MS);
  await terminal.press('d');
  await terminal.waitFor(words.done, STEP_MS);
  await terminal.press('enter');
}

describe('a lab', () => {
  test('from MySQL to MySQL: a step by hand, the others done, a summary at the end', {
    timeout: LAB_MS,
  }, async () => {
    const own = temporaryFolder();
    const terminal = openLab('mysql-to-mysql', { DMS_TUI_HOME: own, HOME: own });
    const of = LABS['mysql-to-mysql'].steps.length;
    await terminal.waitFor(ENGLISH.step(1, of), STEP_MS);
    await terminal.press('o');
    await terminal.waitFor('n new instance');
    await terminal.press('n');
    await terminal.waitFor(ENGLISH.form);
    await terminal.type('jk-small');
    await terminal.press('tab', 'right');
    await terminal.waitFor('small:');
    await terminal.press('enter');
    await terminal.waitFor(ENGLISH.done, STEP_MS);
    await terminal.press('ctrl+g');
    await terminal.waitFor('enter next step');
    await terminal.press('enter');
    for (let at = 2; at <= of; at += 1) await letItBeDone(terminal, at, of, ENGLISH);
    await terminal.waitFor(ENGLISH.over, STEP_MS);
    await terminal.press('ctrl+c', 'ctrl+c');
    expect(await terminal.ended).toBe(0);
    const [summary] = readdirSync(labsFolder(own)).filter((name) => name.endsWith('.md'));
    expect(readFileSync(join(labsFolder(own), summary!), 'utf8')).toContain('jk-small');
  });

  test('from MySQL to S3, in Korean', { timeout: LAB_MS }, async () => {
    const own = temporaryFolder();
    const terminal = openLab('mysql-to-s3', { DMS_TUI_HOME: own, HOME: own, LANG: 'ko_KR.UTF-8' });
    const of = LABS['mysql-to-s3'].steps.length;
    for (let at = 1; at <= of; at += 1) await letItBeDone(terminal, at, of, KOREAN);
    await terminal.waitFor(KOREAN.over, STEP_MS);
    await terminal.press('ctrl+c', 'ctrl+c');
    expect(await terminal.ended).toBe(0);
  });

  test('is taken up where it was left', { timeout: LAB_MS }, async () => {
    const own = temporaryFolder();
    const of = LABS['mysql-to-s3'].steps.length;
    const environment = { DMS_TUI_HOME: own, HOME: own };
    const first = openLab('mysql-to-s3', environment);
    await letItBeDone(first, 1, of, ENGLISH);
    await first.waitFor(ENGLISH.step(2, of), STEP_MS);
    await first.press('ctrl+c', 'ctrl+c');
    expect(await first.ended).toBe(0);
    await first.waitFor(`You are at step 2 of ${of}.`);
    const second = openLab('mysql-to-s3', environment);
    await second.waitFor(ENGLISH.step(2, of), STEP_MS);
  });
});
