/** What is done to endpoints from their list. */
import { endpointKey } from '../../../model/endpoint.ts';
import { DmsError } from '../../../model/errors.ts';
import { forgetConnections } from '../../../store/connections.ts';
import { removeEndpoint } from '../../../store/endpoints.ts';
import { forgetSecrets } from '../../../store/secrets.ts';
import { printable } from '../../layout/text.ts';
import type { PlaceContext } from '../../place.ts';
import { words } from '../../text/words.ts';
import { browseVisit } from '../browse/browse.ts';
import type { EndpointRow } from './home-rows.ts';
import type { HomeState } from './home-state.ts';

type Context = PlaceContext<HomeState>;

export function browse({ console }: Context, { endpoint, id }: EndpointRow): void {
  if (endpoint === null) return;
  const { role, address } = endpoint;
  console.open(browseVisit({ title: id, role, address, references: endpoint }));
}

/** Asks, naming the tasks that could not run any more. */
export function askToDeleteEndpoint(context: Context, row: EndpointRow, done: () => void): void {
  const says = words().home.deleteEndpoint;
  const { id, usedBy, endpoint } = row;
  const secrets = [endpoint?.password, endpoint?.bastion];
  const isKept = secrets.some((one) => typeof one === 'object' && one !== null && 'keyring' in one);
  context.console.ask({
    title: says.title(printable(id)),
    lines: [
      ...(usedBy.length === 0 ? [] : [says.used(usedBy)]),
      ...(isKept ? [says.secret] : []),
      says.nothing,
    ],
    typed: null,
    yes: says.yes,
    onYes: () => context.work(() => deleteEndpoint(context, id, done)),
  });
}

async function deleteEndpoint({ console }: Context, id: string, done: () => void): Promise<void> {
  const says = words().home.deleteEndpoint;
  const removed = await removeEndpoint(console.stateFolder, id);
  forgetConnections(console.stateFolder, endpointKey(id));
  done();
  console.confirm(says.done(printable(id)));
  try {
    if (removed !== null) await forgetSecrets(removed, null);
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('secret.keyring')) throw error;
    console.notice(says.keyring(error.facts.reason));
  }
}
