/** What is done to instances from their list. */
import { removeInstance } from '../../../store/instances.ts';
import type { PlaceContext } from '../../place.ts';
import { words } from '../../text/words.ts';
import type { InstanceRow } from './home-rows.ts';
import type { HomeState } from './home-state.ts';

/** Asks, saying what stays and which tasks could not run any more. */
export function askToDeleteInstance(
  { console, work }: PlaceContext<HomeState>,
  { id, instance, usedBy, runs }: InstanceRow,
  done: () => void,
): void {
  const says = words().home.deleteInstance;
  console.ask({
    title: says.title(id),
    lines: [...(usedBy.length === 0 ? [] : [says.used(usedBy)]), says.logs(runs.count, instance.home)],
    typed: null,
    yes: says.yes,
    onYes: () =>
      work(async () => {
        removeInstance(console.stateFolder, instance);
        done();
        console.confirm(says.done(id));
      }),
  });
}
