/** `instance show`: one instance whole. */
import { instanceState } from '../../../host/instance-state.ts';
import { thisMachine } from '../../../host/machine.ts';
import { pastRuns } from '../../../host/past-runs.ts';
import type { Instance } from '../../../model/instance.ts';
import { homeFolder } from '../../../store/home.ts';
import { findInstance } from '../../../store/instances.ts';
import { padEnd, printable } from '../../../tui/layout/text.ts';
import { moment } from '../../../tui/text/moment.ts';
import { words } from '../../../tui/text/words.ts';
import type { ShowOptions } from './commands.ts';
import { instanceDocument } from './document.ts';

/** What a person looks back for; all others are in the home folder. */
const RUNS_SHOWN = 10;

/** The longest name of a field and a blank. */
const NAME_COLUMNS = 8;

export function showInstance(id: string, options: ShowOptions): void {
  const instance = findInstance(homeFolder(), id);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(instanceDocument(instance, RUNS_SHOWN), null, 2)}\n`);
  } else {
    for (const line of lines(instance)) process.stdout.write(`${printable(line)}\n`);
  }
}

function lines(instance: Instance): string[] {
  const { instance: of } = words();
  const { status, capacity, owner, problem } = instanceState(instance);
  const { count, newest } = pastRuns(instance.home, owner, RUNS_SHOWN);
  const state = problem ?? (owner === null ? '' : of.owner(owner));
  const field = (name: string, value: string) => `  ${padEnd(name, NAME_COLUMNS)} ${value}`;
  return [
    `${instance.id}  ${of.statuses[status]}${state && `: ${state}`}`,
    field(of.fields.class, of.classSize(instance, capacity, thisMachine())),
    field(of.fields.home, instance.home),
    field(of.fields.created, moment(instance.created)),
    field(of.fields.runs, of.runsShown(count, newest.length)),
    ...newest.map((run) => `    ${of.run(run)}`),
  ];
}
