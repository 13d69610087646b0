/** A replication task: what to move, from where to where, and how. */
import type { EndpointAddress } from './endpoint-url.ts';
import type { Issue } from './errors.ts';
import type { TableMappings } from './table-mappings.ts';
import type { TaskSettings } from './task-settings.ts';

/** Which objects come along besides the rows and tables themselves. */
export const OBJECT_KINDS = ['views', 'triggers', 'routines', 'events'] as const;

export type ObjectKind = (typeof OBJECT_KINDS)[number];

export interface Task {
  /** Letters, digits and hyphens, as AWS DMS allows for identifiers. Names the checkpoint. */
  readonly id: string;
  readonly source: EndpointAddress;
  readonly target: EndpointAddress;
  readonly mappings: TableMappings;
  readonly settings: TaskSettings;
  readonly objects: readonly ObjectKind[];
  /** What of the user's documents is not carried out. */
  readonly issues: readonly Issue[];
}
