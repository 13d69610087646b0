/** What of a line that is being written may stand on the terminal: never a password, nor what may be one. */
import { labelOf } from '../../model/endpoint-import/note/labels.ts';
import { withoutBullet } from '../../model/endpoint-import/note/lines.ts';
import type { NotePart } from '../../model/endpoint-import/note/parts.ts';

/** `word`: a number or patterns. `end`: a URL, an id or the first line of a note. `note`: any line of one. */
export type Written = 'word' | 'end' | 'note';

/** In the stead of what is not shown, however long that is. */
const HIDDEN = '***';

/** `isWhole`: no more of the line will come. The longer the line, the longer what is shown: nothing is taken back. */
export function shownOf(line: string, written: Written, isWhole: boolean): string {
  const shown = harmless(line, written);
  if (shown.length === line.length) return shown;
  // It may still become a label.
  if (shown === '' && written === 'note' && !isWhole) return '';
  return shown + HIDDEN;
}

function harmless(line: string, written: Written): string {
  if (written === 'word') return start(line, /^[^:=@]*/);
  const labelled = labelledStart(line);
  // A password may stand alone on a line of a note; alone as an answer it makes no sense.
  if (written === 'note') return labelled;
  const address = start(line, ADDRESS);
  return address.length > labelled.length ? address : labelled;
}

/**
 * Up to where a password may begin. A port too stands behind a colon, and a user may hold an `@`: what follows
 * cannot be told from half a password, so it is not shown while it is written.
 */
const ADDRESS = /^(?:(?:mysql|mariadb|aurora|s3|file):(?:\/\/|\/?$))?[^\s:=?|,;]*:?/i;
const NAME = /^[\w.-]*/;

const SECRET: readonly NotePart[] = ['password', 'keys'];

/** `Host: db.example.com`, `비밀번호: `; empty for a line without a label. */
function labelledStart(line: string): string {
  const [before, label = ''] = /^([^:：=＝]+)[:：=＝]\s*/.exec(line) ?? [];
  if (before === undefined) return '';
  const part = labelOf(withoutBullet(label.trim()))?.part;
  if (part === undefined) return '';
  const value = line.slice(before.length);
  if (SECRET.includes(part)) return before;
  return before + start(value, part === 'user' || part === 'port' ? NAME : ADDRESS);
}

function start(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[0] ?? '';
}
