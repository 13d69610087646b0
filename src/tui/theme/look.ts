/** How output looks on this terminal: colour or not, Unicode or ASCII. State is never colour alone. */

export interface Look {
  readonly ok: string;
  readonly bad: string;
  readonly warn: string;
  readonly ellipsis: string;
  readonly arrow: string;
  /** Lines of a table: between two columns, below the heading, and where these cross. */
  readonly rule: { readonly upright: string; readonly level: string; readonly crossing: string };
  /** Pieces of a bar, from empty to full; the ones between are parts of a cell. */
  readonly bar: readonly string[];
  readonly paint: (style: Style, text: string) => string;
}

/** The terminal's own 16 colours, so that light and dark themes both work. */
export type Style = 'dim' | 'bold' | 'ok' | 'warn' | 'bad' | 'accent';

const CODES: Record<Style, readonly [on: number, off: number]> = {
  dim: [2, 22],
  bold: [1, 22],
  ok: [32, 39],
  warn: [33, 39],
  bad: [31, 39],
  accent: [36, 39],
};

export function chooseLook(options: { readonly unicode: boolean; readonly colour: boolean }): Look {
  const paint = options.colour
    ? (style: Style, text: string) => `\x1b[${CODES[style][0]}m${text}\x1b[${CODES[style][1]}m`
    : (_style: Style, text: string) => text;
  if (options.unicode) {
    return {
      ok: '✔',
      bad: '✖',
      warn: '⚠',
      ellipsis: '…',
      arrow: '→',
      rule: { upright: '│', level: '─', crossing: '┼' },
      bar: ['░', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
      paint,
    };
  }
  return {
    ok: 'ok',
    bad: 'ERROR',
    warn: '!',
    ellipsis: '...',
    arrow: '->',
    rule: { upright: '|', level: '-', crossing: '+' },
    bar: ['-', '#'],
    paint,
  };
}

/** Whether the locale says UTF-8; the first of the three variables that is set counts, as in a C program. */
export function speaksUnicode(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (platform === 'win32') return Boolean(environment.WT_SESSION || environment.TERM_PROGRAM);
  const locale = environment.LC_ALL || environment.LC_CTYPE || environment.LANG;
  if (!locale) return platform === 'darwin';
  return /utf-?8/i.test(locale);
}
