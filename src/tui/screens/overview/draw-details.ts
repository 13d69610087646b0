/** What is known of the row that the keys act on, below the list. */
import { cut, padEnd, printable, width } from '../../layout/text.ts';
import { endpointFacts, type Fact, testedFact } from '../../lines/endpoint-facts.ts';
import { errorOnScreen } from '../../lines/error-on-screen.ts';
import { instanceFacts, instanceStatus } from '../../lines/instance-facts.ts';
import { moment } from '../../text/moment.ts';
import { clock, compact } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import type { EndpointRow, HomeRow, InstanceRow, TaskRow } from './home-rows.ts';
import { endText } from './read-home.ts';
import { statusCell } from './task-list.ts';

const INDENT = '  ';

/** A headline, then names and values under each other; as many lines as it takes. */
export function detailLines(row: HomeRow, columns: number, look: Look): string[] {
  const { head, facts, error } = detailsOf(row, look);
  const names = Math.max(0, ...facts.map(([name]) => width(name)));
  const lines = facts.map(([name, value]) => {
    const text = cut(printable(value), columns - names - 6, look.ellipsis);
    return `${INDENT}${look.paint('dim', padEnd(name, names))}  ${text}`;
  });
  const block = error === null ? [] : errorOnScreen(error, look, columns);
  const title = `${INDENT}${look.paint('bold', printable(row.id))}  ${printable(head)}`;
  return [cut(title, columns, look.ellipsis), ...block, ...lines];
}

interface Details {
  readonly head: string;
  readonly facts: readonly Fact[];
  readonly error: TaskRow['error'];
}

function detailsOf(row: HomeRow, look: Look): Details {
  switch (row.kind) {
    case 'task':
      return ofTask(row, look);
    case 'endpoint':
      return ofEndpoint(row);
    case 'instance':
      return ofInstance(row);
  }
}

function ofTask(row: TaskRow, look: Look): Details {
  const { fields, ...says } = words().home;
  const head = statusCell(row, look);
  const { state } = row;
  if (state === null) return { head, facts: [], error: row.error };
  const { task, run } = state;
  const facts: Fact[] = [
    [fields.from, endText(task.source)],
    [fields.to, endText(task.target)],
  ];
  if (task.instance !== null) facts.push([fields.instance, task.instance]);
  if (run === null) facts.push([fields.run, says.neverRan]);
  else facts.push([fields.run, runWords(state)], [fields.logs, run.folder]);
  return { head, facts, error: run?.error ?? null };
}

/** `started 14:03, 2.99 M of ~5.16 M rows, ~00:14 left` */
function runWords({ owner, run }: NonNullable<TaskRow['state']>): string {
  const says = words().home;
  if (run === null) return '';
  const started = run.started === null ? '' : moment(run.started);
  if (run.cutOff) return says.cutOff(started);
  const rows = run.began
    ? says.rowsOf(
        compact(run.rows),
        compact(Math.max(run.rows, run.expectedRows)),
        run.phase === 'validation',
      )
    : null;
  if (owner === null || run.outcome !== null) {
    const moved = run.phase === 'validation' ? rows : words().counts.rows(run.rows);
    const ended = says.ended(started, words().time.duration(run.elapsedMs));
    return [ended, ...(run.began && moved !== null ? [moved] : [])].join(', ');
  }
  const left = run.remainingMs === null ? [] : [says.left(clock(run.remainingMs))];
  return [says.goesOn(started), ...(rows === null ? [] : [rows]), ...left].join(', ');
}

function ofEndpoint({ endpoint, error, connection, usedBy }: EndpointRow): Details {
  const { fields, ...says } = words().home;
  if (endpoint === null) return { head: says.unreadable, facts: [], error };
  const tested = connection === null ? [] : [testedFact(connection, endpoint)];
  const used: Fact = [fields.usedBy, usedBy.length === 0 ? says.noTask : usedBy.join(', ')];
  const head = `${words().common.roles[endpoint.role]}, ${says.engines[endpoint.address.engine]}`;
  // Who looks for trouble finds the last test and the tasks first.
  const [address, ...rest] = endpointFacts(endpoint);
  return { head, facts: [address!, ...tested, used, ...rest], error: null };
}

function ofInstance({ instance, state, runs, usedBy }: InstanceRow): Details {
  const { fields, ...says } = words().home;
  const of = words().instance;
  const used: Fact = [fields.usedBy, usedBy.length === 0 ? says.noTask : usedBy.join(', ')];
  const last: Fact[] = runs.newest.map((run, index) => [index === 0 ? of.fields.runs : '', of.run(run)]);
  return {
    head: instanceStatus(state),
    facts: [...instanceFacts(instance, state), used, ...last],
    error: null,
  };
}
