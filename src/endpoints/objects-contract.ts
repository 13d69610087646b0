/** What a source keeps besides tables, and what becomes of it. */
import type { Issue } from '../model/errors.ts';
import type { TablePlan } from '../model/table.ts';
import type { ObjectKind } from '../model/task.ts';
import type { EndpointIdentity } from './contract.ts';

export interface ObjectSource {
  readonly family: EndpointIdentity['family'];
}

export interface ObjectsWanted {
  readonly kinds: readonly ObjectKind[];
  readonly plans: readonly TablePlan[];
  /** Whether the task's rules take an object of that name. */
  readonly selects: (schema: string, name: string) => boolean;
  /** Whether an object that stands on the target gives way. */
  readonly replace: boolean;
}

/** What became of one object. */
export interface CopiedObject {
  readonly type: string;
  readonly schema: string;
  readonly name: string;
  readonly action: 'created' | 'replaced' | 'kept' | 'left-behind';
  readonly issues: readonly Issue[];
}
