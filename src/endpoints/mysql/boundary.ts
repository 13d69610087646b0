/**
 * Finds where a chunk ends. A walk along the key is exact for every kind of key, whatever holes it has, but
 * touches every row once more. Over a single integer a step of so many numbers will do, where the server's
 * own estimate says that about so many rows lie in it; anything else is walked, and the steps after it are
 * as long as what was walked. Nothing is lost by a bad guess: a range holds what it holds, and a chunk that
 * turns out too large is cut while it is read.
 */
import type { Key, KeyRange } from '../../model/chunk.ts';
import type { TablePlan } from '../../model/table.ts';
import { explainRange, selectBoundary, selectFirstKey, selectLastKey } from './select.ts';
import type { Session } from './session.ts';

/** InnoDB looks at a few pages and is easily twice off; a hole or a crowd is off by much more. */
const MOST_OFF = 4;

interface Stride {
  /** Smallest and largest key in the snapshot. */
  readonly start: bigint;
  readonly end: bigint;
  /** How many numbers there are per row, holes included. */
  readonly perRow: number;
}

export class Boundaries {
  readonly #session: Session;
  /** Null where there is nothing to step over. */
  readonly #strides = new Map<TablePlan, Stride | null>();

  /** `session` delivers text as stored. */
  constructor(session: Session) {
    this.#session = session;
  }

  /** A key with about `rows` rows between `low` (null: the start) and itself; null when fewer are left. */
  async after(table: TablePlan, low: Key | null, rows: number): Promise<Key | null> {
    const stride = hasNumberKey(table) ? await this.#strideOf(table) : null;
    const guess = stride ? await this.#step(table, low, stride, rows) : undefined;
    return guess === undefined ? await this.#walk(table, low, rows, stride) : guess;
  }

  /** By the server's estimate of the whole, until something was walked. */
  async #strideOf(table: TablePlan): Promise<Stride | null> {
    let stride = this.#strides.get(table);
    if (stride === undefined) {
      stride = await this.#measure(table);
      this.#strides.set(table, stride);
    }
    return stride;
  }

  async #measure(table: TablePlan): Promise<Stride | null> {
    const first = await this.#key(selectFirstKey(table));
    const last = await this.#key(selectLastKey(table));
    if (first === null || last === null) return null;
    const [start, end] = [numberOf(first), numberOf(last)];
    const rows = await this.#estimate(table, { low: null, high: null });
    // There are never more rows than numbers, whatever the estimate says.
    return { start, end, perRow: Math.max(1, Number(end - start + 1n) / Math.max(1, rows)) };
  }

  /** Null when the table ends before; undefined when the step cannot be trusted. */
  async #step(
    table: TablePlan,
    low: Key | null,
    { start, end, perRow }: Stride,
    rows: number,
  ): Promise<Key | null | undefined> {
    const from = low === null ? start - 1n : numberOf(low);
    const high = from + BigInt(Math.max(1, Math.round(rows * perRow)));
    const last = high >= end;
    // Statistics of a table that was just filled may know of no rows; a table that is small is soon walked.
    if (last && low === null) return undefined;
    const range = { low, high: last ? null : keyOf(high) };
    const estimate = await this.#estimate(table, range);
    const fits = estimate <= rows * MOST_OFF && (last || estimate * MOST_OFF >= rows);
    return fits ? range.high : undefined;
  }

  /** Exact, and the measure of the steps that follow. */
  async #walk(table: TablePlan, low: Key | null, rows: number, stride: Stride | null): Promise<Key | null> {
    const high = await this.#key(selectBoundary(table, low, rows));
    if (high === null || stride === null) return high;
    const from = low === null ? stride.start - 1n : numberOf(low);
    this.#strides.set(table, { ...stride, perRow: Number(numberOf(high) - from) / rows });
    return high;
  }

  async #key(sql: string): Promise<Key | null> {
    const [row] = await this.#session.rawRows(sql);
    return row ? row.map((cell) => cell!.toString('hex').toUpperCase()) : null;
  }

  async #estimate(table: TablePlan, range: KeyRange): Promise<number> {
    const [row] = await this.#session.rows<{ rows: string | number | null }>(explainRange(table, range));
    return Number(row?.rows ?? Number.NaN);
  }
}

/** A filter lets through who knows how many of the rows in a range. */
export function hasNumberKey({ key, columns, filters }: TablePlan): boolean {
  return key?.length === 1 && columns[key[0]!]!.source.kind === 'integer' && filters.length === 0;
}

export function numberOf(key: Key): bigint {
  return BigInt(Buffer.from(key[0]!, 'hex').toString('latin1'));
}

export function keyOf(number: bigint): Key {
  return [Buffer.from(String(number), 'latin1').toString('hex').toUpperCase()];
}
