/** `instance show`: one instance whole. */
import { instanceState } from '../../../host/instance-state.ts';
import { pastRuns } from '../../../host/past-runs.ts';
import type { Instance } from '../../../model/instance.ts';
import { homeFolder } from '../../../store/home.ts';
import { findInstance } from '../../../store/instances.ts';
import { padEnd, printable } from '../../../tui/layout/text.ts';
import { instanceFacts, instanceStatus } from '../../../tui/lines/instance-facts.ts';
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
  const state = instanceState(instance);
  const { count, newest } = pastRuns(instance.home, state.owner, RUNS_SHOWN);
  const facts = [
    ...instanceFacts(instance, state),
    [of.fields.runs, of.runsShown(count, newest.length)] as const,
  ];
  return [
    `${instance.id}  ${instanceStatus(state)}`,
    ...facts.map(([name, value]) => `  ${padEnd(name, NAME_COLUMNS)} ${value}`),
    ...newest.map((run) => `    ${of.run(run)}`),
  ];
}
