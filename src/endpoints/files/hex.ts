/** Hexadecimal and BIT values as bytes. */

/** `0` to `F`, upper case. */
export const HEX_DIGITS = Buffer.from('0123456789ABCDEF', 'latin1');

/** Value of an upper-case hexadecimal digit, -1 for every other byte. */
export const HEX_VALUES = new Int8Array(256).fill(-1);
for (let value = 0; value < 16; value++) HEX_VALUES[HEX_DIGITS[value]!] = value;

/** The unsigned number a big-endian BIT value stands for. */
export function unsignedDecimal(bytes: Buffer, start: number, end: number): string {
  if (end - start <= 6) return String(end === start ? 0 : bytes.readUIntBE(start, end - start));
  return BigInt(`0x${bytes.toString('hex', start, end)}`).toString();
}
