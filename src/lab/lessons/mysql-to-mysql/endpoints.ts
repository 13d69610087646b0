/** Steps: an endpoint for each side, tested from the instance, and then the whole way at once. */
import type { EndpointRole } from '../../../model/hops.ts';
import { saveDatabase } from '../doing/save-endpoint.ts';
import { testEndpoints } from '../doing/test-endpoints.ts';
import { databaseEndpoint, tested } from '../evidence/endpoints.ts';
import { type Bench, type Step, verdict } from '../lesson.ts';

export const sourceEndpoint = endpointStep('source', ['two-endpoints', 'one-hop']);
export const targetEndpoint = endpointStep('target', []);

function endpointStep(role: EndpointRole, cards: Step['cards']): Step {
  return {
    id: `${role}-endpoint`,
    screen: `endpoint.${role}`,
    cards,
    needs: ['instance'],
    async check({ world }) {
      const found = await databaseEndpoint(world.home, role, world[role]!);
      if (found.endpoint === null) return verdict(found.missing);
      const { missing, seen } = tested(world.home, found.endpoint);
      return verdict(missing, seen);
    },
    async doIt({ world, names }, report, signal) {
      // One that leads there and does not work, for its password perhaps, is mended.
      const before = await databaseEndpoint(world.home, role, world[role]!);
      await saveDatabase(world.home, before.endpoint?.id ?? names[role], role, world[role]!.note, report);
      const { endpoint } = await databaseEndpoint(world.home, role, world[role]!);
      await testEndpoints(world.home, [endpoint!], report, signal);
    },
  };
}

export const wholeWay: Step = {
  id: 'whole-way',
  screen: 'way',
  cards: ['one-hop'],
  needs: ['source-endpoint', 'target-endpoint'],
  async check(bench) {
    const { source, target, missing } = await bothEnds(bench);
    if (source === null || target === null) return verdict(missing);
    const { home } = bench.world;
    const [from, to] = [tested(home, source), tested(home, target)];
    if (from.connection === null || to.connection === null) return verdict([...from.missing, ...to.missing]);
    const isOneTest =
      from.connection.together === target.id &&
      to.connection.together === source.id &&
      from.connection.instance === to.connection.instance;
    if (!isOneTest) return verdict([{ what: 'way', source: source.id, target: target.id }]);
    const instance = from.connection.instance!;
    return verdict([], [{ what: 'way', source: source.id, instance, target: target.id }]);
  },
  async doIt(bench, report, signal) {
    const { source, target } = await bothEnds(bench);
    await testEndpoints(bench.world.home, [source!, target!], report, signal);
  },
};

/** The endpoints of both databases; null where something of one is missing. */
export async function bothEnds({ world }: Bench) {
  const source = await databaseEndpoint(world.home, 'source', world.source);
  const target = await databaseEndpoint(world.home, 'target', world.target!);
  return {
    source: source.endpoint,
    target: target.endpoint,
    missing: [...source.missing, ...target.missing],
  };
}
