/** The buffers that the rows of one result are copied into: one is filled, one waits, one is with the consumer. */
import type { RowBlock } from '../row-block.ts';
import {
  giveLargeBuffer,
  LARGE_ROW_BYTES,
  type LargeRoom,
  largeRoom,
  takeLargeBuffer,
  tryLargeRoom,
} from './large-rows.ts';
import { announcedRowBytes } from './row-packets.ts';

/** A block closes at whichever comes first, though never inside a row. */
export interface BlockSize {
  readonly maxBlockBytes: number;
  readonly maxBlockRows: number;
}

/** Reading goes on while a block is written. */
const BLOCKS = 3;

export class RowBuffers {
  readonly #fullBytes: number;
  readonly #fullRows: number;
  readonly #usualBytes: number;
  readonly #free: Buffer[] = [];
  readonly #ready: RowBlock[] = [];
  #lent: Buffer | null = null;
  #buffer: Buffer;
  #fill = 0;
  #rows = 0;
  #rowStart = 0;
  #lastRow = 0;
  /** Bytes of the row that waits for room; null when none does. */
  #wanted: number | null = null;
  #room: LargeRoom | null = null;

  constructor(size: BlockSize) {
    this.#fullBytes = size.maxBlockBytes;
    this.#fullRows = size.maxBlockRows;
    // Half as much again: the row that fills a block may stand over its edge without a copy.
    this.#usualBytes = Math.ceil(size.maxBlockBytes * 1.5);
    this.#buffer = Buffer.allocUnsafeSlow(this.#usualBytes);
    for (let spare = 1; spare < BLOCKS; spare++) this.#free.push(Buffer.allocUnsafeSlow(this.#usualBytes));
  }

  beginRow(): void {
    this.#rowStart = this.#fill;
  }

  endRow(): void {
    this.#lastRow = this.#rowStart;
    this.#rows++;
  }

  /** Copies a piece of a row whose packet has `left` bytes from there on; false when the row must wait. */
  put(bytes: Buffer, from: number, to: number, left: number): boolean {
    if (this.#fill + to - from > this.#buffer.length && !this.#grow(left)) return false;
    bytes.copy(this.#buffer, this.#fill, from, to);
    this.#fill += to - from;
    return true;
  }

  /** Copies a row that came whole; false, with nothing done, when it does not fit. */
  putRow(bytes: Buffer, from: number, to: number): boolean {
    const end = this.#fill + to - from;
    if (end > this.#buffer.length) return false;
    bytes.copy(this.#buffer, this.#fill, from, to);
    this.#lastRow = this.#fill;
    this.#rowStart = this.#fill;
    this.#fill = end;
    this.#rows++;
    return true;
  }

  get isFull(): boolean {
    return this.#fill >= this.#fullBytes || this.#rows >= this.#fullRows;
  }

  /** Goes on in a free buffer; false when there is none. */
  advance(): boolean {
    if (this.#free.length === 0) return false;
    this.close();
    return true;
  }

  /** Puts the rows there are up for the consumer; what has come of a row not yet whole moves on. */
  close(): void {
    if (this.#rows === 0) return;
    const bytes = this.#buffer;
    const length = this.#rowStart === this.#lastRow ? this.#fill : this.#rowStart;
    this.#ready.push({ bytes, length, rows: this.#rows, lastRow: this.#lastRow });
    const next = this.#free.pop();
    if (next) {
      bytes.copy(next, 0, length, this.#fill);
      this.#buffer = next;
    }
    this.#fill -= length;
    this.#rowStart = 0;
    this.#rows = 0;
  }

  /** The next block, which is the consumer's until `giveBack`. */
  lend(): RowBlock | null {
    const block = this.#ready.shift() ?? null;
    this.#lent = block?.bytes ?? null;
    return block;
  }

  /** False when nothing was lent. */
  giveBack(): boolean {
    if (this.#lent === null) return false;
    this.#reuse(this.#lent);
    if (this.#lent.length > this.#usualBytes) this.leaveRoom();
    this.#lent = null;
    return true;
  }

  /** Whether a row waits until large rows of other lanes are gone. */
  get waitsForRoom(): boolean {
    return this.#wanted !== null;
  }

  async enterRoom(): Promise<void> {
    if (this.#wanted === null) return;
    this.#room = await largeRoom(this.#wanted);
    this.#wanted = null;
  }

  dropReady(): void {
    this.#ready.length = 0;
    this.#wanted = null;
  }

  /** Lets other lanes have their large rows. Also for when the result is over, whatever has become of it. */
  leaveRoom(): void {
    this.#room?.giveBack();
    this.#room = null;
  }

  /**
   * Room for a row larger than the buffer. The length of the field that does not fit stands in what has
   * already come, so one step reaches the row's size; a large object is never copied twice.
   */
  #grow(left: number): boolean {
    // One row of unusual size per result: a second one is not read before the first is gone.
    if (this.#hasLarge()) return false;
    const announced = announcedRowBytes(this.#buffer, this.#rowStart, this.#fill);
    const rowBytes = Math.max(this.#fill + left - this.#rowStart, announced);
    if (rowBytes > LARGE_ROW_BYTES && this.#room === null) {
      this.#room = tryLargeRoom(rowBytes);
      if (this.#room === null) {
        this.#wanted = rowBytes;
        // Rows in front of it must not wait with it.
        if (this.#rows > 0 && this.#free.length > 0) this.close();
        return false;
      }
    }
    this.#wanted = null;
    // Behind a large field there are mostly small ones.
    const larger = takeLargeBuffer(this.#rowStart + rowBytes + this.#usualBytes);
    this.#buffer.copy(larger, 0, 0, this.#fill);
    this.#reuse(this.#buffer);
    this.#buffer = larger;
    return true;
  }

  #hasLarge(): boolean {
    const blocks = this.#ready.map((block) => block.bytes);
    if (this.#lent) blocks.push(this.#lent);
    return blocks.some((bytes) => bytes.length > this.#usualBytes);
  }

  /** A block of usual size is filled again; a large one goes to whoever needs the next. */
  #reuse(buffer: Buffer): void {
    if (buffer.length > this.#usualBytes) giveLargeBuffer(buffer);
    else this.#free.push(buffer);
  }
}
