/** What is to be assessed. */
import type { Secrets } from '../../endpoints/mask-secrets.ts';
import type { EndpointRole, LineSpeed } from '../../model/hops.ts';
import type { Task } from '../../model/task.ts';

export interface AssessRequest {
  readonly task: Task;
  /** They stay in memory. */
  readonly secrets: Secrets;
  /** Where targets of files keep their ledgers. */
  readonly stateFolder: string;
  /** What a run would be asked for. */
  readonly mode: 'start' | 'resume';
  /** Whether a part of the documents that is not carried out is an error. */
  readonly strict: boolean;
  /** As measured before, by the test of the endpoints; what is not here is measured where nothing is written by that. */
  readonly speeds?: Readonly<Partial<Record<EndpointRole, LineSpeed>>>;
  /** How long large values are looked for, in milliseconds. */
  readonly valuesLimitMs?: number;
}
