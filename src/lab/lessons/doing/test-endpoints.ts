/** Tests endpoints of the lab hop by hop from its instance, one alone or the whole way. */
import { testConnections } from '../../../host/test-connections.ts';
import type { SavedEndpoint } from '../../../model/endpoint.ts';
import { DEFAULT_CONTROL_SCHEMA } from '../../../model/task-settings.ts';
import { readInstances } from '../../../store/instances.ts';
import type { Report } from '../lesson.ts';
import { secretsOf } from './save-endpoint.ts';

export async function testEndpoints(
  home: string,
  endpoints: readonly SavedEndpoint[],
  report: Report,
  signal: AbortSignal,
): Promise<void> {
  const ends = await Promise.all(
    endpoints.map(async (one) => ({
      id: one.id,
      role: one.role,
      address: one.address,
      secrets: await secretsOf(home, one),
    })),
  );
  const instance = smallInstance(home)?.id ?? null;
  const asked = { controlSchema: DEFAULT_CONTROL_SCHEMA, measure: true, stateFolder: home, instance };
  let hops = 0;
  let passed = true;
  for await (const event of testConnections(ends, asked, signal)) {
    if (event.type !== 'hop') continue;
    hops++;
    passed &&= event.hop.result !== 'failed';
  }
  report.done({ what: 'test', ids: endpoints.map(({ id }) => id), hops, passed });
}

/** The instance of the lab: the first that is small. */
export function smallInstance(home: string) {
  return readInstances(home).instances.find((one) => one.class === 'small') ?? null;
}
