/** What a terminal shows of the bytes that were written to it. Tests wait for what can be read, never for time. */
import xterm from '@xterm/headless';
import { screenSvg } from './screen-svg.ts';
import { TODAY } from './unicode-today.ts';

/** What can be read on the screen: a text, a pattern, or whatever can be said of its lines. */
export type Wanted = string | RegExp | ((lines: readonly string[]) => boolean);

/** Servers are asked on the way to what is waited for, on a machine that runs other tests. */
const WAIT_MS = 30_000;
/** Nothing need be written for a screen to be what is waited for. */
const LOOK_MS = 50;

export class Screen {
  readonly #model: xterm.Terminal;
  #changed: () => void = () => {};
  /** Bytes written so far. */
  written = 0;

  constructor(columns: number, rows: number) {
    this.#model = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, convertEol: true });
    // By itself it takes emoji for narrow, as terminals did when there were none.
    this.#model.unicode.register(TODAY);
    this.#model.unicode.activeVersion = TODAY.version;
  }

  write(bytes: Uint8Array | string): void {
    this.written += bytes.length;
    this.#model.write(bytes, () => this.#changed());
  }

  resize(columns: number, rows: number): void {
    this.#model.resize(columns, rows);
  }

  dispose(): void {
    this.#model.dispose();
  }

  /** The lines in sight, without blanks at their ends. */
  text(): string {
    const { active } = this.#model.buffer;
    const lines = Array.from({ length: this.#model.rows }, (_, row) =>
      // A line keeps what stood beyond the edge of a window that was made narrower.
      (active.getLine(active.viewportY + row)?.translateToString(true, 0, this.#model.cols) ?? '').trimEnd(),
    );
    return lines.join('\n').trimEnd();
  }

  /** Whether a program has the other screen, which vanishes when it ends. */
  get isAlternate(): boolean {
    return this.#model.buffer.active.type === 'alternate';
  }

  svg(title: string): string {
    return screenSvg(this.#model, title);
  }

  async waitFor(wanted: Wanted, timeoutMs = WAIT_MS): Promise<void> {
    await this.#until(() => this.#shows(wanted), `no ${String(wanted)}`, timeoutMs);
  }

  async waitForNo(wanted: Wanted, timeoutMs = WAIT_MS): Promise<void> {
    await this.#until(() => !this.#shows(wanted), `still ${String(wanted)}`, timeoutMs);
  }

  #shows(wanted: Wanted): boolean {
    if (typeof wanted === 'string') return this.text().includes(wanted);
    return wanted instanceof RegExp ? wanted.test(this.text()) : wanted(this.text().split('\n'));
  }

  async #until(holds: () => boolean, says: string, timeoutMs: number): Promise<void> {
    const deadline = performance.now() + timeoutMs;
    while (!holds()) {
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`${says} within ${timeoutMs} ms; the screen shows:\n${this.text()}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(left, LOOK_MS));
        this.#changed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}
