/** An instance as JSON, for scripts. */
import { instanceState } from '../../../host/instance-state.ts';
import { pastRuns } from '../../../host/past-runs.ts';
import type { Instance } from '../../../model/instance.ts';

export function instanceDocument(instance: Instance, mostRuns: number) {
  const { status, capacity, owner, problem } = instanceState(instance);
  const { count, newest } = pastRuns(instance.home, owner, mostRuns);
  return {
    id: instance.id,
    status,
    problem,
    class: instance.class,
    lanes: capacity.lanes,
    memoryBytes: capacity.memoryBytes,
    home: instance.home,
    created: instance.created,
    busy: owner && { pid: owner.pid, host: owner.host, since: owner.since, doing: owner.doing },
    runs: { count, newest },
  };
}
