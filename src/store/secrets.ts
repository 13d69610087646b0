/** Keeps secrets and finds them again by their references. They go to the keyring or nowhere. */
import { randomBytes } from 'node:crypto';
import type { SecretReference, SecretReferences } from '../model/endpoint.ts';
import { DmsError } from '../model/errors.ts';
import { type Keyring, systemKeyring } from './keyring.ts';
import { firstLineOf } from './secret-command.ts';

/** What a secret is of, for the name of its entry in the keyring. */
export type SecretUse = 'password' | 'bastion';

/**
 * Puts a secret into the keyring. The entry is a new one each time: what was saved before stays valid until
 * the profile names the new one.
 * @throws DmsError 'secret.keyring'
 */
export async function keepSecret(
  endpoint: string,
  use: SecretUse,
  secret: string,
  keyring: Keyring = systemKeyring,
): Promise<SecretReference> {
  const entry = `${endpoint}-${use}-${randomBytes(4).toString('hex')}`;
  await keyring.set(entry, secret);
  return { keyring: entry };
}

/**
 * Removes from the keyring what `before` refers to and `after` no longer does.
 * @throws DmsError 'secret.keyring'
 */
export async function forgetSecrets(
  before: SecretReferences,
  after: SecretReferences | null,
  keyring: Keyring = systemKeyring,
): Promise<void> {
  const kept = new Set(entriesOf(after));
  for (const entry of entriesOf(before)) if (!kept.has(entry)) await keyring.delete(entry);
}

function entriesOf(references: SecretReferences | null): string[] {
  const all = references === null ? [] : [references.password, references.bastion];
  return all.flatMap((one) => (one !== null && one !== 'prompt' && 'keyring' in one ? [one.keyring] : []));
}

/**
 * The secret a reference leads to without asking a person. `of` says whose it is, for the errors.
 * @throws DmsError 'secret.missing' when it is not there, 'secret.keyring', 'secret.command'
 */
export async function fetchSecret(
  reference: Exclude<SecretReference, 'prompt'>,
  of: string,
  keyring: Keyring = systemKeyring,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  if ('command' in reference) return await firstLineOf(reference.command, of, environment);
  if ('environment' in reference) {
    const name = reference.environment;
    const value = environment[name];
    if (value) return value;
    throw new DmsError('secret.missing', { of, from: 'environment', name });
  }
  const found = await keyring.get(reference.keyring);
  if (found !== null) return found;
  throw new DmsError('secret.missing', { of, from: 'keyring', name: reference.keyring });
}
