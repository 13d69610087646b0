/** What can be seen of an endpoint by looking around in it. One folder per engine implements this. */
import type { TableName } from '../model/table.ts';
import type { EndpointIdentity } from './contract.ts';

/** What there is to look at in an endpoint; each part is read when it is asked for. */
export interface Catalog {
  readonly identity: EndpointIdentity;
  /** Whether names that differ in case only are different names. */
  readonly namesAreCaseSensitive: boolean;
  /** User schemas (or the first level of folders), in the order of their names. */
  schemas(signal: AbortSignal): Promise<string[]>;
  /** Tables and views of these schemas (null: of all), in the order of their names. */
  tables(
    schemas: readonly string[] | null,
    signal: AbortSignal,
    wanted?: FactsWanted,
  ): Promise<ListedTable[]>;
  /** The same by their names only, where counting thousands takes seconds; absent where it does not. */
  names?(schemas: readonly string[], signal: AbortSignal): Promise<NamedTable[]>;
  describe(table: TableName, signal: AbortSignal): Promise<TableDescription>;
  /** The statement that makes it, as the server words it; null where there is none, as of files. */
  definition(table: TableName, signal: AbortSignal): Promise<string | null>;
  /** The first rows as they come, in the order of the key where there is one. */
  rows(table: TableName, limit: number, signal: AbortSignal): Promise<SampleRows>;
  close(): Promise<void>;
}

/** What is read beside the names; by default all, however long that takes. */
export interface FactsWanted {
  /** Of which tables. What is not known of the others is null. */
  readonly of?: (table: TableName) => boolean;
  /** When it fires, rows and bytes that have not come are null: some servers open every table to tell them. */
  readonly enough?: AbortSignal;
}

export interface NamedTable {
  readonly name: TableName;
  readonly kind: 'table' | 'view';
}

export interface ListedTable extends NamedTable {
  readonly engine: string | null;
  /** The server's estimate; null where there is none (views), or it was not waited for. */
  readonly estimatedRows: number | null;
  readonly dataBytes: number | null;
  /** Columns of the key rows can be walked and told apart by; null for none. */
  readonly key: readonly string[] | null;
}

export interface TableDescription {
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly nullable: boolean;
    /** As the server spells it; null for none. */
    readonly default: string | null;
    readonly extra: string;
  }[];
  readonly indexes: readonly {
    readonly name: string;
    readonly unique: boolean;
    readonly columns: readonly string[];
  }[];
}

/** A cell is text, `{ hex }` for bytes that are none, or null. `cut` says that the value goes on. */
export type SampleCell =
  | null
  | { readonly text: string; readonly cut: boolean }
  | { readonly hex: string; readonly cut: boolean };

export interface SampleRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SampleCell[])[];
}
