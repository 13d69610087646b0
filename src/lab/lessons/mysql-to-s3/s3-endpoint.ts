/** Step: an endpoint for the bucket, tested from the instance. */
import type { SavedEndpoint } from '../../../model/endpoint.ts';
import { readEndpoints } from '../../../store/endpoints.ts';
import { saveStore } from '../doing/save-endpoint.ts';
import { testEndpoints } from '../doing/test-endpoints.ts';
import { type Found, lacks, tested } from '../evidence/endpoints.ts';
import { type Bench, type Step, verdict } from '../lesson.ts';

/** The folder of what is done for a person; a class would have one for each. */
const FOLDER = 'student';

export const s3Endpoint: Step = {
  id: 's3-endpoint',
  screen: 'endpoint.target',
  cards: ['rdbms-or-s3', 'two-endpoints'],
  needs: [],
  async check(bench) {
    const found = await storeEndpoint(bench);
    if (found.endpoint === null) return verdict(found.missing);
    const { missing, seen } = tested(bench.world.home, found.endpoint);
    return verdict(missing, seen);
  },
  async doIt(bench, report, signal) {
    const { world, names } = bench;
    const { bucket, region, endpoint } = world.store!;
    const settings = new URLSearchParams({ region, endpoint });
    const before = await storeEndpoint(bench);
    const id = before.endpoint?.id ?? names.store;
    await saveStore(world.home, id, `s3://${bucket}/${FOLDER}?${settings.toString()}`, report);
    const { endpoint: saved } = await storeEndpoint(bench);
    await testEndpoints(world.home, [saved!], report, signal);
  },
};

export async function storeEndpoint({ world }: Pick<Bench, 'world'>): Promise<Found> {
  const { bucket, endpoint: wanted } = world.store!;
  const { endpoints } = await readEndpoints(world.home);
  const buckets = endpoints.filter((one) => one.role === 'target' && one.address.engine === 's3');
  if (buckets.length === 0) return lacks({ what: 'endpoint', role: 'target' });
  const named = buckets.filter((one) => placeOf(one).bucket === bucket);
  if (named.length === 0) return lacks({ what: 'endpoint.bucket', bucket });
  const placed = named.filter((one) => placeOf(one).endpoint === wanted);
  if (placed.length === 0) return lacks({ what: 'endpoint.place', id: named[0]!.id, wanted });
  const fit = placed.find((one) => placeOf(one).folder !== '');
  return fit === undefined
    ? lacks({ what: 'endpoint.folder', id: placed[0]!.id })
    : { endpoint: fit, missing: [] };
}

function placeOf({ address }: SavedEndpoint) {
  return address.engine === 's3' ? address : { bucket: null, endpoint: null, folder: '' };
}
