/**
 * Splits the bytes of one result into rows, between the socket and the driver's packet parser. It leans on
 * three inner parts of mysql2 (`stream`, `packetParser`, `sequenceId`), which a contract test holds in place.
 */
import type { RowBlock } from '../row-block.ts';
import { giveLargeBuffer, takeLargeBuffer } from './large-buffers.ts';
import { announcedRowBytes, countOf, HEADER_BYTES } from './row-packets.ts';

/** The parts of a mysql2 connection that are not in its types. */
export interface DriverInside {
  /** `lends`: see `socket.ts`; other sockets do not know it. */
  readonly stream: { pause(): void; resume(): void; lends?: boolean };
  packetParser: { execute(bytes: Buffer): void };
  sequenceId: number;
}

/** A block closes at whichever comes first, though never inside a row. */
export interface BlockSize {
  readonly maxBlockBytes: number;
  readonly maxBlockRows: number;
}

/** A packet of this payload length is continued by the next one. */
const CONTINUED = 0xff_ff_ff;
/** An EOF packet is shorter than this; a row that begins with 0xFE (a field over 16 MB) is longer. */
const EOF_PACKET_BELOW = 9;
/** One block is with the consumer, one waits, one fills: reading goes on while a chunk is written. */
const BLOCKS = 3;

export class RowSplitter {
  readonly #inside: DriverInside;
  readonly #parser: DriverInside['packetParser'];
  readonly #options: BlockSize;
  readonly #usualBytes: number;

  /** Packets before the first row still to come: column count, columns, EOF. Null: the count is not known yet. */
  #headPackets: number | null = null;
  /** Bytes of an incomplete packet that is the driver's. */
  #partial: Buffer | null = null;

  readonly #free: Buffer[] = [];
  readonly #ready: RowBlock[] = [];
  #lent: Buffer | null = null;
  #buffer: Buffer;
  #fill = 0;
  #rows = 0;
  #rowStart = 0;
  #lastRow = 0;

  #header = Buffer.alloc(HEADER_BYTES);
  #headerFill = 0;
  #payloadLeft = 0;
  #continues = false;
  #insideRow = false;

  /** Bytes that arrived while no buffer was free. */
  #backlog: Buffer[] = [];
  #waiting: (() => void) | null = null;
  #error: Error | null = null;
  #over = false;
  #discarding = false;

  constructor(inside: DriverInside, options: BlockSize) {
    this.#inside = inside;
    this.#options = options;
    this.#parser = inside.packetParser;
    // Half as much again: the row that fills a block may stand over its edge without a copy.
    this.#usualBytes = Math.ceil(options.maxBlockBytes * 1.5);
    this.#buffer = Buffer.allocUnsafeSlow(this.#usualBytes);
    for (let spare = 1; spare < BLOCKS; spare++) this.#free.push(Buffer.allocUnsafeSlow(this.#usualBytes));
    inside.packetParser = { execute: (bytes) => this.#receive(bytes) };
    inside.stream.lends = true;
  }

  get isOver(): boolean {
    return this.#over;
  }

  async next(): Promise<RowBlock | null> {
    if (this.#lent) {
      this.#reuse(this.#lent);
      this.#lent = null;
      this.#catchUp();
    }
    for (;;) {
      const block = this.#ready.shift();
      if (block) {
        this.#lent = block.bytes;
        return block;
      }
      if (this.#error) throw this.#error;
      if (this.#over) return null;
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
  }

  end(error: Error | null): void {
    if (error) this.#error = error;
    else if (this.#rows > 0 && !this.#discarding) this.#close();
    this.#over = true;
    this.#wake();
  }

  /** From here on rows are thrown away as they come. */
  discard(): void {
    this.#discarding = true;
    this.#ready.length = 0;
    this.#catchUp();
    this.#inside.stream.resume();
  }

  restore(): void {
    this.#inside.packetParser = this.#parser;
    this.#inside.stream.lends = false;
  }

  #receive(bytes: Buffer): void {
    if (this.#backlog.length > 0) this.#backlog.push(Buffer.from(bytes));
    else this.#split(bytes);
  }

  /** Goes on with bytes that had to wait for a buffer. */
  #catchUp(): void {
    while (this.#backlog.length > 0) {
      if (!this.#split(this.#backlog.shift()!)) return;
    }
    this.#inside.stream.resume();
  }

  /** Takes what it can; false when the rest had to be put aside and the socket stopped. */
  #split(bytes: Buffer): boolean {
    let at = 0;
    while (at < bytes.length) {
      const head = this.#headPackets !== 0 || this.#partial !== null;
      at = head ? this.#passOn(bytes, at) : this.#takeRows(bytes, at);
      if (at < 0) {
        this.#backlog.unshift(Buffer.from(bytes.subarray(-at - 1)));
        this.#inside.stream.pause();
        return false;
      }
    }
    return true;
  }

  /** Gives one whole packet to the driver; returns where the next one starts. */
  #passOn(bytes: Buffer, at: number): number {
    const whole = this.#partial ? Buffer.concat([this.#partial, bytes.subarray(at)]) : bytes.subarray(at);
    const before = this.#partial?.length ?? 0;
    const length =
      whole.length >= HEADER_BYTES ? whole.readUIntLE(0, 3) + HEADER_BYTES : Number.POSITIVE_INFINITY;
    if (whole.length < length) {
      this.#partial = Buffer.from(whole);
      return bytes.length;
    }
    this.#partial = null;
    // The driver keeps the descriptions of columns.
    const packet = Buffer.from(whole.subarray(0, length));
    const first = packet[HEADER_BYTES];
    if (this.#headPackets === null) {
      const noRows = first === 0x00 || first === 0xff || first === 0xfb;
      this.#headPackets = noRows ? null : countOf(packet) + 1;
    } else {
      this.#headPackets--;
    }
    this.#inside.sequenceId = packet[3]!;
    this.#parser.execute(packet);
    return at + length - before;
  }

  /**
   * Copies row payloads into the block. Returns the position reached, or -(position + 1) when a block is
   * full and no buffer is free.
   */
  #takeRows(bytes: Buffer, from: number): number {
    let at = from;
    const end = bytes.length;
    while (at < end) {
      if (this.#payloadLeft === 0 && this.#headerFill < HEADER_BYTES) {
        if (!this.#insideRow && this.#isFull() && !this.#advance()) return -at - 1;
        while (at < end && this.#headerFill < HEADER_BYTES) this.#header[this.#headerFill++] = bytes[at++]!;
        if (this.#headerFill < HEADER_BYTES) return at;
        this.#payloadLeft = this.#header[0]! | (this.#header[1]! << 8) | (this.#header[2]! << 16);
        this.#continues = this.#payloadLeft === CONTINUED;
      }
      if (this.#payloadLeft > 0) {
        if (at >= end) return at;
        if (!this.#insideRow) {
          const first = bytes[at]!;
          if (first === 0xff || (first === 0xfe && this.#payloadLeft < EOF_PACKET_BELOW)) {
            this.#partial = Buffer.from(this.#header);
            this.#headerFill = 0;
            this.#payloadLeft = 0;
            this.#headPackets = 1;
            return at;
          }
          this.#insideRow = true;
          this.#rowStart = this.#fill;
        }
        const take = Math.min(this.#payloadLeft, end - at);
        if (!this.#discarding) {
          if (this.#fill + take > this.#buffer.length) {
            if (this.#holdsLargeRow()) return -at - 1;
            this.#grow();
          }
          bytes.copy(this.#buffer, this.#fill, at, at + take);
          this.#fill += take;
        }
        at += take;
        this.#payloadLeft -= take;
      }
      if (this.#payloadLeft === 0) {
        this.#headerFill = 0;
        if (!this.#continues) {
          this.#insideRow = false;
          if (!this.#discarding) {
            this.#lastRow = this.#rowStart;
            this.#rows++;
          }
        }
      }
    }
    return at;
  }

  #isFull(): boolean {
    return (
      !this.#discarding &&
      (this.#fill >= this.#options.maxBlockBytes || this.#rows >= this.#options.maxBlockRows)
    );
  }

  /** Hands the full block over and goes on in a free buffer; false when there is none. */
  #advance(): boolean {
    if (this.#free.length === 0) return false;
    this.#close();
    this.#wake();
    return true;
  }

  /** Whether a row of unusual size waits or is in use: a second one is not read before that is gone. */
  #holdsLargeRow(): boolean {
    const blocks = this.#lent
      ? [this.#lent, ...this.#ready.map((block) => block.bytes)]
      : this.#ready.map((block) => block.bytes);
    return blocks.some((bytes) => bytes.length > this.#usualBytes);
  }

  #close(): void {
    this.#ready.push({ bytes: this.#buffer, length: this.#fill, rows: this.#rows, lastRow: this.#lastRow });
    const next = this.#free.pop();
    if (next) this.#buffer = next;
    this.#fill = 0;
    this.#rows = 0;
  }

  /** A block of usual size is filled again; a large one goes to whoever needs the next. */
  #reuse(buffer: Buffer): void {
    if (buffer.length > this.#usualBytes) giveLargeBuffer(buffer);
    else this.#free.push(buffer);
  }

  /**
   * Room for a row larger than the buffer. The length of the field that does not fit stands in what has
   * already come, so one step reaches the row's size; a large object is never copied twice.
   */
  #grow(): void {
    const announced = announcedRowBytes(this.#buffer, this.#rowStart, this.#fill);
    const known = Math.max(this.#fill + this.#payloadLeft, this.#rowStart + announced);
    // Behind a large field there are mostly small ones.
    const larger = takeLargeBuffer(known + this.#usualBytes);
    this.#buffer.copy(larger, 0, 0, this.#fill);
    this.#reuse(this.#buffer);
    this.#buffer = larger;
  }

  #wake(): void {
    this.#waiting?.();
    this.#waiting = null;
  }
}
