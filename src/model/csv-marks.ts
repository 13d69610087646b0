/** The characters a CSV file is built with, and the choices of them that no reader could undo. */
import type { Problems } from './document.ts';
import { join, short } from './document.ts';
import type { FileSettings } from './endpoint-url.ts';

interface WrittenMarks {
  readonly CsvDelimiter?: string | null | undefined;
  readonly CsvRowDelimiter?: string | null | undefined;
  readonly CsvNullValue?: string | null | undefined;
  readonly Rfc4180?: boolean | null | undefined;
}

type CsvMarks = Pick<FileSettings, 'delimiter' | 'rowDelimiter' | 'nullValue' | 'rfc4180'>;

/** Escapes as people type them into JSON a backslash too many, or on a command line. */
const ESCAPES: Readonly<Record<string, string>> = { '\\n': '\n', '\\r': '\r', '\\t': '\t', '\\\\': '\\' };

export function readCsvMarks(
  written: WrittenMarks,
  base: CsvMarks,
  problems: Problems,
  at: string,
): CsvMarks {
  const marks = {
    delimiter: withEscapes(written.CsvDelimiter) ?? base.delimiter,
    rowDelimiter: withEscapes(written.CsvRowDelimiter) ?? base.rowDelimiter,
    nullValue: written.CsvNullValue ?? base.nullValue,
    rfc4180: written.Rfc4180 ?? base.rfc4180,
  };
  const { delimiter, rowDelimiter, nullValue } = marks;
  // Longer delimiters cannot be told from a value that ends in their beginning.
  refuseMark(
    delimiter,
    Array.from(delimiter).length === 1,
    'one character',
    join(at, 'CsvDelimiter'),
    problems,
  );
  const rowFits = Array.from(rowDelimiter).length === 1 || rowDelimiter === '\r\n';
  refuseMark(rowDelimiter, rowFits, 'one character, or \\r\\n', join(at, 'CsvRowDelimiter'), problems);
  if (rowDelimiter.includes(delimiter)) {
    const problem = `is ${short(delimiter)}, which the row delimiter ${short(rowDelimiter)} holds too`;
    problems.add(join(at, 'CsvDelimiter'), problem, 'two that have no character in common');
  }
  const quotedMarks = marks.rfc4180 ? ['"', '\n', '\r'] : [];
  const clash = [delimiter, rowDelimiter, ...quotedMarks].find(
    (mark) => mark !== '' && nullValue.includes(mark),
  );
  if (clash !== undefined) {
    const allowed = 'a text without delimiters, quotes and line ends';
    problems.add(join(at, 'CsvNullValue'), `holds ${short(clash)}`, allowed);
  }
  return marks;
}

function refuseMark(mark: string, fits: boolean, allowed: string, path: string, problems: Problems): void {
  if (!fits) problems.add(path, `is ${short(mark)}`, allowed);
  else if (/["0-9A-F]/.test(mark)) {
    problems.add(
      path,
      `is ${short(mark)}, which values are full of`,
      'any character but the double quote, 0-9 and A-F',
    );
  }
}

function withEscapes(written: string | null | undefined): string | null {
  return written
    ? written.replace(/\\[nrt\\]/g, (sequence) => ESCAPES[sequence] ?? sequence)
    : (written ?? null);
}
