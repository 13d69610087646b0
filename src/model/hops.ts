/**
 * Hops: the steps of the way to an endpoint, tested one after the other, each with what was found there.
 * Data only; they are worded in `tui/text/`.
 */
import type { EndpointAddress } from './endpoint-url.ts';
import type { ErrorRecord, Issue } from './errors.ts';

/** What each hop finds. All of it may be shown: never put a secret in one. */
export interface HopFacts {
  // MySQL, MariaDB, Aurora MySQL
  /** Of the bastion where there is one: it looks up the server's name itself. No addresses for a socket. */
  name: { host: string; addresses: readonly string[] };
  /** Only where an SSH bastion stands in between; `fingerprint` is that of its host key (`SHA256:…`). */
  bastion: { address: string; user: string; by: 'key' | 'agent' | 'password'; fingerprint: string };
  /** `address` is the one that answered; `tried` has all of them, with the code of why one did not. */
  tcp: { address: string; tried: readonly { address: string; code: string | null }[] };
  tls:
    | { mode: 'none' }
    | {
        mode: 'require' | 'verify-ca' | 'verify-full';
        /** `TLSv1.3`. */
        version: string;
        cipher: string;
        subject: string;
        issuer: string;
        /** ISO 8601. */
        validTo: string;
      };
  /** `as` is the account the server took the user for: `reader@%`. */
  login: { user: string; as: string; plugin: string | null };
  server: {
    /** `MariaDB`, `MySQL`, `Percona Server`, `Aurora MySQL`. */
    product: string;
    version: string;
    /** The service that runs it, where it can be told. */
    service: 'Amazon RDS' | 'Amazon Aurora' | 'Google Cloud SQL' | 'Azure' | null;
    role: 'writer' | 'reader';
  };
  /** What was looked for and is there. What is missing is an error, or an issue when one can do without. */
  rights: { user: string; has: readonly string[] };
  /** Names and values as the server shows them. */
  settings: { values: Readonly<Record<string, string>> };
  // S3
  /** `from`: `environment`, `profile team`, `instance metadata`; `key` is the id of the key, which is no secret. */
  credentials: { from: string; key: string };
  role: { arn: string; as: string };
  /** `from` is where the region is written: `the address`, `AWS_REGION`, `profile team`. */
  region: { region: string; from: string; endpoint: string | null };
  bucket: { bucket: string };
  list: { folder: string; objects: number; more: boolean };
  write: { key: string; bytes: number };
  delete: { key: string };
  // folder
  folder: { path: string; made: boolean };
  writable: { path: string };
  space: { freeBytes: number };
}

export type HopName = keyof HopFacts;

/** `warned`: it works, but something there needs a look; the issues say what. */
export type HopResult = 'passed' | 'warned' | 'failed';

export interface Hop<Name extends HopName = HopName> {
  readonly hop: Name;
  readonly result: HopResult;
  /** Time it took, in milliseconds. */
  readonly ms: number;
  /** Null when it failed. */
  readonly found: HopFacts[Name] | null;
  readonly error: ErrorRecord | null;
  readonly issues: readonly Issue[];
}

export type EndpointRole = 'source' | 'target';

/** A hop of any name, with the facts that belong to it. */
export type AnyHop = { [Name in HopName]: Hop<Name> }[HopName];

/** All hops of an endpoint in their order, so that those still to come can be shown. */
export function plannedHops(address: EndpointAddress): readonly HopName[] {
  switch (address.engine) {
    case 'mysql':
      return [
        'name',
        ...(address.ssh === null ? [] : ['bastion' as const]),
        'tcp',
        'tls',
        'login',
        'server',
        'rights',
        'settings',
      ];
    case 's3':
      return [
        'credentials',
        ...(address.role === null ? [] : ['role' as const]),
        'region',
        'bucket',
        'list',
        'write',
        'delete',
      ];
    case 'folder':
      return ['folder', 'writable', 'space'];
  }
}

/** How fast an endpoint answers and moves bytes, by a short probe. */
export interface LineSpeed {
  /** Of one round trip. */
  readonly latencyMs: number;
  /** In the direction the role needs: from a source, to a target. */
  readonly bytesPerSecond: number;
}
