/** Looks at the target names of all plans together, before anything is touched. */
import { DmsError } from './errors.ts';
import type { TableName, TablePlan } from './table.ts';
import { showTable, tableId } from './table.ts';
import { foldName } from './wildcard.ts';

/** Most characters of an identifier in MySQL and MariaDB. */
const LONGEST_NAME = 64;

/**
 * Why plans must be refused: they put two sources into one target ('mapping.collision'), or make a name no
 * target can take ('target.unfit'). Names that differ in case only count as one unless the target is known to
 * tell them apart: a refusal can be mended, two tables mixed into one cannot.
 */
export function problemsOfNames(plans: readonly TablePlan[], caseSensitive = false): DmsError[] {
  const refused: DmsError[] = [];
  const sourcesOf = new Map<string, TablePlan[]>();
  for (const plan of plans) {
    const problems = unfitNames(plan);
    if (problems.length > 0)
      refused.push(new DmsError('target.unfit', { table: showTable(plan.source.name), problems }));
    const id = tableId(foldedTable(plan.target, caseSensitive));
    sourcesOf.set(id, [...(sourcesOf.get(id) ?? []), plan]);
  }
  for (const [first, ...others] of sourcesOf.values()) {
    if (!first || others.length === 0) continue;
    const sources = [first, ...others].map((plan) => showTable(plan.source.name));
    refused.push(new DmsError('mapping.collision', { target: showTable(first.target), sources }));
  }
  return refused;
}

/** One form of all names that are one name. */
export function foldedTable(name: TableName, caseSensitive: boolean): TableName {
  return { schema: foldName(name.schema, caseSensitive), table: foldName(name.table, caseSensitive) };
}

function unfitNames({ target, columns }: TablePlan): string[] {
  return [
    ...problemOf('schema', target.schema),
    ...problemOf('table', target.table),
    ...columns.flatMap((column) => problemOf('column', column.target)),
  ];
}

function problemOf(kind: string, name: string): string[] {
  const length = Array.from(name).length;
  if (length === 0) return [`the rules leave no character of the ${kind} name`];
  if (length > LONGEST_NAME) {
    return [`the ${kind} name "${name}" has ${length} characters; a name may have ${LONGEST_NAME}`];
  }
  // The server drops or refuses a blank at the end, so the name would not be the one asked for.
  return name.endsWith(' ') ? [`the ${kind} name "${name}" ends with a blank`] : [];
}
