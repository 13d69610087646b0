/** What is known of an instance besides its runs, as names and values. */
import type { InstanceState } from '../../host/instance-state.ts';
import { thisMachine } from '../../host/machine.ts';
import type { Instance } from '../../model/instance.ts';
import { moment } from '../text/moment.ts';
import { words } from '../text/words.ts';
import type { Fact } from './endpoint-facts.ts';

export function instanceFacts(instance: Instance, { capacity }: InstanceState): Fact[] {
  const { instance: of } = words();
  return [
    [of.fields.class, of.classSize(instance, capacity, thisMachine())],
    [of.fields.home, instance.home],
    [of.fields.created, moment(instance.created)],
  ];
}

/** `busy: pid 4711 on db1, since 14:03`: how it stands, and why. */
export function instanceStatus({ status, owner, problem }: InstanceState): string {
  const { instance: of } = words();
  const why = problem ?? (owner === null ? '' : of.owner(owner));
  return `${of.statuses[status]}${why && `: ${why}`}`;
}
