/** Words for saved endpoints. */
import type { SecretReference } from '../../../model/endpoint.ts';
import type { EndpointRole } from '../../../model/hops.ts';

/** Where a secret is. */
function secret(reference: SecretReference | null): string {
  if (reference === null) return 'not saved: asked for on a terminal';
  if (reference === 'prompt') return 'asked for each time';
  if ('keyring' in reference) return `in the keyring of this machine, as ${reference.keyring}`;
  if ('environment' in reference) return `in the variable ${reference.environment}`;
  return `from the command: ${reference.command}`;
}

export const savedEndpoint = {
  fields: {
    address: 'address',
    password: 'password',
    bastion: 'bastion',
    settings: 'settings',
    about: 'about',
    created: 'created',
    changed: 'changed',
    tested: 'tested',
  },
  secret,
  bastionWithoutSecret: 'an agent or a key',
  done: {
    saved: (role: EndpointRole, id: string) => `The ${role} ${id} is saved.`,
    replaced: (role: EndpointRole, id: string) => `The ${role} ${id} is replaced.`,
    changed: (role: EndpointRole, id: string) => `The ${role} ${id} is changed.`,
    deleted: (id: string) => `${id} is deleted.`,
  },
  /** In front of the command that tests it. */
  testWith: 'Test it with:',
  none: 'There are no endpoints. Save one with: dms-tui endpoint create <id> --source <url>',
};
