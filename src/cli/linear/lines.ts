/**
 * Lines from the person, one after the other. Nothing is ever drawn over: a screen reader says each line once,
 * and so does a terminal that can do nothing else.
 */
import { DmsError } from '../../model/errors.ts';
import { wrapped } from '../../tui/layout/wrap.ts';
import { askSecret, type Terminal } from '../ask.ts';
import type { Written } from './shown-of.ts';
import { TypedLines } from './typed-lines.ts';

/** What is pasted comes in one go; a person takes longer between two lines. */
const PASTE_MS = 60;

export class Lines {
  readonly #terminal: Terminal;
  readonly #signal: AbortSignal;
  readonly #typed: TypedLines;
  readonly #came: string[] = [];
  #waiting: ((line: string | null) => void) | null = null;
  #ended = false;
  #number = 0;

  /** No question is answered any more once the signal has come. */
  constructor(terminal: Terminal, signal: AbortSignal) {
    this.#terminal = terminal;
    this.#signal = signal;
    this.#typed = new TypedLines(terminal, {
      onLine: (line) => this.#take(line),
      onEnd: () => this.#end(),
    });
    signal.addEventListener('abort', () => this.#end(), { once: true });
  }

  /** Broken between words, where the terminal would break inside of them. */
  say(text = ''): void {
    const { output } = this.#terminal;
    for (const line of text.split('\n')) {
      const lines = line === '' ? [''] : wrapped(line, output.columns);
      for (const one of lines) output.write(`${one}\n`);
    }
  }

  /** A command stays in one line: it is there to be copied. */
  sayWhole(line: string): void {
    this.#terminal.output.write(`${line}\n`);
  }

  /** A question with its number, answered in one line. @throws DmsError 'interrupted' when the input ends */
  async ask(question: string): Promise<string> {
    try {
      return await this.#answer(question, 'word');
    } finally {
      this.close();
    }
  }

  /**
   * The same for an answer of one word or of many lines, none of which may show a password: a line that is no word
   * alone, or that more was pasted with, goes on up to an empty one; `onMore` may say so.
   */
  async askNote(question: string, onMore: () => void): Promise<string[]> {
    try {
      const first = await this.#answer(question, 'end');
      if (isWord(first.trim()) && !(await this.#goesOn())) return [first];
      this.#typed.expectNote();
      onMore();
      return [first, ...(await this.#more())];
    } finally {
      this.close();
    }
  }

  /** One of these by its number; enter alone is the first. */
  async choose<Choice extends string>(
    question: string,
    choices: readonly (readonly [choice: Choice, says: string])[],
    wrong: (most: number) => string,
  ): Promise<Choice> {
    const listed = choices.map(([, says], index) => `   ${index + 1} ${says}`);
    for (;;) {
      const answer = (await this.ask([question, ...listed].join('\n'))).trim();
      const chosen = choices[answer === '' ? 0 : Number(answer) - 1];
      if (chosen !== undefined) return chosen[0];
      this.say(wrong(choices.length));
    }
  }

  /** Shows nothing of what is typed. Null for nothing. */
  async secret(question: string): Promise<string | null> {
    this.close();
    this.#number += 1;
    const typed = await askSecret(this.#terminal, `\n${this.#number}. ${question}\n> `, this.#signal);
    return typed === '' ? null : typed;
  }

  /** Gives the terminal back; a question opens it again. */
  close(): void {
    this.#typed.close();
  }

  async #answer(question: string, written: Written): Promise<string> {
    // Nothing is shown that is typed from here on but by us, so before the question can be seen.
    this.#came.length = 0;
    this.#typed.open(written);
    this.#number += 1;
    this.say();
    this.say(`${this.#number}. ${question}`);
    this.#terminal.output.write('> ');
    return await this.#next();
  }

  /** More lines of the same answer, up to an empty one: those of a paste, and those typed after it. */
  async #more(): Promise<string[]> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.#next();
      // An empty line inside of what was pasted ends nothing.
      if (line.trim() === '' && !(await this.#goesOn())) return lines;
      lines.push(line);
    }
  }

  /** Whether more of a paste is there, or on its way. */
  async #goesOn(): Promise<boolean> {
    const hasCome = () => this.#came.length > 0 || this.#typed.isWithinLine;
    if (!hasCome()) await new Promise((resolve) => setTimeout(resolve, PASTE_MS));
    return hasCome();
  }

  async #next(): Promise<string> {
    const line = await new Promise<string | null>((resolve) => {
      const first = this.#came.shift();
      if (first !== undefined) resolve(first);
      else if (this.#ended) resolve(null);
      else this.#waiting = resolve;
    });
    if (line === null) throw new DmsError('interrupted', { task: '' });
    return line;
  }

  #end(): void {
    this.#ended = true;
    this.#take(null);
  }

  #take(line: string | null): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null) waiting(line);
    else if (line !== null) this.#came.push(line);
  }
}

function isWord(text: string): boolean {
  if (/\s/.test(text)) return false;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || !(text.includes('=') || text.endsWith(':'));
}
