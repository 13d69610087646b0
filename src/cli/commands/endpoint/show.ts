/** `endpoint show`: one endpoint whole, and where its secrets are. */
import { endpointRecord, type SavedEndpoint, type SecretReference } from '../../../model/endpoint.ts';
import { showAddress } from '../../../model/endpoint-url.ts';
import { findEndpoint, readEndpoints } from '../../../store/endpoints.ts';
import { homeFolder } from '../../../store/home.ts';
import { padEnd, printable } from '../../../tui/layout/text.ts';
import { moment } from '../../../tui/text/moment.ts';

export async function showEndpoint(id: string, { json }: { readonly json?: boolean }): Promise<void> {
  const endpoint = findEndpoint(await readEndpoints(homeFolder()), id);
  const lines = json
    ? [JSON.stringify(endpointDocument(endpoint), null, 2)]
    : endpointLines(endpoint).map(printable);
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** For scripts: the record as it is saved, and what it comes to. */
export function endpointDocument(endpoint: SavedEndpoint) {
  const { engine } = endpoint.address;
  return { ...endpointRecord(endpoint), engine, address: showAddress(endpoint.address) };
}

/** The first line names it, the others tell of it. */
export function endpointLines(endpoint: SavedEndpoint): string[] {
  const { id, role, address, settings, description, created, changed } = endpoint;
  const fields: [name: string, value: string][] = [['address', showAddress(address)]];
  if (address.engine === 'mysql') {
    fields.push(['password', secretWords(endpoint.password)]);
    if (address.ssh !== null)
      fields.push([
        'bastion',
        endpoint.bastion === null ? 'an agent or a key' : secretWords(endpoint.bastion),
      ]);
  }
  if (settings !== null) {
    const pairs = Object.entries(settings).map(([name, value]) => `${name}=${shown(value)}`);
    fields.push(['settings', pairs.join('  ')]);
  }
  if (description !== null) fields.push(['about', description]);
  fields.push(['created', moment(created)]);
  if (changed !== created) fields.push(['changed', moment(changed)]);
  return [`${id}  ${role}`, ...fields.map(([name, value]) => `  ${padEnd(name, 9)} ${value}`)];
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Where a secret is, in words. */
function secretWords(reference: SecretReference | null): string {
  if (reference === null) return 'not saved: asked for on a terminal';
  if (reference === 'prompt') return 'asked for each time';
  if ('keyring' in reference) return `in the keyring of this machine, as ${reference.keyring}`;
  if ('environment' in reference) return `in the variable ${reference.environment}`;
  return `from the command: ${reference.command}`;
}
