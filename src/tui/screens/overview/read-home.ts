/** Reads what home lists, from files only, and what has not changed not again. */
import { instanceState } from '../../../host/instance-state.ts';
import { pastRuns } from '../../../host/past-runs.ts';
import { readTaskStates, type TaskStates } from '../../../host/task-state.ts';
import { endpointKey } from '../../../model/endpoint.ts';
import { showAddress } from '../../../model/endpoint-url.ts';
import { DmsError, type ErrorRecord, errorRecord } from '../../../model/errors.ts';
import type { TaskEnd } from '../../../model/saved-task.ts';
import { connectionsVersion, newestConnections } from '../../../store/connections.ts';
import { endpointsVersion, readEndpoints, type SavedEndpoints } from '../../../store/endpoints.ts';
import { readInstances } from '../../../store/instances.ts';
import { profileFile } from '../../../store/profile.ts';
import type { EndpointRow, HomeRows, InstanceRow, TaskRow } from './home-rows.ts';
import type { HomeState } from './home-state.ts';

export interface HomeRead {
  readonly rows: HomeRows;
  readonly troubles: HomeState['troubles'];
}

/** Of the runs of an instance that its details show. */
const RUNS_SHOWN = 3;

export class HomeReader {
  readonly #home: string;
  #saved: { readonly version: string; readonly endpoints: SavedEndpoints } | null = null;
  #endpointRows: { readonly of: string; readonly rows: readonly EndpointRow[] } | null = null;

  constructor(stateFolder: string) {
    this.#home = stateFolder;
  }

  async read(): Promise<HomeRead> {
    const states = readTaskStates(this.#home);
    const tasks = taskRows(states);
    const troubles: Record<'tasks' | 'endpoints' | 'instances', ErrorRecord[]> = {
      tasks: [],
      endpoints: [],
      instances: [],
    };
    const endpoints = await this.#endpoints(states, troubles.endpoints);
    const { instances, damaged } = readInstances(this.#home);
    troubles.instances.push(...damaged);
    const rows = { tasks, endpoints, instances: instances.map((one) => instanceRow(one, states)) };
    return { rows, troubles };
  }

  async #endpoints(states: TaskStates, troubles: ErrorRecord[]): Promise<readonly EndpointRow[]> {
    const saved = await this.#savedEndpoints(troubles);
    if (saved === null) return [];
    const { version, endpoints } = saved;
    for (const aside of endpoints.aside)
      troubles.push(errorRecord(new DmsError('profile.damaged', { file: profileFile(this.#home), aside })));
    const used = usersOf(states);
    const of = [version, connectionsVersion(this.#home), JSON.stringify([...used])].join('\n');
    if (this.#endpointRows?.of !== of)
      this.#endpointRows = { of, rows: endpointRows(endpoints, used, this.#home) };
    return this.#endpointRows.rows;
  }

  /** Null when they cannot be read. */
  async #savedEndpoints(
    troubles: ErrorRecord[],
  ): Promise<{ readonly version: string; readonly endpoints: SavedEndpoints } | null> {
    const version = endpointsVersion(this.#home);
    if (this.#saved?.version === version) return this.#saved;
    try {
      this.#saved = { version, endpoints: await readEndpoints(this.#home) };
      return this.#saved;
    } catch (error) {
      troubles.push(errorRecord(error));
      return null;
    }
  }
}

function taskRows({ states, damaged }: TaskStates): TaskRow[] {
  const rows: TaskRow[] = states.map((state) => {
    const { id, source, target } = state.task;
    return { kind: 'task', id, text: [id, endText(source), endText(target)].join(' '), state, error: null };
  });
  const broken: TaskRow[] = damaged.map(({ id, error }) => ({
    kind: 'task',
    id,
    text: id,
    state: null,
    error,
  }));
  return [...rows, ...broken];
}

function endpointRows(
  { endpoints, damaged }: SavedEndpoints,
  used: ReadonlyMap<string, readonly string[]>,
  home: string,
): EndpointRow[] {
  const connections = newestConnections(home);
  const rows: EndpointRow[] = endpoints.map((endpoint) => {
    const { id, role, address, description } = endpoint;
    const key = endpointKey(id);
    return {
      kind: 'endpoint',
      id,
      text: [id, role, showAddress(address), description ?? ''].join(' '),
      endpoint,
      error: null,
      connection: connections.get(key) ?? null,
      usedBy: used.get(key) ?? [],
    };
  });
  const broken: EndpointRow[] = damaged.map(({ id, error }) => ({
    kind: 'endpoint',
    id,
    text: id,
    endpoint: null,
    error: errorRecord(error),
    connection: null,
    usedBy: used.get(id) ?? [],
  }));
  return [...rows, ...broken];
}

function instanceRow(instance: InstanceRow['instance'], { states }: TaskStates): InstanceRow {
  const state = instanceState(instance);
  return {
    kind: 'instance',
    id: instance.id,
    text: [instance.id, instance.class, instance.home].join(' '),
    instance,
    state,
    runs: pastRuns(instance.home, state.owner, RUNS_SHOWN),
    usedBy: states.filter(({ task }) => task.instance === instance.id).map(({ task }) => task.id),
  };
}

/** Ids of tasks by the key of each endpoint they name. */
function usersOf({ states }: TaskStates): Map<string, string[]> {
  const used = new Map<string, string[]>();
  for (const { task } of states) {
    for (const end of [task.source, task.target]) {
      if (!('endpoint' in end)) continue;
      const key = endpointKey(end.endpoint);
      used.set(key, [...(used.get(key) ?? []), task.id]);
    }
  }
  return used;
}

/** What stands for an end in the list: the id of a saved endpoint, or its URL. */
export function endText(end: TaskEnd): string {
  return 'endpoint' in end ? end.endpoint : end.url;
}
