/** The keyring of the operating system: macOS Keychain, Windows Credential Manager, Secret Service on Linux. */
import { DmsError } from '../model/errors.ts';

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
 * The keyring of this machine. Its native code is loaded when it is first asked, and it may turn out then
 * that there is none.
 */
export const systemKeyring: Keyring = {
  set: (entry, secret) => ask(entry, (one) => one.setPassword(secret)),
  get: (entry) => ask(entry, async (one) => (await one.getPassword()) ?? null),
  delete: async (entry) => {
    await ask(entry, (one) => one.deletePassword());
  },
};

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
