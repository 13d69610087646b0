/** Small tables and documents for the tests of the model. */

import type { ErrorFacts, ErrorKind } from '../../src/model/errors.ts';
import { DmsError } from '../../src/model/errors.ts';
import type { Column, TableShape, TableSummary } from '../../src/model/table.ts';
import type { SelectedTable, TableMappings } from '../../src/model/table-mappings.ts';

export function summary(schema: string, table: string, kind: 'table' | 'view' = 'table'): TableSummary {
  return { name: { schema, table }, kind, engine: 'InnoDB', estimatedRows: 1, dataBytes: 1 };
}

export function column(name: string, more: Partial<Column> = {}): Column {
  return {
    name,
    kind: 'integer',
    type: 'int',
    fullType: 'int(11)',
    charset: null,
    collation: null,
    nullable: true,
    generated: false,
    invisible: false,
    autoIncrement: false,
    maxBytes: null,
    ...more,
  };
}

export function lob(type: string, maxBytes: number, more: Partial<Column> = {}): Column {
  const kind = type.endsWith('text') ? 'text' : 'binary';
  return column(type, { kind, type, fullType: type, maxBytes, ...more });
}

export function table(
  name: string,
  columns: readonly (Column | string)[],
  key: string[] | null = null,
): TableShape {
  const [schema = '', rest = ''] = name.split('.');
  return {
    ...summary(schema, rest),
    columns: columns.map((one) => (typeof one === 'string' ? column(one) : one)),
    key,
    createSql: `CREATE TABLE ${rest} ()`,
    schemaCollation: 'utf8mb4_general_ci',
    dialect: null,
  };
}

export function selected(shape: TableShape, more: Partial<SelectedTable> = {}): SelectedTable {
  return { name: shape.name, kind: shape.kind, loadOrder: 0, filters: [], ...more };
}

export const NO_RULES: TableMappings = { selection: [], transformations: [], tableSettings: [] };

/** The facts of the error a call ends with; fails when it ends well or otherwise. */
export function factsOf<K extends ErrorKind>(kind: K, call: () => unknown): ErrorFacts[K] {
  try {
    call();
  } catch (error) {
    if (error instanceof DmsError && error.is(kind)) return error.facts;
    throw error;
  }
  throw new Error(`expected an error of kind ${kind}`);
}

/** Every problem of a document, as `path: problem (allowed)`. */
export function problemsOf(call: () => unknown): string[] {
  const { others = [], ...first } = factsOf('document', call);
  return [first, ...others].map(({ path, problem, allowed }) => `${path}: ${problem} (${allowed ?? ''})`);
}
