/** How long each step of the way to a server may take. */
export interface Limits {
  readonly nameMs: number;
  readonly tcpMs: number;
  readonly greetingMs: number;
  readonly probeMs: number;
  readonly tlsMs: number;
  readonly loginMs: number;
  readonly lookMs: number;
}

export const LIMITS: Limits = {
  // A resolver with default settings gives a name server two times 5 s.
  nameMs: 10_000,
  // A lost first packet is sent again after 1, 3 and 7 s: whoever answers none of them is not there.
  tcpMs: 8_000,
  // Many servers look up the name of whoever connects before they say a word, and their DNS may be down.
  greetingMs: 12_000,
  // A second look at what listens there: it was reached a moment ago, and the person waits already.
  probeMs: 1_000,
  tlsMs: 8_000,
  // Accounts may be checked by another machine (LDAP, PAM), and a busy server puts logins last.
  loginMs: 15_000,
  // Of a test, each look behind the login: some short queries, which may meet a lock or a full disk.
  lookMs: 20_000,
};

/**
 * Settles as `work` does, unless the time is up (`late` says with what) or the signal is aborted first.
 * What `work` holds open is the caller's to end.
 */
export async function within<T>(
  work: Promise<T>,
  limitMs: number,
  signal: AbortSignal,
  late: () => Error,
): Promise<T> {
  // Nobody listens any more to work that was given up.
  work.catch(() => {});
  signal.throwIfAborted();
  return await new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(late())), limitMs);
    const abandon = () => settle(() => reject(signal.reason as Error));
    const settle = (how: () => void) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abandon);
      how();
    };
    signal.addEventListener('abort', abandon, { once: true });
    work.then(
      (value) => settle(() => resolve(value)),
      (error: Error) => settle(() => reject(error)),
    );
  });
}

/** For facts: whole seconds, never 0. */
export function seconds(limitMs: number): number {
  return Math.max(1, Math.round(limitMs / 1_000));
}
