/** A saved task as JSON, for scripts. */
import type { TaskState } from '../../../host/task-state.ts';

export function taskDocument({ task, status, owner, run }: TaskState) {
  return {
    id: task.id,
    status,
    source: task.source,
    target: task.target,
    instance: task.instance,
    busy: owner && { pid: owner.pid, host: owner.host, since: owner.since, doing: owner.doing },
    run,
  };
}
