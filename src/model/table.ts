/** Tables as the engine sees them: names, columns, keys, and what a task plans to do with each. */

/** A table (or view) by its two names, exactly as the server spells them. */
export interface TableName {
  readonly schema: string;
  readonly table: string;
}

/**
 * What a column holds, as far as moving it is concerned. Kinds group types that travel alike;
 * `fullType` keeps the exact type.
 */
export type ColumnKind =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'double'
  | 'bit'
  | 'date'
  | 'time'
  | 'datetime'
  | 'timestamp'
  | 'year'
  | 'text'
  | 'binary'
  | 'enum'
  | 'set'
  | 'json'
  | 'spatial'
  | 'uuid'
  | 'inet'
  | 'vector';

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  /** The server's data type word in lower case: `int`, `varchar`, `geometrycollection`. */
  readonly type: string;
  /** The whole type as the server prints it: `int(10) unsigned`, `enum('a','b')`. */
  readonly fullType: string;
  /** Character set and collation of text kinds; null for everything else. */
  readonly charset: string | null;
  readonly collation: string | null;
  readonly nullable: boolean;
  /** Computed by the server; never read or written, comes along in the table definition. */
  readonly generated: boolean;
  readonly invisible: boolean;
  readonly autoIncrement: boolean;
  /** Most bytes one value can take; null where the type has no such number. */
  readonly maxBytes: number | null;
}

/** One line of a source's list of tables. Rows and bytes are the server's estimates. */
export interface TableSummary {
  readonly name: TableName;
  readonly kind: 'table' | 'view';
  /** Storage engine as the server names it (`InnoDB`); null for a view. */
  readonly engine: string | null;
  readonly estimatedRows: number;
  readonly dataBytes: number;
}

/** Everything known of one source table. */
export interface TableShape extends TableSummary {
  /** In the table's own order, generated and invisible ones included. */
  readonly columns: readonly Column[];
  /**
   * Columns of the key that rows can be walked by (primary key, else the first unique key without NULL),
   * or null when there is none, or none whose order the server also compares by.
   */
  readonly key: readonly string[] | null;
  /** The statement that makes the table, in the source server's own words; null for a view. */
  readonly createSql: string | null;
  /** Default collation of the table's schema, for a schema that must be made. */
  readonly schemaCollation: string;
  /** What the source's own family of engines needs to understand `createSql`; opaque to everyone else. */
  readonly dialect: object | null;
}

export interface PlannedColumn {
  readonly source: Column;
  /** The column's name on the target. */
  readonly target: string;
  /** Longest value in bytes in limited LOB mode; longer ones are cut and counted. Null: no limit. */
  readonly lobLimitBytes: number | null;
}

/** `column operator value`, as in the source filters of AWS DMS. */
export type FilterCondition =
  | { readonly operator: 'lte' | 'gte' | 'eq' | 'noteq'; readonly value: string }
  | { readonly operator: 'between' | 'notbetween'; readonly start: string; readonly end: string }
  | { readonly operator: 'null' | 'notnull' };

/** Conditions on one column; they are ORed. */
export interface ColumnFilter {
  readonly column: string;
  readonly conditions: readonly FilterCondition[];
}

/** What a task does with one table. */
export interface TablePlan {
  readonly source: TableShape;
  readonly target: TableName;
  /** The columns that travel, in source order: never a generated one, never a removed one. */
  readonly columns: readonly PlannedColumn[];
  /** Source columns taken out by a rule or a LOB mode. */
  readonly removed: readonly string[];
  /**
   * Positions in `columns` of the chunking key, or null when the table is read as one stream
   * (no usable key, or a key column does not travel).
   */
  readonly key: readonly number[] | null;
  /** Filters are ANDed. */
  readonly filters: readonly ColumnFilter[];
  /** Higher loads first; 0 when no rule says. */
  readonly loadOrder: number;
}

/** `schema.table` for people and logs. Not SQL: nothing is quoted. */
export function showTable(name: TableName): string {
  return `${name.schema}.${name.table}`;
}

/** A map key for a table: two names cannot run into each other, since no identifier holds a NUL. */
export function tableId(name: TableName): string {
  return `${name.schema}\0${name.table}`;
}
