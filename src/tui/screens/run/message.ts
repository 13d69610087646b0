/** What stands between the head and the tables: the most important of all there is to say now. */

import type { Issue } from '../../../model/errors.ts';
import { keyName } from '../../keys/key-name.ts';
import { cut, printable, width } from '../../layout/text.ts';
import { wrapped } from '../../layout/wrap.ts';
import { issueLine } from '../../lines/run-lines.ts';
import { words } from '../../text/words.ts';
import type { Look, Style } from '../../theme/look.ts';
import { canResume, type RunState, stageOf } from './run-state.ts';

interface Message {
  readonly text: string;
  readonly style: Style;
  /** Of the look: it says what the colour says. */
  readonly mark: 'warn' | 'bad' | 'paused' | 'running';
}

/** Progress comes four times a second: so long a silence is none of the line. */
const SILENT_MS = 5_000;
/** A window of 20 rows, less its frame. */
const SPACIOUS_ROWS = 16;

/** Rows it has: a message that needs two must not move the tables when it comes. */
export function messageRows(rows: number): number {
  return rows < SPACIOUS_ROWS ? 1 : 2;
}

/** Exactly `rows` lines. */
export function messageLines(state: RunState, look: Look, columns: number, rows: number): string[] {
  const message = messageOf(state);
  const text = message === null ? '' : printable(message.text);
  const mark = message === null ? '' : look[message.mark];
  const room = columns - 4 - width(mark);
  const [first = '', ...more] = wrapped(text, room);
  const shown = [first, ...more].slice(0, rows);
  // What there is no room for is said to be there.
  if (more.length >= rows) shown[rows - 1] = cut(`${shown[rows - 1]}${look.ellipsis}`, room, look.ellipsis);
  return Array.from({ length: rows }, (_, row) => {
    const line = shown[row];
    if (message === null || line === undefined) return '';
    const before = row === 0 ? `  ${mark} ` : ' '.repeat(3 + width(mark));
    return look.paint(message.style, before + cut(line, room, look.ellipsis));
  });
}

/** Null when there is nothing to say. */
function messageOf(state: RunState): Message | null {
  if (stageOf(state) === 'ended') return starting(state);
  return ofLink(state) ?? ofPerson(state) ?? ofProgress(state) ?? ofRole(state);
}

function ofLink(state: RunState): Message | null {
  const says = words().runScreen;
  const { link, heardAt } = state.followed;
  if (link.kind === 'cut-off') {
    const next = canResume(state) ? ` ${says.goOnFromHere(keyName('run.resume'))}` : '';
    return starting(state) ?? { text: says.cutOff + next, style: 'bad', mark: 'bad' };
  }
  if (link.kind === 'attached' && link.lacksLine) return { text: says.noLine, style: 'warn', mark: 'warn' };
  if (link.kind === 'lost') return { text: says.lost, style: 'warn', mark: 'warn' };
  const silentMs = state.now - heardAt;
  if (link.kind !== 'attached' || link.pid === null || silentMs < SILENT_MS) return null;
  // A question waits for the person, and what was said last tells why nothing more is.
  if (state.followed.view.question !== null || newsOf(state) !== null) return null;
  return { text: says.silent(Math.floor(silentMs / 1000), link.pid), style: 'warn', mark: 'warn' };
}

/** Before rows move all of it is in sight below. */
function newsOf({ followed }: RunState): Issue | null {
  return followed.view.progress === null ? null : followed.view.news;
}

function starting({ asked }: RunState): Message | null {
  if (asked === null || asked === 'stop') return null;
  return { text: words().runScreen.starting[asked], style: 'accent', mark: 'running' };
}

function ofPerson({ asked, followed }: RunState): Message | null {
  const says = words().runScreen;
  if (asked === 'stop') return { text: says.stopping, style: 'warn', mark: 'warn' };
  if (followed.view.question !== null) return { text: says.question.waits, style: 'warn', mark: 'warn' };
  return null;
}

function ofProgress(state: RunState): Message | null {
  const says = words().runScreen;
  const { progress, dials } = state.followed.view;
  const news = newsOf(state);
  if (news !== null) return { text: issueLine(news), style: 'warn', mark: 'warn' };
  if (dials?.paused || progress?.paused) return { text: says.paused, style: 'warn', mark: 'paused' };
  const [first, ...more] = progress?.stalled ?? [];
  if (first === undefined) return null;
  return { text: says.stalled(first, more.length), style: 'warn', mark: 'warn' };
}

function ofRole({ followed }: RunState): Message | null {
  const says = words().runScreen;
  const { link } = followed;
  if (link.kind !== 'attached') return null;
  if (link.pid === null) return { text: says.foreground, style: 'dim', mark: 'running' };
  if (link.role === 'driver' || link.driver === null) return null;
  return { text: says.watching(link.driver), style: 'dim', mark: 'running' };
}
