/** What becomes of rows the target refuses: the error policies of the task, and the file such rows go to. */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Refusal } from '../../endpoints/contract.ts';
import { showRow } from '../../endpoints/row-key.ts';
import { fieldsAt } from '../../endpoints/row-walk.ts';
import type { Chunk } from '../../model/chunk.ts';
import { DmsError, type ServerWords } from '../../model/errors.ts';
import { showTable, type TablePlan } from '../../model/table.ts';
import type { DataErrorPolicy, TaskSettings } from '../../model/task-settings.ts';

/** Codes of values cut or changed to fit: 1265 truncated, 1406 too long, 1264 out of range. */
const TRUNCATION = new Set([1265, 1406, 1264]);

/** Thrown when the policy for a refused row is to end the whole task. */
export class StopTask extends Error {
  constructor(cause: DmsError) {
    super(cause.message, { cause });
  }
}

/** Decides about each refused row of one chunk, and keeps those that are left out until the chunk is safe. */
export class RefusedRows {
  readonly #table: TablePlan;
  readonly #settings: TaskSettings;
  readonly #leftOut: () => number;
  #chunk: Chunk;
  #lines: string[] = [];
  #count = 0;
  #before = 0;

  /** `leftOut` is how many rows of the table's finished chunks were left out. */
  constructor(table: TablePlan, chunk: Chunk, settings: TaskSettings, leftOut: () => number) {
    this.#table = table;
    this.#chunk = chunk;
    this.#settings = settings;
    this.#leftOut = leftOut;
  }

  /** Rows left out of the chunk. */
  get count(): number {
    return this.#count;
  }

  /** Those of the chunks it was cut from too. */
  get total(): number {
    return this.#before + this.#count;
  }

  /** From here on rows are those of the chunk that is left after a cut. */
  goOnWith(rest: Chunk): void {
    this.#chunk = rest;
    this.#before += this.#count;
    this.#count = 0;
  }

  /** @throws DmsError `rows.refused` naming the row, or StopTask, as the policy says */
  readonly decide = (refusal: Refusal): void => {
    const { server } = refusal;
    const policy = this.#policyFor(server);
    if (policy === 'SUSPEND_TABLE' || policy === 'STOP_TASK') {
      const error = new DmsError(
        'rows.refused',
        {
          table: showTable(this.#table.target),
          chunk: this.#chunk.index,
          column: refusal.column,
          key: showRow(this.#table, refusal.row),
          row: null,
        },
        { server },
      );
      throw policy === 'STOP_TASK' ? new StopTask(error) : error;
    }
    this.#count++;
    if (policy === 'LOG_ERROR') this.#lines.push(this.#line(refusal));
  };

  #policyFor({ number }: ServerWords): DataErrorPolicy {
    const { truncationErrors, dataErrors, escalation } = this.#settings;
    const policy = TRUNCATION.has(number ?? 0) ? truncationErrors : dataErrors;
    const isLeftOut = policy === 'IGNORE_RECORD' || policy === 'LOG_ERROR';
    if (!isLeftOut || escalation === null || this.#leftOut() + this.#count < escalation.rows) return policy;
    return escalation.policy;
  }

  /** Writes the rows left out; returns the file, or null when the policy keeps none. */
  save(folder: string): string | null {
    if (this.#lines.length === 0) return null;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = showTable(this.#table.target).replaceAll(/[^\p{L}\p{N}._-]/gu, '_');
    const file = join(folder, `refused-${name}.jsonl`);
    appendFileSync(file, this.#lines.join(''), { mode: 0o600 });
    this.#lines = [];
    return file;
  }

  /** The row whole, so that it can be put right and sent again: text where it is text, else hexadecimal. */
  #line({ row, server }: Refusal): string {
    const { fields } = fieldsAt(row, 0, this.#table.columns.length);
    const values = fields.map(({ start, end }, position) => {
      const bytes = start < 0 ? null : row.subarray(start, end);
      return [this.#table.columns[position]!.target, bytes === null ? null : showBytes(bytes)] as const;
    });
    return `${JSON.stringify({
      table: showTable(this.#table.target),
      chunk: this.#chunk.index,
      key: showRow(this.#table, row),
      server,
      row: Object.fromEntries(values),
    })}\n`;
  }
}

function showBytes(bytes: Buffer): string | { hex: string } {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : { hex: bytes.toString('hex') };
}
