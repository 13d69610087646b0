/** Tells whether what a task does with a table is still what its checkpoint was made by. */
import { createHash } from 'node:crypto';
import type { FileSettings } from './endpoint-url.ts';
import type { TablePlan } from './table.ts';

/** Raise when the meaning of a part changes, so that checkpoints of older versions are not taken for new. */
const VERSION = 2;

/**
 * A hash of everything that decides which bytes of a table end up where: names, columns with their types,
 * filters, keys, LOB limits, and the form of files. Load order, lanes, estimates and other tables are no part
 * of it: they may change between a stop and a resume.
 */
export function fingerprint(plan: TablePlan, files: FileSettings | null = null): string {
  const described = JSON.stringify([VERSION, partsOf(plan), files === null ? null : filePartsOf(files)]);
  return createHash('sha256').update(described).digest('hex');
}

function partsOf({ source, target, columns, key, filters }: TablePlan): unknown {
  return [
    [source.name.schema, source.name.table],
    [target.schema, target.table],
    columns.map((column) => [
      column.source.name,
      column.source.fullType,
      column.source.charset,
      column.target,
      column.lobLimitBytes,
    ]),
    key === null ? null : key.map((position) => columns[position]?.source.name),
    filters.map(({ column, conditions }) => [column, conditions.map(sortedEntries)]),
  ];
}

/** Access rights and keys of files may change: they alter no byte of what is written. */
function filePartsOf({ encryption: _encryption, kmsKeyId: _key, acl: _acl, ...form }: FileSettings): unknown {
  return sortedEntries(form);
}

function sortedEntries(record: object): unknown {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
