/**
 * A saved endpoint: how to reach one server, bucket or folder. A secret is never part of it, only a
 * reference that says where the secret is kept.
 */
import * as v from 'valibot';
import { filledText, isObject, join, Problems, shape, text } from './document.ts';
import { type EndpointAddress, parseEndpointUrl, showAddress } from './endpoint-url.ts';
import { DmsError, type Issue } from './errors.ts';
import type { EndpointRole } from './hops.ts';
import { withTargetSettings } from './target-settings.ts';
import { isTaskId, TASK_ID_ALLOWED } from './task-id.ts';

/**
 * Where a secret is: an entry of the keyring of this machine, an environment variable, the first line a
 * command prints, or the person, asked each time.
 */
export type SecretReference =
  | { readonly keyring: string }
  | { readonly environment: string }
  | { readonly command: string }
  | 'prompt';

export interface SecretReferences {
  /** Null where none is known of: the person is asked if there is one, else there is no password. */
  readonly password: SecretReference | null;
  /** Of the SSH bastion: its password, or the passphrase of the key. Null signs in without one. */
  readonly bastion: SecretReference | null;
}

/** What is known of the secrets of an endpoint that was given as a URL. */
export const NO_REFERENCES: SecretReferences = { password: null, bastion: null };

export interface SavedEndpoint extends SecretReferences {
  /** Letters, digits and hyphens, as AWS DMS allows; ids that differ in case only are the same. */
  readonly id: string;
  readonly role: EndpointRole;
  /** What `showAddress` prints of the address without its settings. */
  readonly url: string;
  /** `S3Settings` for a target of files; they say how files are written and may say where. */
  readonly settings: Readonly<Record<string, unknown>> | null;
  /** What `url` and `settings` stand for together. */
  readonly address: EndpointAddress;
  readonly description: string | null;
  /** ISO 8601, UTC. */
  readonly created: string;
  readonly changed: string;
}

/** The endpoint as it is kept. */
export type EndpointRecord = Omit<SavedEndpoint, 'address'>;

/** @throws DmsError 'usage' */
export function parseEndpointId(written: string): string {
  if (isTaskId(written)) return written;
  throw new DmsError('usage', {
    problem: `"${written}" is no name for an endpoint`,
    allowed: TASK_ID_ALLOWED,
  });
}

/** Equal for two ids exactly when they name the same endpoint. */
export function endpointKey(id: string): string {
  return id.toLowerCase();
}

/**
 * An endpoint from its parts, checked: the settings must fit the address.
 * @throws DmsError 'document'
 */
export function makeEndpoint(
  parts: Omit<SavedEndpoint, 'url' | 'address'> & { readonly base: EndpointAddress },
  file: string,
  at = '',
): { endpoint: SavedEndpoint; issues: Issue[] } {
  const { base, settings, ...rest } = parts;
  const placed =
    settings === null ? { address: base, issues: [] } : withTargetSettings(base, settings, file, at);
  const endpoint = { ...rest, url: showAddress(base), settings, address: withoutPassword(placed.address) };
  return { endpoint, issues: placed.issues };
}

function withoutPassword(address: EndpointAddress): EndpointAddress {
  return address.engine === 'mysql' ? { ...address, password: null } : address;
}

export function endpointRecord(endpoint: SavedEndpoint): EndpointRecord {
  const { address: _address, ...record } = endpoint;
  return record;
}

const REFERENCE_ALLOWED = '{"keyring": …}, {"environment": …}, {"command": …}, "prompt" or null';

const reference = v.nullable(
  v.union(
    [
      v.literal('prompt'),
      v.strictObject({ keyring: filledText }),
      v.strictObject({ environment: filledText }),
      v.strictObject({ command: filledText }),
    ],
    REFERENCE_ALLOWED,
  ),
);

const recordShape = shape({
  id: v.pipe(text, v.check(isTaskId, TASK_ID_ALLOWED)),
  role: v.picklist(['source', 'target'], 'source, target'),
  url: filledText,
  settings: v.nullable(v.custom<Record<string, unknown>>(isObject, 'an object: {…}, or null')),
  password: reference,
  bastion: reference,
  description: v.nullable(text),
  created: filledText,
  changed: filledText,
});

const RECORD_KEYS = Object.keys(recordShape.pipe[1].entries);

/** The endpoint of a record. @throws DmsError 'document' with the path of each problem */
export function parseEndpointRecord(record: unknown, file: string, at: string): SavedEndpoint {
  const problems = new Problems(file);
  const written = problems.demand(recordShape, record, at);
  problems.onlyKeys(written, RECORD_KEYS, at);
  const base = baseOf(written, problems, join(at, 'url'));
  problems.throwIfAny();
  const { id, role, settings, password, bastion, description, created, changed } = written;
  const parts = { id, role, settings, password, bastion, description, created, changed };
  return makeEndpoint({ ...parts, base: base! }, file, join(at, 'settings')).endpoint;
}

function baseOf(
  { url, role }: { readonly url: string; readonly role: EndpointRole },
  problems: Problems,
  at: string,
): EndpointAddress | null {
  try {
    const { address } = parseEndpointUrl(url, role);
    if (address.engine !== 'mysql' || address.password === null) return address;
    problems.add(at, 'holds a password, and this file is no place for one', 'the URL without it');
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('url')) throw error;
    problems.add(at, `${error.facts.url}: ${error.facts.problem}`, error.facts.allowed);
  }
  return null;
}
