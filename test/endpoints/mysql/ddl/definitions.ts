/** All tables that must arrive. */
import { COLUMN_DEFINITIONS } from './column-definitions.ts';
import type { Definition } from './definition.ts';
import { TABLE_DEFINITIONS } from './table-definitions.ts';

export const DEFINITIONS: readonly Definition[] = [...COLUMN_DEFINITIONS, ...TABLE_DEFINITIONS];
