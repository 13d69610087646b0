/** The records of a CSV file as they lie there, and those that show what became of a kind of value. */
import type { LineOf } from '../facts.ts';

const QUOTE = 0x22;
const LINE_END = 0x0a;

/** Records of the default settings: a line end inside quotes ends none. */
export async function* csvRecords(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let unfinished: Buffer[] = [];
  let isQuoted = false;
  for await (const piece of bytes) {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      // A doubled quote closes and opens again, so counting them is enough.
      if (piece[at] === QUOTE) isQuoted = !isQuoted;
      if (piece[at] !== LINE_END || isQuoted) continue;
      const rest = piece.subarray(from, at);
      yield unfinished.length === 0 ? rest : Buffer.concat([...unfinished, rest]);
      unfinished = [];
      from = at + 1;
    }
    if (from < piece.length) unfinished.push(Buffer.from(piece.subarray(from)));
  }
  if (unfinished.length > 0) yield Buffer.concat(unfinished);
}

/** What a record must hold to show it. */
const SHOWS: Record<LineOf, (record: string) => boolean> = {
  quotes: (record) => /[^,"]""[^,"]/.test(record),
  commas: (record) => /^\d+,"[ -~]*, [ -~]*"/.test(record),
  'line-breaks': (record) => /"[^"]*\n[^"]*"/.test(record),
  // Two delimiters with nothing between them, and two quotes with nothing between them.
  'null-and-empty': (record) => /,,/.test(record) && /,"",/.test(record),
  // In a value that needs no quotes.
  languages: (record) => /^\d+,[^",]*[가-힣]/.test(record),
};

/** The shortest record for each kind of value, of those that are there. */
export class Samples {
  readonly #shortest = new Map<LineOf, string>();
  rows = 0;

  take(record: Buffer): void {
    this.rows++;
    const text = record.toString('utf8');
    for (const [of, shows] of Object.entries(SHOWS) as [LineOf, (record: string) => boolean][]) {
      const before = this.#shortest.get(of);
      if ((before === undefined || text.length < before.length) && shows(text)) this.#shortest.set(of, text);
    }
  }

  lines(): { readonly of: LineOf; readonly text: string }[] {
    return (Object.keys(SHOWS) as LineOf[]).flatMap((of) => {
      const text = this.#shortest.get(of);
      return text === undefined ? [] : [{ of, text }];
    });
  }
}
