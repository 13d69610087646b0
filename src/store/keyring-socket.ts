/**
 * A keyring that one process keeps in its memory for others: what lives in a state folder that is to go again
 * must not stay behind in the keyring of the machine. Each question is a line of JSON on a socket, and so is
 * the answer.
 */
import { DmsError } from '../model/errors.ts';
import type { Keyring } from './keyring.ts';
import { askOnSocket, type LineServer, serveLines } from './line-socket.ts';

type Question =
  | { readonly ask: 'set'; readonly entry: string; readonly secret: string }
  | { readonly ask: 'get' | 'delete'; readonly entry: string };

interface Answer {
  readonly secret: string | null;
}

/** The keyring behind a socket. */
export function socketKeyring(path: string): Keyring {
  const ask = async (question: Question) => {
    try {
      return (await askOnSocket(path, question)) as Answer;
    } catch (error) {
      throw new DmsError('secret.keyring', { reason: (error as Error).message }, { cause: error });
    }
  };
  return {
    set: async (entry, secret) => {
      await ask({ ask: 'set', entry, secret });
    },
    get: async (entry) => (await ask({ ask: 'get', entry })).secret,
    delete: async (entry) => {
      await ask({ ask: 'delete', entry });
    },
  };
}

/** Keeps secrets in memory for whoever may open the socket. */
export function serveKeyring(path: string): Promise<LineServer> {
  const secrets = new Map<string, string>();
  return serveLines(path, (question) => {
    const { ask, entry, ...rest } = question as Question;
    if (ask === 'set') secrets.set(entry, (rest as { secret: string }).secret);
    if (ask === 'delete') secrets.delete(entry);
    return { secret: ask === 'get' ? (secrets.get(entry) ?? null) : null };
  });
}
