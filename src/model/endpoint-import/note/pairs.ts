/** Takes a line of a note apart into labels and what stands behind them. */
import { LONGEST_LABEL, labelOf, type NoteLabel } from './labels.ts';

export interface Pair {
  readonly label: NoteLabel;
  /** Without quotes around it; empty when nothing stands there. */
  readonly written: string;
  /** Nothing but a blank is between the two, and no further pair proves that it is one: `port 3306`, `user guide`. */
  readonly isSpoken: boolean;
}

/** More would not be a note. */
const MOST_PAIRS = 12;

/** `Host: db1, user: me`, `host=db1;user=me`, `| Host | db1 |`, `host db1 user me`, `주소는 db1 이고 아이디는 me`. */
export function pairsIn(line: string): Pair[] {
  const twins = twinPairs(line);
  if (twins !== null) return twins;
  const marked = markedPairs(line);
  return marked.length > 0 ? marked : spokenPairs(line);
}

/** `ID/PW: me / secret`, `계정/비번 : me secret` */
function twinPairs(line: string): Pair[] | null {
  const [, one = '', other = '', behind = ''] =
    /^([^/:=：]{1,44})\/([^/:=：]{1,44})[:=：]\s*(.*)$/.exec(line) ?? [];
  const labels = [labelOf(one), labelOf(other)];
  const values = /^([^\s/,]+)(?:\s*[/,]\s*|\s+)(\S.*)$/.exec(behind) ?? [];
  if (labels.includes(null)) return null;
  return labels.map((label, at) => ({ label: label!, written: values[at + 1] ?? '', isSpoken: false }));
}

const MARK = /=>|->|→|:=|[:=：＝|\t]/g;

interface Opened {
  readonly label: NoteLabel;
  /** Where the value begins. */
  readonly start: number;
  /** Before this no further label begins. */
  readonly from: number;
  /** Null when no quotes stand around the value. */
  readonly quoted: string | null;
}

function markedPairs(line: string): Pair[] {
  const pairs: Pair[] = [];
  let open: Opened | null = null;
  /** What stands between the pairs of this line. */
  let separator = '';
  const close = (end: number, isLast: boolean) => {
    if (open === null) return;
    const { label, start, quoted } = open;
    const value = line.slice(start, end).trim();
    if (!isLast) separator = /[,;|，、/]$/.exec(value)?.[0] ?? '';
    const bare = separator !== '' && value.endsWith(separator) ? value.slice(0, -1) : value;
    pairs.push({
      label,
      written: quoted ?? (label.part === 'password' ? withoutRemark(bare) : bare),
      isSpoken: false,
    });
  };
  for (const { index, 0: mark } of line.matchAll(MARK)) {
    if (index < (open?.from ?? 0)) continue;
    const found = labelBefore(line, open, index);
    if (found === null) continue;
    close(found.start, false);
    if (pairs.length === MOST_PAIRS) return pairs;
    open = opened(line, found, index + mark.length);
  }
  close(line.length, true);
  return pairs;
}

interface LabelAt {
  readonly label: NoteLabel;
  readonly start: number;
}

const BOUNDARY = /[\s,;/|，、({[&?]/;

/** No label has more words than `Master DB user name`. */
const MOST_WORDS = 4;

/** The longest label that ends at the mark, and begins behind what came before it. */
function labelBefore(line: string, open: Opened | null, end: number): LabelAt | null {
  const from = Math.max(open?.from ?? 0, end - LONGEST_LABEL);
  const starts: number[] = [];
  for (let start = end - 1; start >= from && starts.length < MOST_WORDS; start--) {
    const isStart = start === 0 || start === open?.start || BOUNDARY.test(line[start - 1]!);
    if (isStart && !/\s/.test(line[start]!)) starts.push(start);
  }
  for (const start of starts.toReversed()) {
    const written = line.slice(start, end);
    // In `host: db user: me` the value is `db`, in `host: user: me` there is none.
    if (start === open?.start && /\s/.test(written.trim())) continue;
    const label = labelOf(written);
    if (label !== null) return { label, start };
  }
  return null;
}

function opened(line: string, { label, start: labelStart }: LabelAt, behind: number): Opened {
  // The stars of `**Host:** db1` close what opened before the label.
  const blanks = line[labelStart] === '*' ? /^\**\s*/ : /^\s*/;
  const start = behind + blanks.exec(line.slice(behind))![0].length;
  const quotes = quotedAt(line, start);
  if (quotes !== null) return { label, start, from: quotes.end, quoted: quotes.inside };
  // A password may look like a label.
  const firstWord = /^\S*/.exec(line.slice(start))![0].length;
  return { label, start, from: label.part === 'password' ? start + firstWord : start, quoted: null };
}

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”',
  '‘': '’',
  '「': '」',
};

/** A value in quotes: they end where nothing of it can follow. */
function quotedAt(line: string, start: number): { inside: string; end: number } | null {
  const close = QUOTES[line.charAt(start)];
  if (close === undefined) return null;
  for (let end = line.indexOf(close, start + 1); end >= 0; end = line.indexOf(close, end + 1)) {
    if (end > start + 1 && /^\s*(?:$|[,;)}\]|，、*(#/]|\s\S)/.test(line.slice(end + 1, end + 20)))
      return { inside: line.slice(start + 1, end), end: end + 1 };
  }
  return null;
}

/** A password is all that stands there, but for the end of a table and what a person says about it. */
function withoutRemark(written: string): string {
  return written
    .replace(/\s\|$/, '')
    .replace(/\s{1,20}(?:#\s[^#]*|\([^()]*\)|입니다\.?|이에요\.?|예요\.?|이고,?|이며,?)$/, '')
    .trim();
}

/** A sentence: labels and values in turn, one word each. */
function spokenPairs(line: string): Pair[] {
  const words = line
    .split(/\s+/)
    .filter(
      (word) => !/^(?:is|are|and|the|with|은|는|이고|이며|그리고|입니다|이에요|예요)[.,]?$/i.test(word),
    );
  const pairs: Pair[] = [];
  for (let at = 0; at < words.length; at += 2) {
    const label = labelOf(words[at]!.replace(/(?<=.)[은는]$/, ''));
    const value = words[at + 1]?.replace(/(?<=.)(?:입니다|이에요|예요|이고|이며)?[.,]?$/, '');
    // What is no label here is the rest of another sentence.
    if (label === null || value === undefined || !isSpokenValue(label, value)) return [];
    pairs.push({ label, written: value, isSpoken: words.length === 2 });
  }
  return pairs;
}

/** A password may be any word, and an account is often called `reader`; else a label is no value. */
function isSpokenValue(label: NoteLabel, value: string): boolean {
  if (label.part === 'password') return true;
  const meant = labelOf(value);
  return meant === null || (label.part === 'user' && meant.part === 'reader');
}
