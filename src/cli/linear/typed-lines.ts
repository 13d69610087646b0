/**
 * Lines as they are typed or pasted. The terminal would show all of it, passwords too, and keep it in sight for
 * whoever scrolls back; so it is told to show nothing, and what may be seen is written here.
 */
import { printable, width } from '../../tui/layout/text.ts';
import { stopProcess } from '../../tui/stop-process.ts';
import type { Terminal } from '../ask.ts';
import { shownOf, type Written } from './shown-of.ts';

export interface LineReceiver {
  onLine(line: string): void;
  /** Ctrl-C, Ctrl-D on an empty line, or the terminal has gone. */
  onEnd(): void;
}

/** What keys send that write nothing, and the marks around a paste; also the beginning of one. */
const SEQUENCES = /\x1b(?:\[[0-?]*[ -/]*[@-~]?|O.?|.?)/g;

export class TypedLines {
  readonly #terminal: Terminal;
  readonly #receiver: LineReceiver;
  #isOpen = false;
  #line = '';
  #shown = '';
  #written: Written = 'word';
  /** A line break of two characters is one. */
  #endedByReturn = false;

  constructor(terminal: Terminal, receiver: LineReceiver) {
    this.#terminal = terminal;
    this.#receiver = receiver;
  }

  /** Whether a line has begun. */
  get isWithinLine(): boolean {
    return textOf(this.#line) !== '';
  }

  /** Takes the terminal. What was begun before is forgotten: it was for another question. */
  open(written: Written): void {
    this.#line = '';
    this.#shown = '';
    this.#written = written;
    this.#listen();
  }

  /** From here on lines of a note are written. */
  expectNote(): void {
    this.#written = 'note';
  }

  /** Gives the terminal back, where Ctrl-C is a signal again. */
  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    const { input } = this.#terminal;
    input.off('data', this.#onData);
    input.off('end', this.#onEnd);
    input.setRawMode(false);
    input.pause();
  }

  #listen(): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    const { input } = this.#terminal;
    input.setRawMode(true);
    input.setEncoding('utf8');
    input.on('data', this.#onData);
    input.once('end', this.#onEnd);
    input.resume();
  }

  readonly #onEnd = () => this.#receiver.onEnd();

  readonly #onData = (text: string) => {
    const came = textOf(text);
    // Of several lines at once each may be a password. What a person types comes letter by letter.
    const isNote = /[\r\n]\s*\S/.test(came) || (this.#written === 'end' && /\S\s+\S/.test(came));
    const usual = this.#written;
    if (isNote) this.#written = 'note';
    for (const character of text) this.#take(character);
    if (usual === 'word') this.#written = usual;
  };

  #take(character: string): void {
    const isSecondHalf = character === '\n' && this.#endedByReturn;
    this.#endedByReturn = character === '\r';
    if (isSecondHalf) return;
    switch (character) {
      case '\r':
      case '\n':
        this.#endLine();
        break;
      case '\x03':
        this.#break();
        this.#receiver.onEnd();
        break;
      case '\x04':
        if (!this.isWithinLine) this.#receiver.onEnd();
        break;
      case '\x1a':
        void this.#suspend();
        break;
      case '\x7f':
      case '\b':
        this.#write(Array.from(textOf(this.#line)).slice(0, -1).join(''));
        break;
      case '\x15':
        this.#write('');
        break;
      case '\x17':
        this.#write(textOf(this.#line).replace(/\S+\s*$/, ''));
        break;
      default:
        this.#write(this.#line + character);
    }
  }

  #write(line: string): void {
    this.#line = line;
    this.#show(false);
  }

  #endLine(): void {
    const line = textOf(this.#line);
    this.#show(true);
    this.#break();
    this.#receiver.onLine(line);
  }

  #break(): void {
    this.#terminal.output.write('\n');
    this.#line = '';
    this.#shown = '';
  }

  #show(isWhole: boolean): void {
    const shown = printable(shownOf(textOf(this.#line), this.#written, isWhole));
    const before = this.#shown;
    this.#shown = shown;
    if (shown === before) return;
    let same = 0;
    while (same < before.length && before[same] === shown[same]) same += 1;
    const erased = width(before.slice(same));
    this.#terminal.output.write('\b \b'.repeat(erased) + shown.slice(same));
  }

  async #suspend(): Promise<void> {
    this.close();
    await stopProcess();
    this.#listen();
    // The shell has written on this line.
    this.#terminal.output.write(this.#shown);
  }
}

/** Without what writes nothing. A blank stands for a tab. */
function textOf(line: string): string {
  return line
    .replace(SEQUENCES, '')
    .replaceAll('\t', ' ')
    .replace(/[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]/g, '');
}
