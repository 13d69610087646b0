/**
 * Buffers for rows that are larger than a block, handed on from row to row, chunk to chunk and lane to lane:
 * a new one for each would leave as much garbage as there are large objects before any of it is collected.
 */

/** Those given back. They are held weakly: tables without large rows must not pay for the one before. */
let spares: WeakRef<Buffer>[] = [];

/** At least so many bytes, with anything in them. */
export function takeLargeBuffer(bytes: number): Buffer {
  const kept = spares.flatMap((spare) => spare.deref() ?? []);
  const fitting = kept.find((buffer) => buffer.length >= bytes);
  // Those too small are forgotten: the next rows will hardly be smaller than this one.
  spares = kept
    .filter((buffer) => buffer !== fitting && buffer.length >= bytes)
    .map((buffer) => new WeakRef(buffer));
  return fitting ?? Buffer.allocUnsafeSlow(bytes);
}

export function giveLargeBuffer(buffer: Buffer): void {
  spares.push(new WeakRef(buffer));
}
