/** `instance show`: one instance whole. */
import { instanceState } from '../../../host/instance-state.ts';
import { thisMachine } from '../../../host/machine.ts';
import { pastRuns } from '../../../host/past-runs.ts';
import type { Instance } from '../../../model/instance.ts';
import { homeFolder } from '../../../store/home.ts';
import { findInstance } from '../../../store/instances.ts';
import { printable } from '../../../tui/layout/text.ts';
import { moment } from '../../../tui/text/moment.ts';
import { exact } from '../../../tui/text/numbers.ts';
import { words } from '../../../tui/text/words.ts';
import type { ShowOptions } from './commands.ts';
import { instanceDocument } from './document.ts';

/** What a person looks back for; all others are in the home folder. */
const RUNS_SHOWN = 10;

export function showInstance(id: string, options: ShowOptions): void {
  const instance = findInstance(homeFolder(), id);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(instanceDocument(instance, RUNS_SHOWN), null, 2)}\n`);
  } else {
    for (const line of lines(instance)) process.stdout.write(`${printable(line)}\n`);
  }
}

function lines(instance: Instance): string[] {
  const { status, capacity, owner, problem } = instanceState(instance);
  const { count, newest } = pastRuns(instance.home, owner, RUNS_SHOWN);
  const state = problem ?? (owner === null ? '' : words().instance.owner(owner));
  const shown = count > newest.length ? `${exact(count)}, the last ${newest.length}:` : exact(count);
  return [
    `${instance.id}  ${status}${state && `: ${state}`}`,
    `  class    ${words().instance.classSize(instance, capacity, thisMachine())}`,
    `  home     ${instance.home}`,
    `  created  ${moment(instance.created)}`,
    `  runs     ${shown}`,
    ...newest.map((run) => `    ${words().instance.run(run)}`),
  ];
}
