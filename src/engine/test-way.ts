/** Tests endpoints hop by hop and then measures them: one alone, or both ends of a migration together. */
import type { EndpointSecrets } from '../endpoints/contract.ts';
import { measureEndpoint, testEndpoint } from '../endpoints/registry.ts';
import type { EndpointAddress } from '../model/endpoint-url.ts';
import type { EndpointRole } from '../model/hops.ts';
import type { WayEvent } from '../model/way.ts';

export interface WayEnd {
  readonly role: EndpointRole;
  readonly address: EndpointAddress;
  readonly secrets: EndpointSecrets;
}

export interface WayOptions {
  readonly controlSchema: string;
  /** False where only the answer counts, not how fast it comes. */
  readonly measure: boolean;
}

/**
 * What is found, as it is found. Each end is tested up to its first failing hop; a failure of one does not
 * keep the other from being tested. An abort throws its reason.
 */
export async function* testWay(
  ends: readonly WayEnd[],
  options: WayOptions,
  signal: AbortSignal,
): AsyncGenerator<WayEvent, void, undefined> {
  for (const { role, address, secrets } of ends) {
    let works = true;
    for await (const hop of testEndpoint(address, role, secrets, options, signal)) {
      works &&= hop.result !== 'failed';
      yield { type: 'hop', role, hop };
    }
    signal.throwIfAborted();
    if (works && options.measure) {
      yield { type: 'speed', role, speed: await measureEndpoint(address, role, secrets, signal) };
    }
    yield { type: 'end', role };
  }
}
