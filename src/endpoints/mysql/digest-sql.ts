/** The canonical row of `digest-form.ts` as SQL, folded by the server itself. */
import type { KeyRange } from '../../model/chunk.ts';
import type { PlannedColumn } from '../../model/table.ts';
import type { TextForm } from '../contract.ts';
import { digestPart } from '../digest-form.ts';
import { lobPrefix } from './lob-limit.ts';
import { nameOn, type TableSide, whereOn } from './select.ts';
import { quoteName, quoteTable } from './sql-text.ts';

/**
 * Stands for the hash of a row that a server could not join, for want of room: a sum that reaches it tells so, and
 * no sum of hashes does. Counting the hashes beside the sum would have each computed twice.
 */
const UNHASHED = 2n ** 128n;

/** One row: `n`, the rows, and `total`, the sum of their hashes. */
export function selectDigest(side: TableSide, range: KeyRange, text: TextForm): string {
  const { columns } = side.table;
  const parts = columns.flatMap((column) => partsOf(side, column, text));
  const flags = columns.map((column) => `ISNULL(${quoteName(nameOn(side, column))})`);
  const row = `CONCAT_WS('#', ${parts.join(', ')}, CONCAT(${flags.join(', ')}))`;
  // A sum is over DECIMAL in any case; made so from text at once, it costs half.
  const hash = `CAST(CONV(LEFT(SHA2(${row}, 256), 16), 16, 10) AS DECIMAL(20))`;
  return `SELECT COUNT(*) AS n, CAST(COALESCE(SUM(IFNULL(${hash}, ${UNHASHED})), 0) AS CHAR) AS total FROM ${quoteTable(side.name)}${whereOn(side, range)}`;
}

/** How many rows had no hash. */
export function unhashedIn(total: string): number {
  return Number(BigInt(total) / UNHASHED);
}

function partsOf(side: TableSide, planned: PlannedColumn, text: TextForm): string[] {
  const form = digestPart(planned);
  const value = bytesOf(side, planned, text);
  if (form === 'text' || form === 'double') return [value];
  if (form === 'hashed') return [`SHA2(${value}, 256)`];
  return [`OCTET_LENGTH(${value})`, value];
}

/** The value's bytes as the digest sees them. */
function bytesOf(side: TableSide, planned: PlannedColumn, text: TextForm): string {
  const name = quoteName(nameOn(side, planned));
  const limit = side.isSource ? planned.lobLimitBytes : null;
  switch (planned.source.kind) {
    case 'float':
    case 'double':
      // The well-known binary of a point holds its coordinates as they are: text would not, as MySQL joins no
      // more than 22 characters of a DOUBLE and each server chooses between 0.00001 and 1e-5 in its own way.
      return `HEX(SUBSTRING(POINT(${name} + 0e0, 0), 10, 8))`;
    case 'bit':
      return `(${name} + 0)`;
    case 'text':
    case 'enum':
    case 'set': {
      const value = limit === null ? name : lobPrefix(planned.source, limit);
      return `CAST(${text === 'stored' ? value : `CONVERT(${value} USING utf8mb4)`} AS BINARY)`;
    }
    case 'binary':
      return limit === null ? name : lobPrefix(planned.source, limit);
    case 'json':
    case 'uuid':
    case 'inet':
      return `CAST(CONVERT(${name} USING utf8mb4) AS BINARY)`;
    case 'vector':
      return `UNHEX(HEX(${name}))`;
    case 'spatial':
      // Files hold the WKB alone; the first four bytes are the SRID.
      return text === 'stored' ? `UNHEX(HEX(${name}))` : `SUBSTRING(UNHEX(HEX(${name})), 5)`;
    default:
      return name;
  }
}
