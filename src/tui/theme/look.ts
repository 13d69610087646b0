/** How output looks on this terminal: colour or not, Unicode or ASCII. State is never colour alone. */

export interface Look {
  readonly ok: string;
  readonly bad: string;
  readonly warn: string;
  readonly running: string;
  readonly paused: string;
  readonly ellipsis: string;
  readonly arrow: string;
  /** Before the row that the keys act on. */
  readonly pointer: string;
  /** Between the parts of a path of places. */
  readonly crumb: string;
  /** Around a value that the left and right keys change. */
  readonly turn: readonly [before: string, after: string];
  /** A step or choice: `chosen` now, `open` still to come. */
  readonly dot: { readonly chosen: string; readonly open: string };
  /** Stands for each of a fixed number of letters of a secret: their true number is nobody's business. */
  readonly bullet: string;
  /** Part of the way between two hops. */
  readonly link: string;
  /** Lines of a table: between two columns, below the heading, and where these cross. */
  readonly rule: { readonly upright: string; readonly level: string; readonly crossing: string };
  /** Pieces of a bar, from empty to full; the ones between are parts of a cell. */
  readonly bar: readonly string[];
  /** Heights of a line of values, from low to high. */
  readonly spark: readonly string[];
  /** Chunks of a table. */
  readonly chunk: Readonly<Record<'waiting' | 'running' | 'done' | 'retried' | 'different', string>>;
  readonly paint: (style: Style, text: string) => string;
}

/**
 * The terminal's own 16 colours, so that light and dark themes both work. `focus` is what the keys act on;
 * without colours nothing shows it, so a mark stands beside it always.
 */
export type Style = 'dim' | 'bold' | 'ok' | 'warn' | 'bad' | 'accent' | 'focus';

const CODES: Record<Style, readonly [on: number, off: number]> = {
  dim: [2, 22],
  bold: [1, 22],
  ok: [32, 39],
  warn: [33, 39],
  bad: [31, 39],
  accent: [36, 39],
  focus: [7, 27],
};

type Marks = Omit<Look, 'paint'>;

const UNICODE: Marks = {
  ok: '✔',
  bad: '✖',
  warn: '⚠',
  running: '▶',
  paused: '⏸',
  ellipsis: '…',
  arrow: '→',
  pointer: '❯',
  crumb: '›',
  turn: ['‹', '›'],
  dot: { chosen: '●', open: '○' },
  bullet: '•',
  link: '━',
  rule: { upright: '│', level: '─', crossing: '┼' },
  bar: ['░', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
  spark: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  chunk: { waiting: '░', running: '▒', done: '▓', retried: '↻', different: '≠' },
};

const ASCII: Marks = {
  ok: 'ok',
  bad: 'ERROR',
  warn: '!',
  running: '>',
  paused: '=',
  ellipsis: '...',
  arrow: '->',
  pointer: '>',
  crumb: '>',
  turn: ['<', '>'],
  dot: { chosen: '(*)', open: '( )' },
  bullet: '*',
  link: '--',
  rule: { upright: '|', level: '-', crossing: '+' },
  bar: ['-', '#'],
  spark: ['_', '.', '-', '=', '#'],
  chunk: { waiting: '.', running: '+', done: '#', retried: 'r', different: 'x' },
};

export function chooseLook(options: { readonly unicode: boolean; readonly colour: boolean }): Look {
  const paint = options.colour
    ? (style: Style, text: string) => `\x1b[${CODES[style][0]}m${text}\x1b[${CODES[style][1]}m`
    : (_style: Style, text: string) => text;
  return { ...(options.unicode ? UNICODE : ASCII), paint };
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
