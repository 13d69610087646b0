/** The instances, one in a row: how large each is, who works on it, or what ran there last. */
import { printable } from '../../layout/text.ts';
import { exact, memory } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import type { Look, Style } from '../../theme/look.ts';
import type { DataColumn } from '../../widgets/data-list.ts';
import type { InstanceRow } from './home-rows.ts';

export function instanceColumns(look: Look): DataColumn<InstanceRow>[] {
  const { home, instance: of } = words();
  const { instanceColumns: titles } = home;
  const marks = { available: look.dot.chosen, busy: look.running, failed: look.bad };
  return [
    { title: titles.instance, align: 'left', shrinks: 'middle', cell: ({ id }) => id },
    {
      title: titles.status,
      align: 'left',
      shrinks: 'never',
      cell: ({ state }) => `${marks[state.status]} ${of.statuses[state.status]}`,
      style: statusStyle,
    },
    { title: titles.class, align: 'left', shrinks: 'never', cell: ({ instance }) => instance.class },
    {
      title: titles.lanes,
      align: 'right',
      shrinks: 'never',
      goes: 1,
      cell: ({ state }) => exact(state.capacity.lanes),
    },
    {
      title: titles.memory,
      align: 'right',
      shrinks: 'never',
      goes: 2,
      cell: ({ state }) => memory(state.capacity.memoryBytes),
    },
    { title: titles.news, align: 'left', shrinks: 'end', cell: newsCell },
  ];
}

function newsCell({ state, runs }: InstanceRow): string {
  const { instance: of } = words();
  if (state.problem !== null) return printable(state.problem);
  if (state.owner !== null) return printable(of.owner(state.owner));
  const [last] = runs.newest;
  return last === undefined ? of.noRuns : printable(of.run(last));
}

function statusStyle({ state }: InstanceRow): Style {
  return ({ available: 'ok', busy: 'accent', failed: 'bad' } as const)[state.status];
}
