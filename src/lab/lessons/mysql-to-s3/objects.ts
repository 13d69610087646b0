/** Steps: a look at the objects in the bucket, and into the file. */
import { findEndpoint, readEndpoints } from '../../../store/endpoints.ts';
import type { World } from '../../world/world.ts';
import { looking } from '../doing/look.ts';
import { csvRecords, Samples } from '../evidence/csv-records.ts';
import {
  hasListed,
  hasRead,
  listObjects,
  movesTable,
  prefixOf,
  readObject,
  runsToStore,
  type StoredObject,
} from '../evidence/objects.ts';
import type { LabRun } from '../evidence/runs.ts';
import { MOVIES } from '../evidence/tables.ts';
import type { Seen } from '../facts.ts';
import { type Step, verdict } from '../lesson.ts';
import { storeEndpoint } from './s3-endpoint.ts';

const FIRST_ROWS = 5;
const NO_SECRETS = { password: null, bastion: null };

export const objects: Step = {
  id: 'objects',
  screen: 'browse.objects',
  cards: [],
  needs: ['movies'],
  async check({ world }) {
    const run = runOfMovies(world);
    if (run === undefined) return verdict([{ what: 'run', tables: [MOVIES] }]);
    const found = await listObjects(world, prefixOf(run, MOVIES));
    const stray = found.find(({ key }) => !/\/LOAD[0-9A-F]{8}\.csv(\.gz)?$/.test(key));
    if (found.length === 0) return verdict([{ what: 'objects.layout', key: prefixOf(run, MOVIES) }]);
    if (stray !== undefined) return verdict([{ what: 'objects.layout', key: stray.key }]);
    if (!(await hasListed(world, overAt(run)))) return verdict([{ what: 'look.objects' }]);
    return verdict([], found.map(seenObject));
  },
  async doIt(bench, report, signal) {
    const { endpoint } = await storeEndpoint(bench);
    const tables = await looking(endpoint!.address, NO_SECRETS, signal, (catalog) =>
      catalog.tables(null, signal),
    );
    report.done({ what: 'look.objects', objects: tables.length });
  },
};

export const file: Step = {
  id: 'file',
  screen: 'browse.file',
  cards: ['special-characters'],
  needs: ['movies'],
  async check({ world }) {
    const run = runOfMovies(world);
    const key = run === undefined ? null : await firstFile(world, run);
    if (run === undefined || key === null) return verdict([{ what: 'run', tables: [MOVIES] }]);
    if (!(await hasRead(world, key, overAt(run)))) return verdict([{ what: 'look.file', key }]);
    const samples = new Samples();
    await readObject(world, key, async (bytes) => {
      for await (const record of csvRecords(bytes)) samples.take(record);
    });
    return verdict(
      [],
      samples.lines().map((line): Seen => ({ what: 'line', ...line })),
    );
  },
  async doIt(bench, report, signal) {
    const { world } = bench;
    const { endpoint } = await storeEndpoint(bench);
    const saved = findEndpoint(await readEndpoints(world.home), endpoint!.id);
    const [schema, table] = MOVIES.split('.') as [string, string];
    await looking(saved.address, NO_SECRETS, signal, (catalog) =>
      catalog.rows({ schema, table }, FIRST_ROWS, signal),
    );
    const run = runOfMovies(world);
    report.done({ what: 'look.file', key: (run && (await firstFile(world, run))) ?? '' });
  },
};

function runOfMovies(world: World): LabRun | undefined {
  return runsToStore(world).find((run) => movesTable(run, MOVIES));
}

async function firstFile(world: World, run: LabRun): Promise<string | null> {
  const [first] = await listObjects(world, prefixOf(run, MOVIES));
  return first?.key ?? null;
}

function overAt({ report }: LabRun): number {
  return Date.parse(report.finished);
}

function seenObject({ key, bytes }: StoredObject): Seen {
  return { what: 'object', key, bytes };
}
