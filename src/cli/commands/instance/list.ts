/** `instance list`: every instance in a line: how it stands, and who works on it or what ran there last. */
import { instanceState } from '../../../host/instance-state.ts';
import { pastRuns } from '../../../host/past-runs.ts';
import type { Instance } from '../../../model/instance.ts';
import { homeFolder } from '../../../store/home.ts';
import { readInstances } from '../../../store/instances.ts';
import { padEnd, printable, width } from '../../../tui/layout/text.ts';
import { errorBlock } from '../../../tui/lines/run-lines.ts';
import { memory } from '../../../tui/text/numbers.ts';
import { words } from '../../../tui/text/words.ts';
import { chooseLook, speaksUnicode } from '../../../tui/theme/look.ts';
import { EXIT } from '../../exit-code.ts';
import type { ShowOptions } from './commands.ts';
import { instanceDocument } from './document.ts';

/** What ran last; `show` tells of more. */
const RUNS_IN_LIST = 1;

/** Returns the exit code: a damaged file hides no other instance, and does not pass unseen. */
export function listInstances(options: ShowOptions): number {
  const { instances, damaged } = readInstances(homeFolder());
  if (options.json) {
    const documents = instances.map((instance) => instanceDocument(instance, RUNS_IN_LIST));
    process.stdout.write(`${JSON.stringify(documents, null, 2)}\n`);
  } else if (instances.length === 0) {
    process.stdout.write(`${words().instance.none}\n`);
  } else {
    for (const line of aligned(instances.map(fields))) process.stdout.write(`${line}\n`);
  }
  const look = chooseLook({ unicode: speaksUnicode(), colour: false });
  for (const line of damaged.flatMap((error) => errorBlock(error, null, look)))
    process.stderr.write(`${line}\n`);
  return damaged.length === 0 ? EXIT.done : EXIT.failed;
}

function fields(instance: Instance): string[] {
  const { status, capacity, owner, problem } = instanceState(instance);
  const { counts, instance: of } = words();
  const last = pastRuns(instance.home, owner, RUNS_IN_LIST).newest.map(of.lastRun);
  const news = problem ?? (owner === null ? (last[0] ?? of.noRuns) : of.owner(owner));
  return [
    instance.id,
    of.statuses[status],
    instance.class,
    counts.lanes(capacity.lanes),
    memory(capacity.memoryBytes),
    printable(news),
  ];
}

function aligned(rows: readonly string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => width(row[column]!))));
  return rows.map((row) =>
    row
      .map((field, column) => padEnd(field, widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
