/** A terminal as far as the live display uses one: line breaks, cursor up, erase below, colours. */

export class Screen {
  columns: number;
  rows: number;
  readonly #lines: string[] = [''];
  #row = 0;
  /** How often something was written. */
  writes = 0;

  constructor(columns = 80, rows = 24) {
    this.columns = columns;
    this.rows = rows;
  }

  write(text: string): void {
    this.writes += 1;
    for (const [piece] of text.matchAll(/\x1b\[\??[\d;]*[A-Za-z]|\r|\n|[^\x1b\r\n]+/g)) this.#apply(piece);
  }

  /** Everything in window and scrollback, without blank lines at its end. */
  text(): string {
    return this.#lines.join('\n').trimEnd();
  }

  #apply(piece: string): void {
    if (piece === '\n') {
      this.#row += 1;
      this.#lines[this.#row] ??= '';
    } else if (/^\x1b\[\d+A$/.test(piece)) {
      // A cursor cannot leave the window at its top.
      const top = Math.max(0, this.#lines.length - this.rows);
      this.#row = Math.max(top, this.#row - Number.parseInt(piece.slice(2), 10));
    } else if (piece === '\x1b[J') {
      this.#lines.length = this.#row;
      this.#lines[this.#row] = '';
    } else if (!piece.startsWith('\x1b') && piece !== '\r') {
      this.#lines[this.#row] += piece;
    }
  }
}
