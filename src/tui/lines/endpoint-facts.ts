/** What is known of a saved endpoint, and of its last tests, as names and values. */
import { type Connection, isOutdated } from '../../model/connection.ts';
import type { SavedEndpoint } from '../../model/endpoint.ts';
import { showAddress } from '../../model/endpoint-url.ts';
import { moment } from '../text/moment.ts';
import { words } from '../text/words.ts';

export type Fact = readonly [name: string, value: string];

/** Not yet safe to print: a description may hold anything. */
export function endpointFacts(endpoint: SavedEndpoint): Fact[] {
  const { savedEndpoint: of } = words();
  const { address, settings, description, created, changed } = endpoint;
  const facts: Fact[] = [[of.fields.address, showAddress(address)]];
  if (address.engine === 'mysql') {
    facts.push([of.fields.password, of.secret(endpoint.password)]);
    if (address.ssh !== null)
      facts.push([
        of.fields.bastion,
        endpoint.bastion === null ? of.bastionWithoutSecret : of.secret(endpoint.bastion),
      ]);
  }
  if (settings !== null) {
    const pairs = Object.entries(settings).map(([name, value]) => `${name}=${shown(value)}`);
    facts.push([of.fields.settings, pairs.join('  ')]);
  }
  if (description !== null) facts.push([of.fields.about, description]);
  facts.push([of.fields.created, moment(created)]);
  if (changed !== created) facts.push([of.fields.changed, moment(changed)]);
  return facts;
}

export function testedFact(connection: Connection, endpoint: SavedEndpoint): Fact {
  const said = words().connections.one(connection, isOutdated(connection, endpoint));
  return [words().savedEndpoint.fields.tested, said];
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
