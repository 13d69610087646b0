/** One instance from near: how it stands, how large it is, and the runs that it carried out. */
import { type InstanceState, instanceState } from '../../../host/instance-state.ts';
import { type PastRun, pastRuns } from '../../../host/past-runs.ts';
import type { Instance } from '../../../model/instance.ts';
import { cut, padEnd, printable, width } from '../../layout/text.ts';
import { instanceFacts, instanceStatus } from '../../lines/instance-facts.ts';
import type { Drawing, Place, Room, Visit } from '../../place.ts';
import { isMoving, LIST_START, type ListPlace, MOVING, moved } from '../../state/list.ts';
import { moment } from '../../text/moment.ts';
import { compact } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import type { Look, Style } from '../../theme/look.ts';
import { type DataColumn, drawList, LIST_HEAD } from '../../widgets/data-list.ts';
import { everySecond } from '../every-second.ts';

interface InstanceView {
  readonly instance: Instance;
  readonly state: InstanceState;
  readonly runs: readonly PastRun[];
  readonly count: number;
  readonly list: ListPlace;
}

/** As far as anybody looks back; all others are in the folder. */
const MOST_RUNS = 500;
/** The status, three facts, how many runs there are, and a blank line. */
const HEAD = 6;

export function instanceVisit(instance: Instance): Visit<InstanceView> {
  return { place, state: { ...readInstance(instance), list: LIST_START } };
}

function readInstance(instance: Instance): Omit<InstanceView, 'list'> {
  const state = instanceState(instance);
  const { count, newest } = pastRuns(instance.home, state.owner, MOST_RUNS);
  return { instance, state, runs: newest, count };
}

const place: Place<InstanceView> = {
  title: ({ instance }) => instance.id,
  commands: () => MOVING,
  takesText: () => false,
  draw,
  opened(context) {
    const read = async () =>
      context.update((before) => ({ ...before, ...readInstance(before.instance) }), 'tick');
    context.work((signal) => everySecond(read, signal));
  },
  perform(command, { update, room }) {
    if (!isMoving(command)) return;
    const sight = Math.max(1, room.rows - HEAD - LIST_HEAD);
    update((before) => ({ ...before, list: moved(before.list, command, before.runs.length, sight) }));
  },
};

const INDENT = '  ';

function draw({ instance, state, runs, count, list }: InstanceView, room: Room, look: Look): Drawing {
  const { instance: of } = words();
  const facts = [
    ...instanceFacts(instance, state),
    [of.fields.runs, of.runsShown(count, runs.length)] as const,
  ];
  const names = Math.max(...facts.map(([name]) => width(name)));
  const lines = facts.map(
    ([name, value]) => `${INDENT}${look.paint('dim', padEnd(name, names))}  ${printable(value)}`,
  );
  const head = [`${INDENT}${printable(instanceStatus(state))}`, ...lines, ''];
  const inside = { columns: room.columns, rows: Math.max(LIST_HEAD + 1, room.rows - HEAD) };
  const listed = drawList({ columns: runColumns(look), all: runs, rows: runs, place: list }, inside, look);
  return { lines: [...head.map((line) => cut(line, room.columns, look.ellipsis)), ...listed] };
}

function runColumns(look: Look): DataColumn<PastRun>[] {
  const { home, instance: of, time } = words();
  const { runColumns: titles } = home;
  const marks = {
    done: look.ok,
    failed: look.bad,
    differs: look.bad,
    interrupted: look.paused,
    running: look.running,
    'cut-off': look.warn,
  };
  return [
    {
      title: titles.started,
      align: 'left',
      shrinks: 'never',
      cell: ({ started }) => (started === null ? '' : moment(started)),
    },
    { title: titles.task, align: 'left', shrinks: 'middle', cell: ({ task }) => task },
    {
      title: titles.outcome,
      align: 'left',
      shrinks: 'never',
      cell: ({ outcome }) => `${marks[outcome]} ${of.outcomes[outcome]}`,
      style: styleOf,
    },
    {
      title: titles.rows,
      align: 'right',
      shrinks: 'never',
      cell: ({ rows }) => (rows === null ? '' : compact(rows)),
    },
    {
      title: titles.took,
      align: 'right',
      shrinks: 'never',
      cell: ({ elapsedMs }) => (elapsedMs === null ? '' : time.duration(elapsedMs)),
    },
  ];
}

function styleOf({ outcome }: PastRun): Style {
  const styles = {
    done: 'ok',
    failed: 'bad',
    differs: 'bad',
    interrupted: 'warn',
    running: 'accent',
    'cut-off': 'warn',
  } as const;
  return styles[outcome];
}
