/**
 * Somebody who goes through a lab with the keys of the console, and knows of each screen only what stands on it.
 * Whatever is waited for comes from the product's own words, so that the keys are the same in every language.
 */
import { LABS } from '../../../src/lab/lessons/labs.ts';
import type { StepId } from '../../../src/lab/lessons/lesson.ts';
import type { LabId } from '../../../src/lab/world/facts.ts';
import { type CommandId, KEYS } from '../../../src/tui/keys/commands.ts';
import type { Language } from '../../../src/tui/text/language.ts';
import type { Words } from '../../../src/tui/text/words.ts';
import { COMPILED_ENTRY } from '../../support/compiled-entry.ts';
import { CATALOGUES } from '../../support/languages.ts';
import { Pty } from '../../support/terminal/pty.ts';

/** Servers are made, and hundreds of thousands of rows moved, beside other tests. */
export const LONG_MS = 120_000;
const LOCALES: Readonly<Record<Language, string>> = { en: 'C.UTF-8', ko: 'ko_KR.UTF-8' };
/** Longer than any picture takes on a machine that runs other tests. */
const LOOK_AGAIN_MS = 3_000;
/** No form has more fields, and no table of a lab more columns. */
const MOST_TURNS = 20;

export class Learner {
  readonly words: Words;
  readonly terminal: Pty;
  readonly #lab: LabId;

  /** Opens the lab. `home` is the state folder of this person. */
  constructor(lab: LabId, language: Language, home: string, rows = 40) {
    this.#lab = lab;
    this.words = CATALOGUES[language];
    this.terminal = new Pty(process.execPath, [COMPILED_ENTRY, 'lab', lab], {
      // Narrow enough for the guide to stand above the screens, so that every line is of one text.
      columns: 100,
      rows,
      environment: { DMS_TUI_HOME: home, HOME: home, LANG: LOCALES[language] },
    });
  }

  /** A text of the product, wherever its lines are broken. */
  async sees(text: string, timeoutMs?: number): Promise<void> {
    await this.terminal.waitFor(saying(text), timeoutMs);
  }

  /** That a key does this now. */
  async mayPress(command: CommandId, timeoutMs?: number): Promise<void> {
    const shown = `${KEYS[command][0]} ${this.words.commands[command]}`;
    await this.terminal.waitFor((lines) => (lines.at(-1) ?? '').includes(shown), timeoutMs);
  }

  press(...keys: readonly string[]): Promise<void> {
    return this.terminal.press(...keys);
  }

  type(text: string): Promise<void> {
    return this.terminal.type(text);
  }

  /** Moves the pointer of a list to the line that begins with this. */
  pointsAt(text: string): Promise<void> {
    return this.#moves(text, ['up', 'down']);
  }

  /** Goes to the field of a form with this label. */
  fills(field: string): Promise<void> {
    return this.#moves(field, ['shift+tab', 'tab']);
  }

  /** Chooses an option of a form's field, both by the words they have there. */
  async chooses(field: string, option: string): Promise<void> {
    await this.fills(field);
    for (let turns = 0; !pointed(this.#lines()).includes(`‹ ${option}`); turns += 1) {
      if (turns === MOST_TURNS) throw new Error(`${field} has no ${option}:\n${this.terminal.text()}`);
      const before = pointed(this.#lines());
      await this.press('right');
      await this.terminal.waitFor((lines) => pointed(lines) !== before);
    }
  }

  /** Has the guide before itself, open at this step. */
  async comesTo(step: StepId): Promise<void> {
    const { steps } = LABS[this.#lab];
    const { guide, steps: texts } = this.words.lab;
    const at = steps.findIndex(({ id }) => id === step) + 1;
    await this.sees(guide.step(at, steps.length, texts[step].title), LONG_MS);
    await this.mayPress('lab.go', LONG_MS);
  }

  /** What the guide hands out under this title, line by line as a mouse would mark it. */
  async isHanded(title: string): Promise<string> {
    await this.sees(title);
    const lines = this.#lines();
    const from = lines.findIndex((line) => line.trim() === title) + 1;
    const isOfIt = (line: string) => line.startsWith('    ') && line.trim() !== '';
    const end = lines.findIndex((line, row) => row >= from && !isOfIt(line));
    return lines.slice(from - 1, end).join('\n');
  }

  /** Goes from the guide to the place of the step. */
  goesThere(): Promise<void> {
    return this.press('o');
  }

  /** Sees that the step is done, and goes on to the next one. */
  async isDone(): Promise<void> {
    await this.sees(this.words.lab.guide.holds('ctrl+g', 'enter'), LONG_MS);
    await this.press('ctrl+g');
    await this.goesOn();
  }

  /** The same with the guide open already. */
  async goesOn(): Promise<void> {
    await this.sees(this.words.lab.guide.holds('ctrl+g', 'enter'), LONG_MS);
    await this.mayPress('lab.next');
    await this.press('enter');
  }

  /** Leaves the console at the end of the lab. */
  async leaves(): Promise<void> {
    await this.sees(this.words.lab.guide.over('ctrl+c'), LONG_MS);
    await this.press('ctrl+c', 'ctrl+c');
  }

  /** Counts the lines in between, as eyes do; a picture that was not whole yet is looked at again. */
  async #moves(text: string, [up, down]: readonly [string, string]): Promise<void> {
    for (let looks = 0; looks < MOST_TURNS; looks += 1) {
      await this.terminal.waitFor((lines) => lines.some(isPointed) && lines.some(beginsWith(text)));
      const lines = this.#lines();
      const way = lines.findIndex(beginsWith(text)) - lines.findIndex(isPointed);
      for (let left = Math.abs(way); left > 0; left -= 1) await this.press(way < 0 ? up : down);
      const isThere = this.terminal.waitFor((now) => beginsWith(text)(pointed(now)), LOOK_AGAIN_MS);
      if (
        await isThere.then(
          () => true,
          () => false,
        )
      )
        return;
    }
    throw new Error(`nothing leads to ${text}:\n${this.terminal.text()}`);
  }

  #lines(): readonly string[] {
    return this.terminal.text().split('\n');
  }
}

/** Behind the pointer and the marks that a line may have. */
function beginsWith(text: string): (line: string) => boolean {
  return (line) => line.replace(/^[\s❯✔+-]*/, '').startsWith(text);
}

function isPointed(line: string): boolean {
  return line.trimStart().startsWith('❯');
}

function pointed(lines: readonly string[]): string {
  return lines.find(isPointed) ?? '';
}

function saying(text: string): (lines: readonly string[]) => boolean {
  const bare = (written: string) => written.replace(/\s+/g, '');
  const wanted = bare(text);
  return (lines) => bare(lines.join('')).includes(wanted);
}
