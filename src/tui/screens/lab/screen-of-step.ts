/** The place of the console where a step of a lab is done. */
import type { Screen } from '../../../lab/lessons/lesson.ts';
import { storeEndpoint } from '../../../lab/lessons/mysql-to-s3/s3-endpoint.ts';
import type { ConnectionNote } from '../../../lab/world/facts.ts';
import type { World } from '../../../lab/world/world.ts';
import { NO_REFERENCES } from '../../../model/endpoint.ts';
import { mysqlUrl } from '../../../model/endpoint-import/imported.ts';
import { parseEndpointUrl } from '../../../model/endpoint-url.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import type { AnyVisit } from '../../place.ts';
import { browseVisit } from '../browse/browse.ts';
import { newEndpointVisit } from '../endpoint/endpoint.ts';
import { homeVisit } from '../overview/home.ts';
import { wayVisit } from '../way/way.ts';
import { wizardVisit } from '../wizard/wizard.ts';
import { noteVisit } from './note.ts';
import type { Teacher } from './teacher.ts';

export async function screenOf(screen: Screen, { session }: Teacher): Promise<AnyVisit | null> {
  const { world } = session;
  switch (screen) {
    case 'note':
      return noteVisit();
    case 'browse.source':
      return browseDatabase('source', world.source.note);
    case 'browse.target':
      return world.target === null ? null : browseDatabase('target', world.target.note);
    case 'endpoint.source':
      return newEndpointVisit('source');
    case 'endpoint.target':
      return newEndpointVisit('target');
    case 'way':
      return wayVisit();
    case 'wizard.tables':
    case 'wizard.settings':
    case 'wizard.columns':
      return wizardVisit();
    case 'browse.objects':
    case 'browse.file':
      return browseStore(world);
    case 'instances':
      return homeVisit('instances');
  }
}

/** As the account that was handed out; its password is asked for, as it stands in the note. */
function browseDatabase(role: EndpointRole, { url, user, port }: ConnectionNote): AnyVisit {
  const address = parseEndpointUrl(
    mysqlUrl({ host: url, port, user, schema: null, query: {} }),
    role,
  ).address;
  return browseVisit({ role, address, references: NO_REFERENCES, title: `${user}@${url}:${port}` });
}

/** As the endpoint of the person leads there, with its folder; without one the whole bucket. */
async function browseStore(world: World): Promise<AnyVisit | null> {
  if (world.store === null) return null;
  const { endpoint } = await storeEndpoint({ world });
  if (endpoint !== null) {
    return browseVisit({
      role: 'target',
      address: endpoint.address,
      references: NO_REFERENCES,
      title: endpoint.id,
    });
  }
  const { bucket, region, endpoint: store } = world.store;
  const query = new URLSearchParams({ region, endpoint: store });
  const { address } = parseEndpointUrl(`s3://${bucket}?${query.toString()}`, 'target');
  return browseVisit({ role: 'target', address, references: NO_REFERENCES, title: bucket });
}
