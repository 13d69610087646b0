/** `endpoint show`: one endpoint whole, and where its secrets are. */
import { isOutdated } from '../../../model/connection.ts';
import { endpointRecord, type SavedEndpoint } from '../../../model/endpoint.ts';
import { showAddress } from '../../../model/endpoint-url.ts';
import { connectionsOf } from '../../../store/connections.ts';
import { findEndpoint, readEndpoints } from '../../../store/endpoints.ts';
import { homeFolder } from '../../../store/home.ts';
import { padEnd, printable } from '../../../tui/layout/text.ts';
import { moment } from '../../../tui/text/moment.ts';
import { words } from '../../../tui/text/words.ts';

/** The longest name of a field and a blank. */
const NAME_COLUMNS = 9;

export async function showEndpoint(id: string, { json }: { readonly json?: boolean }): Promise<void> {
  const home = homeFolder();
  const endpoint = findEndpoint(await readEndpoints(home), id);
  const lines = json
    ? [JSON.stringify(endpointDocument(endpoint, home), null, 2)]
    : [...endpointLines(endpoint), ...testedLines(endpoint, home)].map(printable);
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** For scripts: the record as it is saved, what it comes to, and its last tests. */
export function endpointDocument(endpoint: SavedEndpoint, home: string) {
  const { engine } = endpoint.address;
  const connections = connectionsOf(home, endpoint.id);
  return { ...endpointRecord(endpoint), engine, address: showAddress(endpoint.address), connections };
}

function testedLines(endpoint: SavedEndpoint, home: string): string[] {
  return connectionsOf(home, endpoint.id).map((one) => {
    const said = words().connections.one(one, isOutdated(one, endpoint));
    return fieldLine(words().savedEndpoint.fields.tested, said);
  });
}

function fieldLine(name: string, value: string): string {
  return `  ${padEnd(name, NAME_COLUMNS)} ${value}`;
}

/** The first line names it, the others tell of it. */
export function endpointLines(endpoint: SavedEndpoint): string[] {
  const { common, savedEndpoint: of } = words();
  const { id, role, address, settings, description, created, changed } = endpoint;
  const fields: [name: string, value: string][] = [[of.fields.address, showAddress(address)]];
  if (address.engine === 'mysql') {
    fields.push([of.fields.password, of.secret(endpoint.password)]);
    if (address.ssh !== null)
      fields.push([
        of.fields.bastion,
        endpoint.bastion === null ? of.bastionWithoutSecret : of.secret(endpoint.bastion),
      ]);
  }
  if (settings !== null) {
    const pairs = Object.entries(settings).map(([name, value]) => `${name}=${shown(value)}`);
    fields.push([of.fields.settings, pairs.join('  ')]);
  }
  if (description !== null) fields.push([of.fields.about, description]);
  fields.push([of.fields.created, moment(created)]);
  if (changed !== created) fields.push([of.fields.changed, moment(changed)]);
  const lines = fields.map(([name, value]) => fieldLine(name, value));
  return [`${id}  ${common.roles[role]}`, ...lines];
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
