/** `endpoint show`: one endpoint whole, and where its secrets are. */
import { endpointRecord, type SavedEndpoint } from '../../../model/endpoint.ts';
import { showAddress } from '../../../model/endpoint-url.ts';
import { connectionsOf } from '../../../store/connections.ts';
import { findEndpoint, readEndpoints } from '../../../store/endpoints.ts';
import { homeFolder } from '../../../store/home.ts';
import { padEnd, printable } from '../../../tui/layout/text.ts';
import { endpointFacts, type Fact, testedFact } from '../../../tui/lines/endpoint-facts.ts';
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

/** The first line names it, the others tell of it. */
export function endpointLines(endpoint: SavedEndpoint): string[] {
  const head = `${endpoint.id}  ${words().common.roles[endpoint.role]}`;
  return [head, ...endpointFacts(endpoint).map(factLine)];
}

function testedLines(endpoint: SavedEndpoint, home: string): string[] {
  return connectionsOf(home, endpoint.id).map((one) => factLine(testedFact(one, endpoint)));
}

function factLine([name, value]: Fact): string {
  return `  ${padEnd(name, NAME_COLUMNS)} ${value}`;
}
