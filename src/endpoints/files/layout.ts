/**
 * Where files lie: `[folder/]schema/table/LOAD00000001.csv`, the layout of AWS DMS, in buckets and folders alike.
 *
 * Names keep their characters, except those that would mean something in a path or cannot be seen: `/`, `\`,
 * control characters, a leading dot (hidden files, `.` and `..`) and `%` itself become `%` and two hexadecimal
 * digits per byte. Two tables never share a folder, unless their names differ in case only and the file
 * system does not tell case apart.
 */
import type { TableName } from '../../model/table.ts';

const UNSAFE = /[\u0000-\u001f\u007f-\u009f/\\%]|^\./gu;

/** A schema or table as one part of a path. */
export function pathPart(name: string): string {
  return name.replace(UNSAFE, (character) =>
    [...Buffer.from(character)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}

/** The name a part of a path was made from. */
export function nameOfPart(part: string): string {
  return part.replace(/(?:%[0-9A-F]{2})+/g, (codes) =>
    Buffer.from(codes.replaceAll('%', ''), 'hex').toString(),
  );
}

/** Folder of a table's files below that of the endpoint: no slash at either end. */
export function tableFolder(table: TableName): string {
  return `${pathPart(table.schema)}/${pathPart(table.table)}`;
}

/** The file of a chunk; the first chunk, 0, has the number 1. */
export function fileName(chunk: number, gzip: boolean): string {
  const number = (chunk + 1).toString(16).toUpperCase().padStart(8, '0');
  return `LOAD${number}.csv${gzip ? '.gz' : ''}`;
}

/** Whether a name is one that a full load would use, whoever wrote it. */
export function isLoadFile(name: string): boolean {
  return /^LOAD[0-9A-F]{8}\.csv(\.gz)?$/.test(name);
}
