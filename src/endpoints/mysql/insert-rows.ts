/**
 * The way without LOAD DATA: multi-row INSERT. Slower, needs no `local_infile`, and a strict server refuses
 * a bad row out loud, so this is also how a refused row is found.
 */

import { DmsError } from '../../model/errors.ts';
import type { ColumnKind } from '../../model/table.ts';
import type { Refusal } from '../contract.ts';
import { fieldsAt } from '../row-walk.ts';
import { rowWarning } from './row-warnings.ts';
import type { Session } from './session.ts';
import type { ColumnFit } from './target-columns.ts';

/** Statements of this size cost the server little per row; far larger ones only cost memory. */
const STATEMENT_BYTES = 1024 * 1024;

/** Digits and signs only: written without quotes, they are read as the number they are. */
const BARE: ReadonlySet<ColumnKind> = new Set(['integer', 'decimal', 'year']);

export interface InsertTarget {
  /** Session whose character set is binary: the SQL is bytes, its texts are bytes. */
  readonly session: Session;
  /** `INSERT INTO … (…) VALUES `, as UTF-8. */
  readonly head: string;
  readonly kinds: readonly ColumnKind[];
  readonly fits: readonly ColumnFit[];
  readonly maxPacketBytes: number;
  readonly table: string;
}

/** Collects rows and inserts them; returns how many were stored. */
export class RowInserter {
  readonly #target: InsertTarget;
  readonly #onRefused: ((refusal: Refusal) => void) | null;
  #rows: Buffer[] = [];
  #bytes = 0;
  #stored = 0;

  constructor(target: InsertTarget, onRefused: ((refusal: Refusal) => void) | null) {
    this.#target = target;
    this.#onRefused = onRefused;
  }

  get stored(): number {
    return this.#stored;
  }

  /** The row's bytes are copied: they may be reused after. */
  async add(row: Buffer): Promise<void> {
    const limit = Math.min(STATEMENT_BYTES, this.#target.maxPacketBytes / 4);
    if (this.#rows.length > 0 && this.#bytes + row.length > limit) await this.flush();
    this.#rows.push(Buffer.from(row));
    this.#bytes += row.length;
  }

  async flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    this.#bytes = 0;
    if (rows.length > 0) await this.#insert(rows);
  }

  /** Inserts all, or halves until the refused rows stand alone. */
  async #insert(rows: readonly Buffer[]): Promise<void> {
    const refused = await this.#tryInsert(rows);
    if (!refused) {
      this.#stored += rows.length;
      return;
    }
    if (!this.#onRefused) throw refused;
    if (rows.length === 1) {
      const server = refused.server;
      if (!server) throw refused;
      this.#onRefused({ row: rows[0]!, column: columnIn(server.message), server });
      return;
    }
    const half = Math.ceil(rows.length / 2);
    await this.#insert(rows.slice(0, half));
    await this.#insert(rows.slice(half));
  }

  /** The error when not every row could be stored just as it is; then none of them was. */
  async #tryInsert(rows: readonly Buffer[]): Promise<DmsError | null> {
    const { session, maxPacketBytes, table } = this.#target;
    const sql = this.#statement(rows);
    if (sql.length >= maxPacketBytes) {
      if (rows.length > 1) return new DmsError('rows.too-large', this.#tooLarge(sql.length));
      throw new DmsError('rows.too-large', this.#tooLarge(sql.length), {
        fix: `SET GLOBAL max_allowed_packet = ${Math.min(1024 ** 3, 2 ** Math.ceil(Math.log2(sql.length + 1024)))};`,
      });
    }
    await session.execute('SAVEPOINT sent');
    try {
      // One character is one byte: the connection's character set is binary.
      const shown = `${this.#target.head}(…) of ${rows.length} rows`;
      const header = await session.execute(sql.toString('latin1'), shown);
      const refused = await this.#refusal(rows.length, header.affectedRows, header.warningStatus);
      if (refused) await session.execute('ROLLBACK TO SAVEPOINT sent');
      return refused;
    } catch (error) {
      if (!(error instanceof DmsError) || !error.is('server.refused') || !isAboutRows(error)) throw error;
      return new DmsError(
        'rows.refused',
        { table, chunk: -1, column: columnIn(error.server?.message ?? ''), key: null, row: null },
        { server: error.server, cause: error },
      );
    }
  }

  async #refusal(sent: number, stored: number, warnings: number): Promise<DmsError | null> {
    const { session, table } = this.#target;
    if (stored === sent && warnings === 0) return null;
    const server = await rowWarning(session, warnings);
    if (stored === sent && server === null) return null;
    if (server === null || server === 'unseen') {
      return new DmsError('rows.unproven', { table, chunk: -1, sent, stored, warnings });
    }
    return new DmsError(
      'rows.refused',
      { table, chunk: -1, column: columnIn(server.message), key: null, row: null },
      { server },
    );
  }

  #tooLarge(bytes: number) {
    return {
      table: this.#target.table,
      bytes,
      limit: this.#target.maxPacketBytes,
      setting: 'max_allowed_packet',
    };
  }

  #statement(rows: readonly Buffer[]): Buffer {
    const { head, kinds, fits } = this.#target;
    const prefix = Buffer.from(head, 'utf8');
    // Every byte may need a backslash, and every field its quotes, comma and conversion around it.
    const overhead = fits.reduce((sum, fit) => sum + 4 + (fit.conversion?.('').length ?? 0), 4);
    const size = prefix.length + rows.reduce((sum, row) => sum + row.length * 2 + overhead, 0);
    const out = Buffer.allocUnsafe(size);
    let fill = prefix.copy(out);
    for (const [index, row] of rows.entries()) {
      out[fill++] = index === 0 ? 0x28 : 0x2c;
      if (index > 0) out[fill++] = 0x28;
      const { fields } = fieldsAt(row, 0, kinds.length);
      for (const [column, field] of fields.entries()) {
        if (column > 0) out[fill++] = 0x2c;
        if (field.start < 0) fill += out.write('NULL', fill);
        else if (BARE.has(kinds[column]!)) fill += row.copy(out, fill, field.start, field.end);
        else fill = quoted(out, fill, row, field.start, field.end, fits[column]!);
      }
      out[fill++] = 0x29;
    }
    return out.subarray(0, fill);
  }
}

function quoted(out: Buffer, from: number, row: Buffer, start: number, end: number, fit: ColumnFit): number {
  let fill = from;
  const [before, after] = fit.conversion ? fit.conversion('\0').split('\0') : ['', ''];
  fill += out.write(before!, fill, 'utf8');
  out[fill++] = 0x27;
  for (let at = start; at < end; at++) {
    const byte = row[at]!;
    if (byte === 0x27 || byte === 0x5c) out[fill++] = 0x5c;
    if (byte === 0x00) {
      out[fill++] = 0x5c;
      out[fill++] = 0x30;
    } else {
      out[fill++] = byte;
    }
  }
  out[fill++] = 0x27;
  return fill + out.write(after!, fill, 'utf8');
}

/**
 * Errors that one row causes by what it holds. Everything else (a full disk, a lost lock) is no reason to
 * try the rows one by one.
 */
const ABOUT_ROWS: ReadonlySet<string> = new Set([
  'ER_DUP_ENTRY',
  'ER_DUP_ENTRY_WITH_KEY_NAME',
  'ER_DUP_KEY',
  'ER_DATA_TOO_LONG',
  'ER_WARN_DATA_OUT_OF_RANGE',
  'WARN_DATA_TRUNCATED',
  'ER_BAD_NULL_ERROR',
  'ER_TRUNCATED_WRONG_VALUE',
  'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD',
  'ER_NO_DEFAULT_FOR_FIELD',
  'ER_CHECK_CONSTRAINT_VIOLATED',
  'ER_CONSTRAINT_FAILED',
  'ER_INVALID_JSON_TEXT',
  'ER_INVALID_JSON_TEXT_IN_PARAM',
  'ER_CANT_CREATE_GEOMETRY_OBJECT',
  'ER_NO_PARTITION_FOR_GIVEN_VALUE',
  'ER_ROW_DOES_NOT_MATCH_PARTITION',
  'ER_NO_REFERENCED_ROW_2',
  'ER_SIGNAL_EXCEPTION',
  'ER_INVALID_CHARACTER_STRING',
  'ER_CANNOT_CONVERT_STRING',
  'ER_TOO_BIG_ROWSIZE',
  'ER_WRONG_VALUE',
  'ER_DATA_OUT_OF_RANGE',
  'ER_GIS_INVALID_DATA',
  'ER_INVALID_JSON_CHARSET',
  'ER_INVALID_JSON_VALUE_FOR_CAST',
  'ER_WRONG_SRID_FOR_COLUMN',
]);

function isAboutRows(error: DmsError): boolean {
  const words = error.server;
  return words !== null && ABOUT_ROWS.has(words.code);
}

/** `Data too long for column 'note' at row 1`, ``… for column `shop`.`orders`.`note` at row 1`` → `note`. */
export function columnIn(message: string): string | null {
  const named =
    /(?:for column |NOT NULL column |^Column |^Field )(['`])(.+)\1(?= at row \d| cannot be null| doesn't have)/s;
  return named.exec(message)?.[2]?.split('`.`').at(-1) ?? null;
}
