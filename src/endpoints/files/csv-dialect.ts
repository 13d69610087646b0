/** How CSV is written with given settings, as bytes. */
import { stringify } from 'csv-stringify/sync';
import type { FileSettings } from '../../model/endpoint-url.ts';
import type { ColumnKind } from '../../model/table.ts';

export interface CsvDialect {
  /** Between two fields. */
  readonly delimiter: Buffer;
  /** After every row, the last one too. */
  readonly rowDelimiter: Buffer;
  /** Stands for NULL; a text of the same characters is quoted. */
  readonly nullValue: Buffer;
  /** Whether fields are quoted where they must be (RFC 4180), or written as they are. */
  readonly quotes: boolean;
}

/**
 * How a value of a kind is written.
 *
 * | form | kinds | written as |
 * | --- | --- | --- |
 * | `plain` | numbers, dates, times, UUID, INET | their text |
 * | `text` | text, ENUM, SET, JSON | UTF-8 |
 * | `bit` | BIT | unsigned decimal number |
 * | `hex` | binary, vector | upper-case hexadecimal without prefix |
 * | `wkb` | spatial | the WKB in upper-case hexadecimal, as `ST_GeomFromBinary(from_hex(…))` of Athena and its like read it; the SRID is left out |
 */
export type CsvForm = 'plain' | 'text' | 'bit' | 'hex' | 'wkb';

const FORMS: Record<ColumnKind, CsvForm> = {
  integer: 'plain',
  decimal: 'plain',
  float: 'plain',
  double: 'plain',
  date: 'plain',
  time: 'plain',
  datetime: 'plain',
  timestamp: 'plain',
  year: 'plain',
  uuid: 'plain',
  inet: 'plain',
  text: 'text',
  enum: 'text',
  set: 'text',
  json: 'text',
  bit: 'bit',
  binary: 'hex',
  vector: 'hex',
  spatial: 'wkb',
};

export function csvForm(kind: ColumnKind): CsvForm {
  return FORMS[kind];
}

/** The settings are such that files can be read back: `model/csv-marks.ts` sees to that. */
export function csvDialect(settings: FileSettings): CsvDialect {
  return {
    delimiter: Buffer.from(settings.delimiter),
    rowDelimiter: Buffer.from(settings.rowDelimiter),
    nullValue: Buffer.from(settings.nullValue),
    quotes: settings.rfc4180,
  };
}

/** One line outside the bulk path, such as the header: fields by the same rules, the row delimiter after them. */
export function csvLine(fields: readonly string[], dialect: CsvDialect): string {
  const delimiter = dialect.delimiter.toString();
  const rowDelimiter = dialect.rowDelimiter.toString();
  if (!dialect.quotes) return fields.join(delimiter) + rowDelimiter;
  return stringify([[...fields]], {
    delimiter,
    record_delimiter: rowDelimiter,
    quote_record_delimiter: true,
    quoted_match: wholeText(dialect.nullValue.toString()),
  });
}

/** Matches this text and nothing else. */
export function wholeText(text: string): RegExp {
  return new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}$`);
}

/** Names in front of the plan's columns: the operation, the time of transfer. */
export function leadingNames(settings: FileSettings): string[] {
  return [
    ...(settings.includeOp ? ['Op'] : []),
    ...(settings.timestampColumn === null ? [] : [settings.timestampColumn]),
  ];
}

/** `yyyy-MM-dd HH:mm:ss.SSSSSS` in UTC, as AWS DMS writes its timestamp column. */
export function transferTime(moment: Date): string {
  return `${moment.toISOString().replace('T', ' ').replace('Z', '')}000`;
}
