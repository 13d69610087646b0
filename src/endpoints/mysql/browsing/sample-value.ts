/** One column of sampled rows: what is selected, so that little travels, and what is made of the answer. */
import type { ColumnKind } from '../../../model/table.ts';
import type { SampleCell } from '../../catalog-contract.ts';
import type { ServerFacts } from '../ddl/server-facts.ts';
import type { RawCell } from '../session.ts';
import { quoteName } from '../sql-text.ts';

/** More of a value than any terminal shows of one cell, and still a few kilobytes for a row of many columns. */
const MOST_CHARACTERS = 300;
const MOST_BYTES = 128;
/** A geometry of more bytes is not worth its text: the server would write out every point. */
const MOST_SPATIAL_BYTES = 4_096;

export interface SampledColumn {
  readonly sql: string;
  readonly cell: (raw: RawCell) => SampleCell;
}

export function sampledColumn(
  name: string,
  kind: ColumnKind | undefined,
  product: ServerFacts['product'],
): SampledColumn {
  const column = quoteName(name);
  switch (kind) {
    case 'integer':
    case 'decimal':
    case 'double':
    case 'date':
    case 'time':
    case 'datetime':
    case 'timestamp':
    case 'year':
    case 'uuid':
    case 'inet':
      return { sql: column, cell: text };
    case 'float':
      // As text a FLOAT has six digits, not enough for its 24 bits.
      return { sql: `${column} + 0e0`, cell: float };
    case 'bit':
      return { sql: `${column} + 0`, cell: text };
    case 'text':
    case 'enum':
    case 'set':
    case 'json':
      return { sql: beginning(column), cell: text };
    case 'vector':
      return {
        sql: beginning(`${product === 'mariadb' ? 'VEC_ToText' : 'VECTOR_TO_STRING'}(${column})`),
        cell: text,
      };
    case 'spatial':
      return {
        sql: `IF(LENGTH(${column}) <= ${MOST_SPATIAL_BYTES}, ${beginning(`ST_AsText(${column})`)}, CONCAT('0x', HEX(${firstBytes(column)})))`,
        cell: spatial,
      };
    case 'binary':
      return { sql: firstBytes(column), cell: binary };
    case undefined:
      // A type nobody has seen yet may hold anything.
      return { sql: firstBytes(`CAST(${column} AS BINARY)`), cell: binary };
  }
}

/** One more than is shown tells that there is more, where asking for the length would read all of it. */
function beginning(sql: string): string {
  return `LEFT(${sql}, ${MOST_CHARACTERS + 1})`;
}

function firstBytes(sql: string): string {
  return `LEFT(${sql}, ${MOST_BYTES + 1})`;
}

function text(raw: RawCell): SampleCell {
  if (raw === null) return null;
  const whole = raw.toString('utf8');
  // Only then can it be too long, and most values need not be taken apart.
  const characters = whole.length > MOST_CHARACTERS ? Array.from(whole) : [];
  if (characters.length <= MOST_CHARACTERS) return { text: whole, cut: false };
  return { text: characters.slice(0, MOST_CHARACTERS).join(''), cut: true };
}

/** Digits that are enough for a FLOAT to be read back as it was. */
const FLOAT_DIGITS = 9;

/** The fewest digits that mean this FLOAT and no other. */
function float(raw: RawCell): SampleCell {
  if (raw === null) return null;
  const value = Number(raw.toString('latin1'));
  for (let digits = 1; digits < FLOAT_DIGITS; digits++) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return { text: String(shorter), cut: false };
  }
  return { text: String(Number(value.toPrecision(FLOAT_DIGITS))), cut: false };
}

function binary(raw: RawCell): SampleCell {
  if (raw === null) return null;
  return { hex: raw.toString('hex', 0, MOST_BYTES), cut: raw.length > MOST_BYTES };
}

/** No geometry begins with a zero when it is written as text. */
function spatial(raw: RawCell): SampleCell {
  if (raw === null || !raw.toString('latin1', 0, 2).startsWith('0x')) return text(raw);
  return binary(Buffer.from(raw.toString('latin1', 2), 'hex'));
}
