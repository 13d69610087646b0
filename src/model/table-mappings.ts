/** Table mappings: the AWS DMS document, parsed and applied. */
import type { ColumnFilter, TableName } from './table.ts';

export interface ObjectLocator {
  readonly schema: string;
  readonly table: string;
}

export interface SelectionRule {
  readonly kind: 'selection';
  readonly id: number;
  readonly action: 'include' | 'exclude' | 'explicit';
  readonly locator: ObjectLocator;
  readonly tableType: 'table' | 'view' | 'all';
  readonly loadOrder: number | null;
  readonly filters: readonly ColumnFilter[];
}

export type NameChange =
  | { readonly action: 'rename'; readonly value: string }
  | { readonly action: 'convert-lowercase' | 'convert-uppercase' }
  | { readonly action: 'add-prefix' | 'remove-prefix' | 'add-suffix' | 'remove-suffix'; readonly value: string }
  | { readonly action: 'replace-prefix' | 'replace-suffix'; readonly value: string; readonly oldValue: string };

export type TransformationRule = {
  readonly kind: 'transformation';
  readonly id: number;
  readonly locator: ObjectLocator & { readonly column: string };
} & (
  | { readonly target: 'schema' | 'table' | 'column'; readonly change: NameChange }
  | { readonly target: 'column'; readonly change: { readonly action: 'remove-column' | 'include-column' } }
);

/** A `table-settings` rule as far as it is carried out: the LOB mode of one table. */
export interface TableSettingsRule {
  readonly kind: 'table-settings';
  readonly id: number;
  readonly locator: ObjectLocator;
  readonly lobs: import('./task-settings.ts').LobMode | null;
}

export interface TableMappings {
  readonly selection: readonly SelectionRule[];
  readonly transformations: readonly TransformationRule[];
  readonly tableSettings: readonly TableSettingsRule[];
}

/** A source table chosen by the selection rules. */
export interface SelectedTable {
  readonly name: TableName;
  readonly kind: 'table' | 'view';
  readonly loadOrder: number;
  readonly filters: readonly ColumnFilter[];
}
