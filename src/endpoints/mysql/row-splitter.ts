/**
 * Splits the bytes of one result into rows, between the socket and the driver's packet parser. It leans on
 * three inner parts of mysql2 (`stream`, `packetParser`, `sequenceId`), which a contract test holds in place.
 */
import type { RowBlock } from '../row-block.ts';
import { beginResult, endResult } from './large-rows.ts';
import { type BlockSize, RowBuffers } from './row-buffers.ts';
import { countOf, HEADER_BYTES } from './row-packets.ts';

/** The parts of a mysql2 connection that are not in its types. */
export interface DriverInside {
  /** `lends`: see `socket.ts`; other sockets do not know it. */
  readonly stream: { pause(): void; resume(): void; lends?: boolean };
  packetParser: { execute(bytes: Buffer): void };
  sequenceId: number;
}

/** How the rows of a result are wanted. */
export interface RowsWanted extends BlockSize {
  /**
   * Awaited before the wait for room that a row of unusual size may need, once all rows in front of it have
   * been handed over.
   */
  readonly beforeLargeRow?: () => Promise<void>;
}

/** A packet of this payload length is continued by the next one. */
const CONTINUED = 0xff_ff_ff;
/** An EOF packet is shorter than this; a row that begins with 0xFE (a field over 16 MB) is longer. */
const EOF_PACKET_BELOW = 9;

export class RowSplitter {
  readonly #inside: DriverInside;
  readonly #parser: DriverInside['packetParser'];
  readonly #beforeLargeRow: () => Promise<void>;
  readonly #buffers: RowBuffers;

  /** Packets before the first row still to come: column count, columns, EOF. Null: the count is not known yet. */
  #headPackets: number | null = null;
  /** Bytes of an incomplete packet that is the driver's. */
  #partial: Buffer | null = null;

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

  constructor(inside: DriverInside, wanted: RowsWanted) {
    this.#inside = inside;
    this.#beforeLargeRow = wanted.beforeLargeRow ?? (async () => {});
    this.#parser = inside.packetParser;
    this.#buffers = new RowBuffers(wanted);
    beginResult();
    inside.packetParser = { execute: (bytes) => this.#receive(bytes) };
    inside.stream.lends = true;
  }

  get isOver(): boolean {
    return this.#over;
  }

  async next(): Promise<RowBlock | null> {
    if (this.#buffers.giveBack()) this.#catchUp();
    for (;;) {
      const block = this.#buffers.lend();
      if (block) return block;
      if (this.#error) throw this.#error;
      if (this.#over) return null;
      if (this.#buffers.waitsForRoom) {
        await this.#beforeLargeRow();
        await this.#buffers.enterRoom();
        this.#catchUp();
      } else {
        await new Promise<void>((resolve) => {
          this.#waiting = resolve;
        });
      }
    }
  }

  end(error: Error | null): void {
    if (error) this.#error = error;
    else if (!this.#discarding) this.#buffers.close();
    this.#over = true;
    this.#wake();
  }

  /** From here on rows are thrown away as they come. */
  discard(): void {
    this.#discarding = true;
    this.#buffers.dropReady();
    this.#catchUp();
    this.#inside.stream.resume();
  }

  restore(): void {
    this.#inside.packetParser = this.#parser;
    this.#inside.stream.lends = false;
    this.#buffers.leaveRoom();
    endResult();
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
        // A row that waits for room has let go of the rows in front of it, or tells by waiting itself.
        this.#wake();
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
    const end = bytes.length;
    let at = from;
    while (at < end) {
      at = this.#takeWholeRows(bytes, at);
      if (at === end) return at;
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
          this.#buffers.beginRow();
        }
        const take = Math.min(this.#payloadLeft, end - at);
        if (!this.#discarding && !this.#buffers.put(bytes, at, at + take, this.#payloadLeft)) return -at - 1;
        at += take;
        this.#payloadLeft -= take;
      }
      if (this.#payloadLeft === 0) {
        this.#headerFill = 0;
        if (!this.#continues) {
          this.#insideRow = false;
          if (!this.#discarding) this.#buffers.endRow();
        }
      }
    }
    return at;
  }

  /** Rows that have come whole and fit, as most do, without a look at the state between packets. */
  #takeWholeRows(bytes: Buffer, from: number): number {
    if (this.#discarding || this.#insideRow || this.#headerFill > 0) return from;
    const buffers = this.#buffers;
    const end = bytes.length;
    let at = from;
    while (end - at > HEADER_BYTES && !buffers.isFull) {
      const length = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
      const payload = at + HEADER_BYTES;
      // The end of a result, and an error in place of a row, begin with one of the two.
      if (payload + length > end || length === 0 || bytes[payload]! >= 0xfe) break;
      if (!buffers.putRow(bytes, payload, payload + length)) break;
      at = payload + length;
    }
    return at;
  }

  #isFull(): boolean {
    return !this.#discarding && this.#buffers.isFull;
  }

  /** Hands the full block over; false when there is no free buffer to go on in. */
  #advance(): boolean {
    if (!this.#buffers.advance()) return false;
    this.#wake();
    return true;
  }

  #wake(): void {
    this.#waiting?.();
    this.#waiting = null;
  }
}
