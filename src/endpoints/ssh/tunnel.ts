/**
 * A connection through the bastion, with the manners of a socket: it breaks with an error, not with a mere
 * end, when the bastion is lost, and a write that can no longer be done fails. The library's channel does
 * neither: it ends, and the write waits for ever.
 */
import { Duplex } from 'node:stream';
import type { ClientChannel } from 'ssh2';

type Done = (error?: Error | null) => void;

export class Tunnel extends Duplex {
  readonly #channel: ClientChannel;
  #writing: Done | null = null;

  constructor(channel: ClientChannel) {
    // A database that has ended its side takes no more from ours.
    super({ allowHalfOpen: false });
    this.#channel = channel;
    channel.pause();
    channel.on('data', (bytes: Buffer) => {
      if (!this.push(bytes)) channel.pause();
    });
    channel.on('end', () => this.push(null));
    channel.on('close', () => {
      if (this.#writing) this.destroy(brokenTunnel('the server ended the connection'));
    });
    channel.on('error', (error: Error) => this.destroy(error));
  }

  override _read(): void {
    this.#channel.resume();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#writing = done;
    this.#channel.write(bytes, (error) => this.#written(error));
  }

  override _final(done: Done): void {
    this.#channel.end();
    done();
  }

  override _destroy(error: Error | null, done: Done): void {
    // What still comes in before the bastion has heard of the end is of no use to anybody.
    this.#channel.pause();
    this.#channel.destroy();
    this.#written(error ?? brokenTunnel('it was closed here'));
    done(error);
  }

  #written(error?: Error | null): void {
    const done = this.#writing;
    this.#writing = null;
    done?.(error);
  }
}

/** With the code of a socket whose other side is gone, which drivers know. */
export function brokenTunnel(reason: string): Error {
  return Object.assign(new Error(`the way through the bastion broke: ${reason}`), { code: 'ECONNRESET' });
}
