/** Home: which view is open, what there is, and where the pointer stands in each. */
import type { ErrorRecord } from '../../../model/errors.ts';
import { contains, type Filter, filterText, NO_FILTER } from '../../state/filter.ts';
import { LIST_START, type ListPlace, type MovingCommand, moved } from '../../state/list.ts';
import type { HomeRow, HomeRows, View } from './home-rows.ts';

export interface HomeState {
  readonly view: View;
  /** The keys of the ways to begin, as this person has them; no lab inside a lab. */
  readonly begin: {
    readonly migration: string | null;
    readonly lab: string | null;
    readonly hasLab: boolean;
  };
  /** When it was read; milliseconds. */
  readonly now: number;
  /** Null before it was read for the first time. */
  readonly rows: HomeRows | null;
  /** What the filters leave. */
  readonly shown: HomeRows;
  readonly filters: Readonly<Record<View, Filter>>;
  readonly lists: Readonly<Record<View, ListPlace>>;
  /** What could not be read, of each. */
  readonly troubles: Readonly<Record<View, readonly ErrorRecord[]>>;
}

const NOTHING: HomeRows = { tasks: [], endpoints: [], instances: [] };

export const HOME_START: HomeState = {
  view: 'tasks',
  begin: { migration: null, lab: null, hasLab: false },
  now: 0,
  rows: null,
  shown: NOTHING,
  filters: { tasks: NO_FILTER, endpoints: NO_FILTER, instances: NO_FILTER },
  lists: { tasks: LIST_START, endpoints: LIST_START, instances: LIST_START },
  troubles: { tasks: [], endpoints: [], instances: [] },
};

/** The pointer stays on what it was on, wherever that is now. */
export function withRows(
  state: HomeState,
  rows: HomeRows,
  troubles: HomeState['troubles'],
  now: number,
): HomeState {
  const after = shownAgain({ ...state, rows, troubles, now });
  const place = (view: View): ListPlace => {
    const before = state.lists[view];
    const id = state.shown[view][before.at]?.id;
    const at = after.shown[view].findIndex((row) => row.id === id);
    return at < 0 || at === before.at ? before : { at, top: Math.max(0, before.top + at - before.at) };
  };
  return {
    ...after,
    lists: { tasks: place('tasks'), endpoints: place('endpoints'), instances: place('instances') },
  };
}

export function withView(state: HomeState, view: View): HomeState {
  return { ...state, view };
}

export function withHomeFilter(state: HomeState, filter: Filter): HomeState {
  const { view, filters, lists } = state;
  const isOther = filter.field.text !== filters[view].field.text;
  const next = { ...state, filters: { ...filters, [view]: filter } };
  return isOther ? shownAgain({ ...next, lists: { ...lists, [view]: LIST_START } }) : next;
}

export function movedAtHome(state: HomeState, command: MovingCommand, sight: number): HomeState {
  const { view, lists, shown } = state;
  const place = moved(lists[view], command, shown[view].length, sight);
  return { ...state, lists: { ...lists, [view]: place } };
}

/** What the keys act on. */
export function rowAt({ view, shown, lists }: HomeState): HomeRow | null {
  const rows: readonly HomeRow[] = shown[view];
  return rows[Math.min(lists[view].at, rows.length - 1)] ?? null;
}

/** Whether there is nothing at all: then there are two ways to begin, and nothing else. */
export function isEmpty({ rows, troubles }: HomeState): boolean {
  if (rows === null) return false;
  const { tasks, endpoints, instances } = rows;
  const count = tasks.length + endpoints.length + instances.length;
  return count === 0 && Object.values(troubles).every((some) => some.length === 0);
}

function shownAgain(state: HomeState): HomeState {
  const { rows, filters } = state;
  if (rows === null) return state;
  return {
    ...state,
    shown: {
      tasks: left(rows.tasks, filters.tasks),
      endpoints: left(rows.endpoints, filters.endpoints),
      instances: left(rows.instances, filters.instances),
    },
  };
}

/** The same list where nothing is filtered: what was measured of it holds on. */
function left<Row extends HomeRow>(rows: readonly Row[], filter: Filter): readonly Row[] {
  const looked = filterText(filter);
  return looked === null ? rows : rows.filter(({ text }) => contains(text, looked));
}
