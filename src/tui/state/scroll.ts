/** Where one is in a text that may be longer than the window, and that may grow at its end. */
import type { MovingCommand } from './list.ts';

export interface Scroll {
  /** The first line in sight; `end` stays with the newest. */
  readonly top: number | 'end';
}

export const AT_START: Scroll = { top: 0 };
export const AT_END: Scroll = { top: 'end' };

/** `lines` are those of the text, `sight` how many of them can be seen at once. */
export function scrolled(scroll: Scroll, command: MovingCommand, lines: number, sight: number): Scroll {
  const page = Math.max(1, sight - 1);
  const from = firstLine(scroll, lines, sight);
  const to = {
    'list.up': from - 1,
    'list.down': from + 1,
    'list.first': 0,
    'list.last': lines,
    'list.page-up': from - page,
    'list.page-down': from + page,
  }[command];
  const last = Math.max(0, lines - sight);
  // Whoever goes on down at the end wants to see what comes.
  return to >= last && last > 0 ? AT_END : { top: Math.max(0, Math.min(to, last)) };
}

/** The first line in sight of a text of so many lines. */
export function firstLine({ top }: Scroll, lines: number, sight: number): number {
  const last = Math.max(0, lines - sight);
  return top === 'end' ? last : Math.min(top, last);
}
