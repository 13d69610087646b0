/** A test of an endpoint, carried out: the hops it gave. */
import { LIMITS, type Limits } from '../../../../src/endpoints/mysql/connect/limits.ts';
import { testMysql } from '../../../../src/endpoints/mysql/hops.ts';
import { type MysqlAddress, parseEndpointUrl } from '../../../../src/model/endpoint-url.ts';
import type { AnyHop, EndpointRole } from '../../../../src/model/hops.ts';

/** Where nothing is to be waited for that comes. */
export const SHORT: Limits = {
  ...LIMITS,
  tcpMs: 600,
  greetingMs: 600,
  probeMs: 600,
  tlsMs: 1_500,
  loginMs: 1_500,
};

export function addressOf(url: string): MysqlAddress {
  const { address } = parseEndpointUrl(url, 'source');
  if (address.engine !== 'mysql') throw new Error(`no database: ${url}`);
  return address;
}

export interface Wanted {
  readonly password?: string;
  readonly limits?: Limits;
  readonly signal?: AbortSignal;
  readonly role?: EndpointRole;
}

export function testing(
  url: string,
  { password = '', limits = SHORT, signal, role = 'source' }: Wanted = {},
) {
  const options = { controlSchema: 'dms_tui_control', limits };
  const secrets = { password, bastion: null };
  return testMysql(addressOf(url), role, secrets, options, signal ?? new AbortController().signal);
}

export async function hopsOf(url: string, wanted: Wanted = {}): Promise<AnyHop[]> {
  const hops: AnyHop[] = [];
  for await (const hop of testing(url, wanted)) hops.push(hop);
  return hops;
}

/** What a test that fails says: the hop it ends with, and why. */
export async function failureOf(url: string, wanted: Wanted = {}) {
  const hops = await hopsOf(url, wanted);
  const last = hops.at(-1)!;
  return {
    passed: hops.slice(0, -1).map(({ hop }) => hop),
    hop: last.hop,
    result: last.result,
    found: last.found,
    kind: last.error?.kind,
    facts: last.error?.facts,
    code: last.error?.server?.code,
  };
}
