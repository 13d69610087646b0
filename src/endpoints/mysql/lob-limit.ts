/** Limited LOB mode: values cut on the source, so that what is cut never travels. */
import type { Column } from '../../model/table.ts';
import { quoteName } from './sql-text.ts';

/** Longest encoding of a character in UTF-8, hence how far a cut may have to step back. */
const UTF8_BYTES = 4;

/** The column's value, never longer than `limitBytes`; text is cut between characters. */
export function lobPrefix(column: Column, limitBytes: number): string {
  const name = quoteName(column.name);
  const whole = `OCTET_LENGTH(${name}) <= ${limitBytes}`;
  if (column.kind !== 'text') return `LEFT(${name}, ${limitBytes})`;
  return `IF(${whole}, ${name}, ${cutText(name, column.charset!, limitBytes)})`;
}

/** True for a value that the limit cuts. */
export function tooLong(column: Column, limitBytes: number): string {
  return `OCTET_LENGTH(${quoteName(column.name)}) > ${limitBytes}`;
}

function cutText(name: string, charset: string, limitBytes: number): string {
  const bytes = `CAST(${name} AS BINARY)`;
  if (!charset.startsWith('utf8')) {
    // Other character sets give no way to see where a character begins: cut by characters, none over 4 bytes.
    return `LEFT(${name}, ${Math.floor(limitBytes / (charset === 'latin1' || charset === 'ascii' ? 1 : UTF8_BYTES))})`;
  }
  // The byte behind the cut tells: 10xxxxxx continues a character, so the cut steps back to where it began.
  let length = `${limitBytes}`;
  for (let back = 1; back < UTF8_BYTES; back++) {
    const isInside = Array.from(
      { length: back },
      (_, step) => `ORD(SUBSTRING(${bytes}, ${limitBytes + 1 - step}, 1)) BETWEEN 128 AND 191`,
    );
    length = `IF(${isInside.join(' AND ')}, ${limitBytes - back}, ${length})`;
  }
  return `CONVERT(LEFT(${bytes}, ${length}) USING ${charset})`;
}
