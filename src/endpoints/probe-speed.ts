/** Measuring a line by sending more and more over it, in about half a second. */

/** What is sent first, small enough for a line of 1 Mbit/s; then eight times as much, and again. */
const FIRST_BYTES = 64 * 1024;
const STEP = 8;
const MOST_BYTES = 4 * 1024 * 1024;

/** A probe that took so long says enough; and the next would take eight times that. */
const LONG_ENOUGH_MS = 80;

/** Bytes per second of the last and largest probe. */
export async function speedOf(send: (bytes: Buffer) => Promise<void>): Promise<number> {
  for (let size = FIRST_BYTES; ; size *= STEP) {
    const bytes = Buffer.alloc(size, 'dms-tui probe ');
    const start = performance.now();
    await send(bytes);
    const ms = performance.now() - start;
    if (ms >= LONG_ENOUGH_MS || size >= MOST_BYTES) return (size * 1000) / Math.max(ms, 0.001);
  }
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)]!;
}
