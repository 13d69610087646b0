/**
 * The first packet of a server, looked at and given back: a MySQL server speaks first, so whoever says
 * something else, or nothing, is told apart before the driver sees a byte.
 */
import type { Duplex } from 'node:stream';
import { DmsError } from '../../../model/errors.ts';
import { type Limits, seconds, within } from './limits.ts';
import { probe } from './probe.ts';

/** `refusal`: an error in place of the greeting, which the driver reads. */
export type Greeting = 'hello' | 'refusal';

const HEADER_BYTES = 4;
const PROTOCOL_10 = 0x0a;
const ERROR_PACKET = 0xff;

/**
 * `again` makes another connection to the same place.
 * @throws DmsError 'connect.silent' or 'connect.protocol'
 */
export async function awaitGreeting(
  stream: Duplex,
  again: (signal: AbortSignal) => Promise<Duplex>,
  address: string,
  { greetingMs, probeMs }: Limits,
  signal: AbortSignal,
): Promise<Greeting> {
  const listening = new FirstBytes(stream);
  try {
    await within(listening.enough, greetingMs, signal, () => SILENCE);
  } catch (error) {
    if (error !== SILENCE) throw error;
    if (listening.bytes.length === 0) {
      const speaks = await probe(again, probeMs, signal);
      if (speaks !== null) {
        const reason = `it waits for the other side to begin, and then speaks ${speaks}`;
        throw new DmsError('connect.protocol', { address, reason, speaks });
      }
      throw new DmsError('connect.silent', { address, seconds: seconds(greetingMs) });
    }
  } finally {
    listening.giveBack();
  }
  const greeting = greetingIn(listening.bytes);
  if (greeting !== null) return greeting;
  throw notMysql(listening.bytes, listening.error, address);
}

const SILENCE = new Error('nothing was said');

/** Bytes up to the one that tells what a packet is, or to the end of the stream. */
class FirstBytes {
  readonly enough: Promise<void>;
  readonly #stream: Duplex;
  readonly #onData: (bytes: Buffer) => void;
  readonly #onEnd: () => void;
  readonly #onError: (error: NodeJS.ErrnoException) => void;
  bytes = Buffer.alloc(0);
  error: NodeJS.ErrnoException | null = null;

  constructor(stream: Duplex) {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.enough = promise;
    this.#stream = stream;
    this.#onData = (bytes) => {
      this.bytes = Buffer.concat([this.bytes, bytes]);
      if (this.bytes.length <= HEADER_BYTES) return;
      // Here already: an end that follows at once must not be read before the bytes are given back.
      stream.pause();
      resolve();
    };
    this.#onEnd = resolve;
    this.#onError = (error) => {
      this.error = error;
      resolve();
    };
    stream
      .on('data', this.#onData)
      .on('end', this.#onEnd)
      .on('close', this.#onEnd)
      .on('error', this.#onError);
  }

  /** The stream stands still until someone resumes it, and then begins with the same bytes. */
  giveBack(): void {
    const stream = this.#stream;
    stream.pause();
    stream.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onEnd);
    stream.off('error', this.#onError);
    if (this.bytes.length > 0 && !stream.readableEnded && !stream.destroyed) stream.unshift(this.bytes);
  }
}

function greetingIn(bytes: Buffer): Greeting | null {
  // The first packet of a conversation has the number 0.
  if (bytes.length <= HEADER_BYTES || bytes[3] !== 0) return null;
  if (bytes[HEADER_BYTES] === PROTOCOL_10) return 'hello';
  return bytes[HEADER_BYTES] === ERROR_PACKET ? 'refusal' : null;
}

function notMysql(bytes: Buffer, error: NodeJS.ErrnoException | null, address: string): DmsError {
  if (bytes.length === 0) {
    const reason = 'it accepts the connection and closes it without a word';
    const server = error === null ? null : { code: error.code ?? 'ERROR', message: error.message };
    return new DmsError('connect.protocol', { address, reason }, { server, cause: error });
  }
  const speaks = languageOf(bytes);
  const reason = `it begins with ${quote(bytes)}`;
  return new DmsError('connect.protocol', { address, reason, ...(speaks === null ? {} : { speaks }) });
}

function languageOf(bytes: Buffer): string | null {
  const text = bytes.toString('latin1', 0, 16);
  if (text.startsWith('HTTP/')) return 'HTTP';
  if (text.startsWith('SSH-')) return 'SSH';
  // An alert or a handshake of TLS 1.x.
  if (/^[\x15\x16]\x03[\x00-\x04]/.test(text)) return 'TLS';
  // A notice, sent by MySQL's second port (33060) to whoever connects.
  if (bytes.length > HEADER_BYTES && bytes.readUInt32LE(0) < 0xff && bytes[HEADER_BYTES] === 0x0b) {
    return 'the MySQL X protocol';
  }
  return null;
}

/** Long enough for the name and version most services begin with. */
const QUOTED_BYTES = 60;

function quote(bytes: Buffer): string {
  const line = bytes.toString('latin1', 0, QUOTED_BYTES).split(/[\r\n]/)[0]!;
  return /^[\x20-\x7e]+$/.test(line) ? `"${line}"` : `the bytes ${bytes.toString('hex', 0, 8)}`;
}
