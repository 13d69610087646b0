/** Table mappings: the AWS DMS document, parsed and applied. */
import type { ColumnFilter, TableName } from './table.ts';
import type { LobMode } from './task-settings.ts';

/** Patterns, see `wildcard.ts`; in explicit and table-settings rules exact names, where `_` is itself. */
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
  | {
      readonly action: 'add-prefix' | 'remove-prefix' | 'add-suffix' | 'remove-suffix';
      readonly value: string;
    }
  | {
      readonly action: 'replace-prefix' | 'replace-suffix';
      readonly value: string;
      readonly oldValue: string;
    };

export type TransformationRule = {
  readonly kind: 'transformation';
  readonly id: number;
  readonly locator: ObjectLocator & { readonly column: string };
} & (
  | { readonly target: 'schema' | 'table' | 'column'; readonly change: NameChange }
  | { readonly target: 'column'; readonly change: ColumnChoice }
);

/** `include-column`: of its table only the columns so named travel. */
export type ColumnChoice = { readonly action: 'remove-column' } | { readonly action: 'include-column' };

/** A `table-settings` rule as far as it is carried out: the LOB mode of one table. */
export interface TableSettingsRule {
  readonly kind: 'table-settings';
  readonly id: number;
  readonly locator: ObjectLocator;
  readonly lobs: LobMode | null;
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
