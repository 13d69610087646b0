/** Sessions that are seldom used in a long run are kept from being taken for dead on the way. */

/** Of the limits that are known on the way to a server, the shortest is 350 s. */
const WORD_MS = 60_000;

interface Quiet {
  keepAlive(): Promise<void>;
}

/** Returns what ends it. */
export function keepAlive(quiet: readonly Quiet[]): () => void {
  // A word that waits behind a long statement is enough: no second one is put behind it.
  const busy = new Set<Quiet>();
  const timer = setInterval(() => {
    for (const one of quiet) {
      if (busy.has(one)) continue;
      busy.add(one);
      void one.keepAlive().finally(() => busy.delete(one));
    }
  }, WORD_MS);
  return () => clearInterval(timer);
}
