/** Tests endpoints hop by hop, and keeps what came of it with those that are saved. */
import { testWay, type WayEnd, type WayOptions } from '../engine/test-way.ts';
import type { Connection } from '../model/connection.ts';
import { showAddress } from '../model/endpoint-url.ts';
import type { AnyHop, EndpointRole, LineSpeed } from '../model/hops.ts';
import type { WayEvent } from '../model/way.ts';
import { keepConnection } from '../store/connections.ts';

export interface TestedEnd extends WayEnd {
  /** Id of the saved endpoint; null for a URL, of which nothing is kept. */
  readonly id: string | null;
}

export interface TestRequest extends WayOptions {
  /** The state folder, see `store/home.ts`. */
  readonly stateFolder: string;
  /** Id of the instance the test is made from; null for none. */
  readonly instance: string | null;
}

/** As `testWay`. A test that is broken off leaves what was known before. */
export async function* testConnections(
  ends: readonly TestedEnd[],
  request: TestRequest,
  signal: AbortSignal,
): AsyncGenerator<WayEvent, void, undefined> {
  let hops: AnyHop[] = [];
  let speed: LineSpeed | null = null;
  for await (const event of testWay(ends, request, signal)) {
    if (event.type === 'hop') hops.push(event.hop);
    if (event.type === 'speed') speed = event.speed;
    if (event.type === 'end') {
      keep(ends, event.role, request, { hops, speed });
      hops = [];
      speed = null;
    }
    yield event;
  }
}

function keep(
  ends: readonly TestedEnd[],
  role: EndpointRole,
  { stateFolder, instance }: TestRequest,
  found: Pick<Connection, 'hops' | 'speed'>,
): void {
  const end = ends.find((one) => one.role === role)!;
  if (end.id === null) return;
  keepConnection(stateFolder, {
    endpoint: end.id,
    instance,
    together: ends.find((one) => one.role !== role)?.id ?? null,
    address: showAddress(end.address),
    tested: new Date().toISOString(),
    passed: found.hops.every((hop) => hop.result !== 'failed'),
    ...found,
  });
}
