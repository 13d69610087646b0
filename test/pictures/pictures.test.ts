/**
 * The pictures of the README: real screens, made by `npm run pictures`. Here the same story is told again, and what
 * can be read in each has to be what the picture shows.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { PICTURES, type Picture, type PictureName, tellStory } from './story.ts';
import { pictureText } from './svg-text.ts';

const WRITES = process.env.MODE === 'pictures';

/** It can be read in some of them: a short one, the same each time. */
const SHOWN_FOLDER = join(tmpdir(), 'dms-tui');

/** Two servers, a sample, and a run of some hundred thousand rows, beside other tests. */
const STORY_MS = 600_000;

const fileOf = (name: PictureName) => join(import.meta.dirname, `${name}.svg`);

describe('the pictures', () => {
  let pictures: Record<PictureName, Picture>;

  test('can be made', { timeout: STORY_MS }, async () => {
    const isFree = !existsSync(SHOWN_FOLDER);
    try {
      pictures = await tellStory(isFree ? SHOWN_FOLDER : temporaryFolder());
    } finally {
      if (isFree) rmSync(SHOWN_FOLDER, { recursive: true, force: true });
    }
    if (WRITES) for (const name of PICTURES) writeFileSync(fileOf(name), pictures[name].svg);
  });

  test.each(PICTURES)('show the screen as it is: %s', (name) => {
    const shown = readFileSync(fileOf(name), 'utf8');
    expect(lasting(pictures[name].svg)).toEqual(lasting(shown));
  });

  test('are all in the README', () => {
    const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    for (const name of PICTURES) expect(readme).toContain(`(test/pictures/${name}.svg)`);
  });
});

/** Without the lines that come and go while a run goes on: who is waited for, how long it takes yet. */
function lasting(svg: string): string[] {
  return pictureText(svg).filter((row) => !/ gone|waiting for|No progress/.test(row));
}
