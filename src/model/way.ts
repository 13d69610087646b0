/**
 * The whole way of a migration as one picture:
 * source DB — source endpoint — replication instance — target endpoint — target DB.
 * The link next to the instance is the network, the one behind it is what the server or store says to us.
 */
import type { AnyHop, EndpointRole, HopName, LineSpeed } from './hops.ts';

/** What an endpoint's test tells as it goes. */
export type WayEvent =
  | { readonly type: 'hop'; readonly role: EndpointRole; readonly hop: AnyHop }
  | { readonly type: 'speed'; readonly role: EndpointRole; readonly speed: LineSpeed }
  /** The test of one endpoint is over. */
  | { readonly type: 'end'; readonly role: EndpointRole };

/** `untested` before its first hop, `testing` while some are still to come. */
export type LinkState = 'untested' | 'testing' | 'passed' | 'warned' | 'failed';

export interface EndpointLinks {
  /** Between the replication instance and the endpoint. */
  readonly network: LinkState;
  /** Between the endpoint and its database, bucket or folder. */
  readonly server: LinkState;
}

const NETWORK_HOPS: ReadonlySet<HopName> = new Set([
  'name',
  'bastion',
  'tcp',
  'tls',
  'credentials',
  'role',
  'region',
  'folder',
]);

/** `planned` are all hops of the endpoint, `hops` those that have been tested. */
export function linksOf(planned: readonly HopName[], hops: readonly AnyHop[]): EndpointLinks {
  const isNetwork = (name: HopName) => NETWORK_HOPS.has(name);
  return {
    network: linkState(planned.filter(isNetwork), hops),
    server: linkState(
      planned.filter((name) => !isNetwork(name)),
      hops,
    ),
  };
}

function linkState(planned: readonly HopName[], hops: readonly AnyHop[]): LinkState {
  const tested = hops.filter((hop) => planned.includes(hop.hop));
  if (tested.some((hop) => hop.result === 'failed')) return 'failed';
  if (tested.length === 0) return 'untested';
  if (tested.length < planned.length) return 'testing';
  return tested.some((hop) => hop.result === 'warned') ? 'warned' : 'passed';
}
