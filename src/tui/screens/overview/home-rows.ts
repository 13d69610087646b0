/** What home lists: tasks, endpoints and instances, each with what is said of it. */
import type { InstanceState } from '../../../host/instance-state.ts';
import type { PastRun } from '../../../host/past-runs.ts';
import type { TaskState } from '../../../host/task-state.ts';
import type { Connection } from '../../../model/connection.ts';
import type { SavedEndpoint } from '../../../model/endpoint.ts';
import type { ErrorRecord } from '../../../model/errors.ts';
import type { Instance } from '../../../model/instance.ts';

export const VIEWS = ['tasks', 'endpoints', 'instances'] as const;

export type View = (typeof VIEWS)[number];

interface Row {
  readonly id: string;
  /** Where a filter looks. */
  readonly text: string;
}

export interface TaskRow extends Row {
  readonly kind: 'task';
  /** Null when its file cannot be read. */
  readonly state: TaskState | null;
  readonly error: ErrorRecord | null;
}

export interface EndpointRow extends Row {
  readonly kind: 'endpoint';
  /** Null when its entry cannot be read. */
  readonly endpoint: SavedEndpoint | null;
  readonly error: ErrorRecord | null;
  /** Its last test. */
  readonly connection: Connection | null;
  /** Ids of the saved tasks that name it. */
  readonly usedBy: readonly string[];
}

export interface InstanceRow extends Row {
  readonly kind: 'instance';
  readonly instance: Instance;
  readonly state: InstanceState;
  readonly runs: { readonly count: number; readonly newest: readonly PastRun[] };
  /** Ids of the saved tasks that run on it. */
  readonly usedBy: readonly string[];
}

export interface HomeRows {
  readonly tasks: readonly TaskRow[];
  readonly endpoints: readonly EndpointRow[];
  readonly instances: readonly InstanceRow[];
}

export type HomeRow = TaskRow | EndpointRow | InstanceRow;
