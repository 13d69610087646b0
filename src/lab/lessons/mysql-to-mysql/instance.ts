/** Step: a replication instance of class small. */
import { instanceState } from '../../../host/instance-state.ts';
import { type Instance, parseInstanceId } from '../../../model/instance.ts';
import { instanceFolder } from '../../../store/home.ts';
import { addInstance, readInstances } from '../../../store/instances.ts';
import { smallInstance } from '../doing/test-endpoints.ts';
import { type Step, verdict } from '../lesson.ts';

export const instance: Step = {
  id: 'instance',
  screen: 'instances',
  cards: ['busy-instance'],
  needs: [],
  async check({ world }) {
    const small = smallInstance(world.home);
    if (small !== null) {
      const { lanes, memoryBytes } = instanceState(small).capacity;
      return verdict([], [{ what: 'instance', id: small.id, lanes, memoryBytes }]);
    }
    const ids = readInstances(world.home).instances.map(({ id }) => id);
    return verdict([ids.length === 0 ? { what: 'instance' } : { what: 'instance.class', ids }]);
  },
  async doIt({ world, names }, report) {
    const id = freeId(parseInstanceId(names.instance), readInstances(world.home).instances);
    const home = instanceFolder(world.home, id);
    addInstance(world.home, { id, class: 'small', home, created: new Date().toISOString() });
    report.done({ what: 'instance', id });
  },
};

/** One of that id and another class stays what it is. */
function freeId(wanted: string, taken: readonly Instance[]): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!taken.some((one) => one.id === id)) return id;
  }
}
