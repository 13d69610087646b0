/**
 * How long the values of large columns are, found within a limit of time: of every row where that is quick,
 * else of a sample spread over the key.
 */
import type { Key } from '../../../model/chunk.ts';
import { DmsError } from '../../../model/errors.ts';
import type { ValueAnswer, ValueQuestion } from '../../survey-contract.ts';
import { hasNumberKey, keyOf, numberOf } from '../boundary.ts';
import type { ServerFacts } from '../ddl/server-facts.ts';
import { selectFirstKey, selectLastKey } from '../select.ts';
import type { Session } from '../session.ts';
import { Turns } from '../turns.ts';
import { limited, measureAll, measureSome } from './value-sql.ts';

/** Tables of up to this size are looked at many at once: with thousands of them, round trips take the time. */
const SMALL_BYTES = 256 * 1024;
const TABLES_AT_ONCE = 40;
/** What a server surely reads of a table in a millisecond; where it reads less, its own limit ends the look. */
const BYTES_PER_MS = 100_000;
/** Of the time a table has, so much goes into looking at all of it; the rest is for a sample. */
const SHARE_FOR_ALL = 0.6;
/** Less time than this, and a busy server would hardly begin. */
const LEAST_MS = 50;
/** Rows of one piece of a sample; a table without a usable key gives one piece, from its beginning. */
const PIECE_ROWS = 100;
const ROWS_WITHOUT_KEY = 2_000;
/** Pieces over the range of an integer key. */
const MOST_PIECES = 32;

export async function* measureValues(
  session: Session,
  product: ServerFacts['product'],
  questions: readonly ValueQuestion[],
  limitMs: number,
  signal: AbortSignal,
): AsyncGenerator<ValueAnswer> {
  const measure = new Measure(session, product, signal);
  const end = performance.now() + limitMs;
  const left = () => end - performance.now();
  const small = questions.filter(isSmall);
  const large = questions
    .filter((one) => !isSmall(one))
    .sort((one, other) => one.table.source.dataBytes - other.table.source.dataBytes);
  for (let at = 0; at < small.length && left() > 0; at += TABLES_AT_ONCE) {
    const some = small.slice(at, at + TABLES_AT_ONCE);
    // A lock on one of them must leave time for the rest.
    const rounds = Math.ceil((small.length - at) / TABLES_AT_ONCE) + 1;
    const answers = await measure.all(some, left() / rounds);
    if (answers !== null) yield* answers;
    // One of them is in the way of the others: it is locked, broken, or larger than the server thinks.
    else large.unshift(...some);
  }
  for (const [at, question] of large.entries()) {
    if (left() <= 0) return;
    const answer = await measure.one(question, Math.max(LEAST_MS, left() / (large.length - at)));
    if (answer !== null) yield answer;
  }
}

/** What a view costs to read, its size does not say. */
function isSmall({ table: { source } }: ValueQuestion): boolean {
  return source.kind === 'table' && source.dataBytes <= SMALL_BYTES;
}

type ResultRow = Readonly<Record<string, string | number | null>>;

class Measure {
  readonly #turns: Turns;
  readonly #product: ServerFacts['product'];
  readonly #signal: AbortSignal;

  constructor(session: Session, product: ServerFacts['product'], signal: AbortSignal) {
    this.#turns = new Turns(session);
    this.#product = product;
    this.#signal = signal;
  }

  /** Null when it takes longer, or one of the tables cannot be read. */
  async all(questions: readonly ValueQuestion[], limitMs: number): Promise<ValueAnswer[] | null> {
    const width = Math.max(...questions.map(({ columns }) => columns.length));
    const selects = questions.map((question, q) => measureAll(question, q, width));
    const rows = await this.#try(selects.join(' UNION ALL '), limitMs);
    return rows?.map((row) => answerOf(questions[Number(row.q)]!, row, true)) ?? null;
  }

  /** Null when no row could be looked at. */
  async one(question: ValueQuestion, limitMs: number): Promise<ValueAnswer | null> {
    const { source } = question.table;
    const end = performance.now() + limitMs;
    const isQuick = source.kind === 'table' && source.dataBytes <= limitMs * BYTES_PER_MS;
    const answers = isQuick ? await this.all([question], limitMs * SHARE_FOR_ALL) : null;
    return answers?.[0] ?? (await this.#sample(question, end));
  }

  async #sample(question: ValueQuestion, end: number): Promise<ValueAnswer | null> {
    const { key } = question.table;
    const pieceRows = key === null ? ROWS_WITHOUT_KEY : PIECE_ROWS;
    const found: ValueAnswer[] = [];
    for await (const from of this.#places(question)) {
      const limitMs = end - performance.now();
      if (limitMs <= 0 && found.length > 0) break;
      const rows = await this.#try(measureSome(question, from, pieceRows), Math.max(LEAST_MS, limitMs));
      if (rows === null) break;
      const piece = answerOf(question, rows[0]!, from === 'first' && Number(rows[0]!.n) < pieceRows);
      if (piece.whole) return piece;
      found.push(piece);
    }
    return found.reduce<ValueAnswer | null>((sum, piece) => (sum ? together(sum, piece) : piece), null);
  }

  /** Where pieces of a sample begin: both ends first, then ever finer in between. */
  async *#places({ table }: ValueQuestion): AsyncGenerator<Key | 'first' | 'last'> {
    yield 'first';
    if (table.key === null) return;
    yield 'last';
    if (!hasNumberKey(table)) return;
    const [first] = (await this.#raw(selectFirstKey(table))) ?? [];
    const [last] = (await this.#raw(selectLastKey(table))) ?? [];
    if (!first?.[0] || !last?.[0]) return;
    const low = numberOf([first[0].toString('hex')]);
    const span = numberOf([last[0].toString('hex')]) - low;
    for (let parts = 2; parts <= MOST_PIECES; parts *= 2) {
      for (let part = 1; part < parts; part += 2) yield keyOf(low + (span * BigInt(part)) / BigInt(parts));
    }
  }

  /** Null when the server ended it, or refused it. */
  async #try(select: string, limitMs: number): Promise<ResultRow[] | null> {
    const sql = limited(select, Math.max(LEAST_MS, limitMs), this.#product);
    return await orNull(this.#turns.take(this.#signal, (session) => session.rows<ResultRow>(sql)));
  }

  async #raw(select: string) {
    return await orNull(this.#turns.take(this.#signal, (session) => session.rawRows(select)));
  }
}

async function orNull<Result>(work: Promise<Result>): Promise<Result | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DmsError && error.is('server.refused')) return null;
    throw error;
  }
}

function answerOf({ table, columns }: ValueQuestion, row: ResultRow, whole: boolean): ValueAnswer {
  return {
    table,
    rows: Number(row.n),
    whole,
    columns: columns.map((_, at) => ({
      longestBytes: Number(row[`m${at}`] ?? 0),
      counted: Number(row[`s${at}`] ?? 0),
    })),
  };
}

/** Pieces may share rows at their ends: a sample is counted as it was seen. */
function together(one: ValueAnswer, other: ValueAnswer): ValueAnswer {
  return {
    ...one,
    rows: one.rows + other.rows,
    columns: one.columns.map(({ longestBytes, counted }, at) => ({
      longestBytes: Math.max(longestBytes, other.columns[at]!.longestBytes),
      counted: counted + other.columns[at]!.counted,
    })),
  };
}
