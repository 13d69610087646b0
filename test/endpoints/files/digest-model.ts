/** The canonical row of `digest-form.ts`, built the slow and obvious way from values. */
import { createHash } from 'node:crypto';
import type { Digest } from '../../../src/endpoints/contract.ts';
import type { PlannedColumn } from '../../../src/model/table.ts';
import type { Cell } from '../../support/row-blocks.ts';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const BY_TEXT = 'integer decimal bit date time datetime timestamp year'.split(' ');

/** Of rows as a source gives them in UTF-8 form; of spatial values only the WKB counts, as files hold it. */
export function modelDigest(columns: readonly PlannedColumn[], rows: readonly (readonly Cell[])[]): Digest {
  let sum = 0n;
  for (const row of rows) {
    const parts: Buffer[] = [];
    for (const [index, cell] of row.entries()) {
      if (cell === null) continue;
      const { kind, maxBytes } = columns[index]!.source;
      let bytes = Buffer.from(cell);
      if (kind === 'bit') bytes = Buffer.from(BigInt(`0x0${bytes.toString('hex')}`).toString());
      if (kind === 'spatial') bytes = bytes.subarray(4);
      if (kind === 'float' || kind === 'double') {
        const double = new DataView(new ArrayBuffer(8));
        double.setFloat64(0, Number(bytes.toString()) || 0, true);
        parts.push(Buffer.from(Buffer.from(double.buffer).toString('hex').toUpperCase()));
      } else if (BY_TEXT.includes(kind)) parts.push(bytes);
      else if (maxBytes === null || maxBytes > 65_535 || ['json', 'spatial', 'vector'].includes(kind)) {
        parts.push(Buffer.from(sha256(bytes)));
      } else parts.push(Buffer.from(String(bytes.length)), bytes);
    }
    parts.push(Buffer.from(row.map((cell) => (cell === null ? '1' : '0')).join('')));
    const joined = Buffer.concat(
      parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from('#'), part])),
    );
    sum += BigInt(`0x${sha256(joined).slice(0, 16)}`);
  }
  return { rows: rows.length, sum: sum.toString() };
}
