/** The keyring of the operating system: macOS Keychain, Windows Credential Manager, Secret Service on Linux. */
import { existsSync } from 'node:fs';
import { DmsError } from '../model/errors.ts';
import { homeFolder, keyringSocket } from './home.ts';
import { socketKeyring } from './keyring-socket.ts';

export interface Keyring {
  /** @throws DmsError 'secret.keyring' */
  set(entry: string, secret: string): Promise<void>;
  /** Null when there is no such entry. @throws DmsError 'secret.keyring' */
  get(entry: string): Promise<string | null>;
  /** @throws DmsError 'secret.keyring' */
  delete(entry: string): Promise<void>;
}

/** What entries are listed under in the keyring's own program. */
const SERVICE = 'dms-tui';

/** Time for a person to unlock it; a keyring that hangs must not hang us with it. */
const UNLOCK_MS = 60_000;

/**
 * The keyring of this machine, or of the state folder where that has its own. Its native code is loaded when
 * it is first asked, and it may turn out then that there is none.
 */
export const systemKeyring: Keyring = {
  set: (entry, secret) => own()?.set(entry, secret) ?? ask(entry, (one) => one.setPassword(secret)),
  get: (entry) => own()?.get(entry) ?? ask(entry, async (one) => (await one.getPassword()) ?? null),
  delete: async (entry) => {
    await (own()?.delete(entry) ?? ask(entry, (one) => one.deletePassword()));
  },
};

function own(): Keyring | null {
  const socket = keyringSocket(homeFolder());
  return existsSync(socket) ? socketKeyring(socket) : null;
}

type Entry = import('@napi-rs/keyring').AsyncEntry;

async function ask<T>(name: string, question: (entry: Entry) => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silent = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${UNLOCK_MS / 1000} s`)), UNLOCK_MS);
  });
  try {
    const { AsyncEntry } = await import('@napi-rs/keyring');
    // The kernel's own keyring, which would be taken else, forgets everything at the next restart.
    const entry = new AsyncEntry(SERVICE, name, { linux: { store: 'secret-service' } });
    return await Promise.race([question(entry), silent]);
  } catch (error) {
    throw new DmsError('secret.keyring', { reason: reasonOf(error) }, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // What D-Bus says on a machine without a desktop speaks of X11 and would send a person looking there.
  if (/DBUS_SESSION_BUS_ADDRESS|ServiceUnknown|org\.freedesktop\.secrets|Failed to connect/.test(message))
    return 'no Secret Service runs here';
  if (/prompt was dismissed/.test(message)) return 'it is locked, and nobody unlocked it';
  return message.split('\n', 1)[0]!;
}
