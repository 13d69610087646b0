/** The newest statements of a run, and which of them is pointed at. */
import type { StatementLine } from '../../../../host/statement-log.ts';
import { contains, type Filter, filterText, NO_FILTER } from '../../../state/filter.ts';
import { LIST_START, type ListPlace, type MovingCommand, moved } from '../../../state/list.ts';

export interface StatementsState {
  /** Null before they were read; oldest first. */
  readonly all: readonly StatementLine[] | null;
  /** What the filter leaves of them. */
  readonly shown: readonly StatementLine[];
  readonly filter: Filter;
  readonly list: ListPlace;
  /** Whether it goes along with the newest. */
  readonly follows: boolean;
}

export const UNREAD: StatementsState = {
  all: null,
  shown: [],
  filter: NO_FILTER,
  list: LIST_START,
  follows: true,
};

/** What was pointed at stays pointed at, though older ones go and new ones come. */
export function withStatements(state: StatementsState, all: readonly StatementLine[]): StatementsState {
  if (state.all !== null && isSame(state.all, all)) return state;
  const shown = filtered(all, state.filter);
  const id = state.shown[state.list.at]?.id;
  const found = shown.findIndex((one) => one.id === id);
  const at = state.follows || found < 0 ? Math.max(0, shown.length - 1) : found;
  return { ...state, all, shown, list: { at, top: state.list.top + at - state.list.at } };
}

/** The newest has changed, or it is over now. */
function isSame(before: readonly StatementLine[], after: readonly StatementLine[]): boolean {
  return (
    before.length === after.length &&
    before.every((one, index) => one.id === after[index]!.id && one.ms === after[index]!.ms)
  );
}

export function withFilter(state: StatementsState, filter: Filter): StatementsState {
  const shown = filtered(state.all ?? [], filter);
  return { ...state, filter, shown, follows: true, list: { at: Math.max(0, shown.length - 1), top: 0 } };
}

export function movedTo(state: StatementsState, command: MovingCommand, sight: number): StatementsState {
  const list = moved(state.list, command, state.shown.length, sight);
  return { ...state, list, follows: list.at === state.shown.length - 1 };
}

function filtered(all: readonly StatementLine[], filter: Filter): readonly StatementLine[] {
  const text = filterText(filter);
  return text === null ? all : all.filter((one) => contains(`${one.side} ${one.text}`, text));
}
