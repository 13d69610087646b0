/** One line on a terminal that says what is waited for, and is gone when something comes. */

/** What comes sooner needs no words, and the line must not flicker. */
const AFTER_MS = 700;

const ERASE_LINE = '\r\x1b[2K';

export class WaitingLine {
  readonly #write: (text: string) => void;
  #timer: NodeJS.Timeout | undefined;
  #stands = false;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  show(text: string): void {
    this.clear();
    this.#timer = setTimeout(() => {
      this.#stands = true;
      this.#write(text);
    }, AFTER_MS);
  }

  clear(): void {
    clearTimeout(this.#timer);
    if (this.#stands) this.#write(ERASE_LINE);
    this.#stands = false;
  }
}
