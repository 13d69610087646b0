/** A text one scrolls through: wrapped once for each width, drawn as far as it is in sight. */
import { cut, padStart, width } from '../layout/text.ts';
import { wrapped } from '../layout/wrap.ts';
import type { Room } from '../place.ts';
import { firstLine, type Scroll } from '../state/scroll.ts';
import { exact } from '../text/numbers.ts';
import type { Look, Style } from '../theme/look.ts';

/** Something that is said, in safe text; what does not fit on one line goes on below itself. */
export interface Paragraph {
  readonly text: string;
  /** Before it, in its own column: a time. */
  readonly stamp?: string;
  /** Of the look, before the text. */
  readonly mark?: 'bad' | 'warn' | 'ok';
  readonly style?: Style;
  /** Columns it stands further in. */
  readonly indent?: number;
}

export interface PaperLine {
  readonly paragraph: Paragraph;
  readonly text: string;
  readonly isFirst: boolean;
}

const MARGIN = 2;
/** The widest mark of any look, and a blank: text is wrapped alike on every terminal. */
const MARK_COLUMNS = 6;
/** Below the last line: where one is. */
const PAPER_FOOT = 1;

const known = new WeakMap<readonly Paragraph[], Map<number, readonly PaperLine[]>>();

/** The same list of paragraphs is wrapped once for each width. */
export function paperLines(paragraphs: readonly Paragraph[], columns: number): readonly PaperLine[] {
  const byWidth = known.get(paragraphs) ?? new Map<number, readonly PaperLine[]>();
  known.set(paragraphs, byWidth);
  const before = byWidth.get(columns);
  if (before !== undefined) return before;
  const stamps = paragraphs.reduce((most, { stamp }) => Math.max(most, width(stamp ?? '')), 0);
  const room = columns - MARGIN * 2 - (stamps > 0 ? stamps + 2 : 0);
  const lines = paragraphs.flatMap((paragraph) => linesOf(paragraph, Math.max(20, room)));
  byWidth.set(columns, lines);
  return lines;
}

function linesOf(paragraph: Paragraph, room: number): PaperLine[] {
  const before = (paragraph.indent ?? 0) + (paragraph.mark === undefined ? 0 : MARK_COLUMNS);
  const texts = paragraph.text === '' ? [''] : folded(paragraph.text, room - before);
  return texts.map((text, index) => ({ paragraph, text, isFirst: index === 0 }));
}

/** Broken between words, and within those that are wider than the line: nothing of a log is out of reach. */
function folded(text: string, columns: number): string[] {
  return wrapped(text, columns).flatMap((line) => {
    const lines: string[] = [];
    let rest = line;
    while (width(rest) > columns) {
      const part = cut(rest, columns, '');
      lines.push(part);
      rest = rest.slice(part.length);
    }
    return [...lines, rest];
  });
}

/** `room.rows` lines at most, the last of them says where one is. */
export function drawPaper(
  lines: readonly PaperLine[],
  scroll: Scroll,
  room: Room,
  says: (from: number, to: number, all: number) => string,
  look: Look,
): string[] {
  const sight = paperSight(room);
  const from = firstLine(scroll, lines.length, sight);
  const drawn = paperText(lines, from, from + sight, room.columns, look);
  if (lines.length <= sight) return drawn;
  const foot = says(from + 1, from + drawn.length, lines.length);
  const gap = Array.from({ length: sight - drawn.length }, () => '');
  return [
    ...drawn,
    ...gap,
    look.paint('dim', padStart(cut(foot, room.columns - 1, look.ellipsis), room.columns - 1)),
  ];
}

/** The lines from one to before another, as they stand on the screen. */
export function paperText(
  lines: readonly PaperLine[],
  from: number,
  to: number,
  columns: number,
  look: Look,
): string[] {
  const stamps = lines.reduce((most, { paragraph }) => Math.max(most, width(paragraph.stamp ?? '')), 0);
  return lines.slice(from, to).map((line) => cut(lineOf(line, stamps, look), columns, look.ellipsis));
}

/** Lines of the text that are in sight at once. */
export function paperSight(room: Room): number {
  return Math.max(1, room.rows - PAPER_FOOT);
}

function lineOf({ paragraph, text, isFirst }: PaperLine, stamps: number, look: Look): string {
  const { stamp = '', mark, style, indent = 0 } = paragraph;
  const margin = ' '.repeat(MARGIN);
  const time = stamps === 0 ? '' : `${look.paint('dim', padStart(isFirst ? stamp : '', stamps))}  `;
  const sign = mark === undefined || !isFirst ? '' : `${look.paint(mark, look[mark])} `;
  const inward = ' '.repeat(indent + (mark === undefined || isFirst ? 0 : 2));
  return `${margin}${time}${inward}${sign}${style === undefined ? text : look.paint(style, text)}`;
}

/** `1–20 of 345` */
export function partOf(from: number, to: number, all: number): string {
  return `${exact(from)}–${exact(to)} / ${exact(all)}`;
}
