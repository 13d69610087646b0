/** Everything the console shows: the places one came through, and what stands over them. */
import type { ErrorRecord } from '../../model/errors.ts';
import type { Place, Question, Room } from '../place.ts';
import type { ListPlace } from './list.ts';
import type { TextField } from './text-field.ts';

export interface Entry {
  /** Of its own for each visit: the same place can be opened twice. */
  readonly key: number;
  // biome-ignore lint/suspicious/noExplicitAny: entries of different places stand on one stack
  readonly place: Place<any>;
  readonly state: unknown;
  /** Under which it is found again; null where nobody looks for it. */
  readonly name: string | null;
}

/** What stands over the place, takes the keys, and goes with escape. */
export type Overlay =
  | { readonly kind: 'help'; readonly filter: TextField; readonly list: ListPlace }
  | { readonly kind: 'command'; readonly field: TextField; readonly list: ListPlace }
  | { readonly kind: 'question'; readonly question: Question; readonly field: TextField }
  | { readonly kind: 'error'; readonly error: ErrorRecord; readonly list: ListPlace }
  | { readonly kind: 'leave' };

export interface ConsoleState {
  readonly room: Room;
  /** The place in sight is the last one. */
  readonly stack: readonly Entry[];
  readonly overlay: Overlay | null;
  /** One line, until the next key. */
  readonly notice: { readonly line: string; readonly isGood: boolean } | null;
  /** At the right of the header: which instance serves, how many tasks there are. */
  readonly status: string;
}

export function top(state: ConsoleState): Entry {
  return state.stack.at(-1)!;
}

export function withEntryState(
  state: ConsoleState,
  key: number,
  change: (before: unknown) => unknown,
): ConsoleState {
  const at = state.stack.findIndex((entry) => entry.key === key);
  if (at < 0) return state;
  const entry = state.stack[at]!;
  const after = change(entry.state);
  if (after === entry.state) return state;
  return { ...state, stack: state.stack.with(at, { ...entry, state: after }) };
}
