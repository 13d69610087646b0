/** What listens where nobody speaks first: asked in the two languages in which the client begins. */
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { within } from './limits.ts';

/** @returns null when it answers neither */
export async function probe(
  again: (signal: AbortSignal) => Promise<Duplex>,
  limitMs: number,
  signal: AbortSignal,
): Promise<'HTTP' | 'TLS' | null> {
  const ask = async (language: (stream: Duplex) => Promise<boolean>) => {
    const giveUp = new AbortController();
    const opening = again(AbortSignal.any([signal, giveUp.signal]));
    try {
      const asking = opening.then(language);
      return await within(asking, limitMs, signal, () => new Error('no answer'));
    } catch {
      signal.throwIfAborted();
      return false;
    } finally {
      giveUp.abort();
      opening.then(
        (stream) => stream.destroy(),
        () => {},
      );
    }
  };
  // At once: what speaks TLS may also answer a plain request with a complaint in HTTP.
  const [tls, http] = await Promise.all([ask(speaksTls), ask(speaksHttp)]);
  if (tls) return 'TLS';
  return http ? 'HTTP' : null;
}

function speaksTls(stream: Duplex): Promise<boolean> {
  return new Promise((resolve) => {
    // Nothing is sent over it, so nothing has to be proved.
    const secure = connectTls({ socket: stream, rejectUnauthorized: false });
    secure.once('secureConnect', () => resolve(true));
    // An alert is TLS as well.
    secure.once('error', (error: NodeJS.ErrnoException) => resolve(/ALERT/.test(error.code ?? '')));
  });
}

function speaksHttp(stream: Duplex): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = '';
    stream.on('data', (bytes: Buffer) => {
      answer += bytes.toString('latin1');
      if (answer.length >= 5) resolve(answer.startsWith('HTTP/'));
    });
    stream.once('close', () => resolve(false));
    stream.write('GET / HTTP/1.0\r\n\r\n');
  });
}
