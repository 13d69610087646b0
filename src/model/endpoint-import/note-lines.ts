/** Takes the lines of a note apart into labels and what stands behind them. */
import { LONGEST_LABEL, type NotePart, partOf } from './note-labels.ts';

/** The note without what nobody sees, with blanks and colons as they are typed in English. */
export function cleaned(text: string): string {
  return text
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/\r\n|[\r\u2028\u2029]/g, '\n');
}

/** The first value of each part; null where there is none. */
export function labelled(note: string): Record<NotePart, string | null> {
  const found: Record<NotePart, string | null> = {
    host: null,
    user: null,
    password: null,
    port: null,
    schema: null,
  };
  /** A label alone on its line: what it is of stands on the next one, as consoles of clouds copy it. */
  let waiting: NotePart | null = null;
  for (const line of note.split('\n').map(withoutBullet)) {
    if (line === '') continue;
    const alone = partOf(line);
    const pairs = alone === null ? pairsIn(line) : [];
    if (waiting !== null && pairs.length === 0 && alone === null) found[waiting] ??= value(line);
    waiting = alone;
    for (const { part, written } of pairs) {
      const read = value(written);
      if (read === null) waiting = part;
      else found[part] ??= read;
    }
  }
  return found;
}

/** `- `, `• `, `1. `, `2) `, `> ` and the stars of Markdown in front of a line. */
function withoutBullet(line: string): string {
  return line
    .trim()
    .replace(/^(?:[-*•·▪◦‣●○■□▶>]+\s*|\(?\d{1,2}[.)]\s+)+/, '')
    .replace(/^\|\s*/, '')
    .trim();
}

interface Pair {
  readonly part: NotePart;
  readonly written: string;
}

/** More would not be a note, and every label is looked for once more in what is left of its line. */
const MOST_PAIRS = 8;

function pairsIn(line: string): Pair[] {
  const pairs: Pair[] = [];
  let rest: string | null = line;
  while (rest !== null && pairs.length < MOST_PAIRS) {
    const pair = firstPair(rest);
    if (pair === null) break;
    const next = nextPair(pair.written);
    pairs.push({ part: pair.part, written: next === null ? pair.written : pair.written.slice(0, next.end) });
    rest = next === null ? null : pair.written.slice(next.start);
  }
  return pairs;
}

const SEPARATOR = /[:=：＝|\t]/;

/** A label at the start of the text, and what stands behind it. */
function firstPair(text: string): Pair | null {
  const at = text.slice(0, LONGEST_LABEL + 2).search(SEPARATOR);
  // In `host db1:3306` the colon is not the one behind the label.
  const split = at < 0 ? null : { label: text.slice(0, at), written: text.slice(at + 1) };
  const part = split === null ? null : partOf(split.label);
  if (split !== null && part !== null) {
    // `User:\tname`, `Port => 3306`.
    return { part, written: split.written.replace(/^[\s:=>|：＝]+(?=\S)/, '') };
  }
  const [, label = '', written = ''] =
    /^(\S{1,40})(?:\s+(?:is|->|→|-|은|는)\s+|\s{1,8})(\S+)\s*$/.exec(text) ?? [];
  const known = partOf(label);
  return known === null || partOf(written) !== null ? null : { part: known, written };
}

/** Where in a value the next label of the same line begins: `host=a; user=b`, `호스트: a / 비번: b`. */
function nextPair(written: string): { end: number; start: number } | null {
  for (const match of written.slice(0, LONGEST_LINE).matchAll(/(?:\s*[,;/|，、]\s*|\s+)(?=\S)/g)) {
    const start = match.index + match[0].length;
    const behind = written.slice(start, start + LONGEST_LABEL + 2);
    const at = behind.search(/[:=：＝]/);
    // A slash without blanks around it may be a part of a password, and so may a comma.
    if (at > 0 && partOf(behind.slice(0, at)) !== null) return { end: match.index, start };
  }
  return null;
}

/** Values are shorter; what is longer is no note. */
const LONGEST_LINE = 2_000;

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '「': '」',
};

/** Without the quotes around it and the comma behind it; null when nothing is left. */
function value(written: string): string | null {
  const bare = written
    .trim()
    .replace(/^\*+\s*(?=\S)|[,，;]\s*$/g, '')
    .replace(/\s*\|$/, '')
    .trim();
  const close = QUOTES[bare.charAt(0)];
  const isQuoted = close !== undefined && bare.length > 1 && bare.endsWith(close);
  return (isQuoted ? bare.slice(1, -1) : bare) || null;
}
