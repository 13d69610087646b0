/** What the packets of a text-protocol result say of themselves. */

/** Length of the payload and its number, in front of every packet. */
export const HEADER_BYTES = 4;

/** Number of columns in a result's first packet. */
export function countOf(packet: Buffer): number {
  const first = packet[HEADER_BYTES]!;
  return first === 0xfc ? packet.readUInt16LE(HEADER_BYTES + 1) : first;
}

/** How long the row from `start` must be at least, judged by the field lengths seen so far. */
export function announcedRowBytes(bytes: Buffer, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const first = bytes[at]!;
    if (first === 0xfb) at += 1;
    else if (first < 0xfb) at += 1 + first;
    else {
      const size = first === 0xfc ? 2 : first === 0xfd ? 3 : 6;
      if (at + 1 + size > end) break;
      at += (first === 0xfe ? 9 : 1 + size) + bytes.readUIntLE(at + 1, size);
    }
  }
  return at - start;
}
