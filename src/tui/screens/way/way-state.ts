/** The whole way from a source to a target: which two, and how far each of them was tested. */
import type { SavedEndpoint } from '../../../model/endpoint.ts';
import {
  type AnyHop,
  type EndpointRole,
  type HopName,
  type LineSpeed,
  plannedHops,
} from '../../../model/hops.ts';
import { type EndpointLinks, linksOf } from '../../../model/way.ts';
import { type FieldSpec, type FormState, written } from '../../state/form.ts';
import { AT_START, type Scroll } from '../../state/scroll.ts';

/** One end as far as it was tested. */
export interface TestedEnd {
  readonly planned: readonly HopName[];
  readonly hops: readonly AnyHop[];
  readonly speed: LineSpeed | null;
}

export interface WayState {
  /** Null until they are read. */
  readonly endpoints: readonly SavedEndpoint[] | null;
  readonly form: FormState;
  /** Null before the first test of these two. */
  readonly ends: Readonly<Record<EndpointRole, TestedEnd>> | null;
  readonly isRunning: boolean;
  /** In what the two ends tell. */
  readonly scroll: Scroll;
}

export const WAY_START: WayState = {
  endpoints: null,
  form: { values: {}, focus: 'source', revealed: false },
  ends: null,
  isRunning: false,
  scroll: AT_START,
};

/** A choice for each end, of those that are saved for it. */
export function waySpecs({ endpoints }: WayState): readonly FieldSpec[] {
  const idsOf = (role: EndpointRole) =>
    (endpoints ?? []).filter((one) => one.role === role).map(({ id }) => id);
  return (['source', 'target'] as const).map((role) => ({
    name: role,
    kind: 'choice',
    options: idsOf(role),
  }));
}

/** The two that are chosen; null while one of them is missing. */
export function chosenEnds(state: WayState): Readonly<Record<EndpointRole, SavedEndpoint>> | null {
  const find = (role: EndpointRole) =>
    state.endpoints?.find(
      (one) => one.role === role && one.id === written(state.form, waySpecs(state), role),
    );
  const [source, target] = [find('source'), find('target')];
  return source && target ? { source, target } : null;
}

export function wayStarted(state: WayState): WayState {
  const chosen = chosenEnds(state);
  if (chosen === null) return state;
  const begin = ({ address }: SavedEndpoint): TestedEnd => ({
    planned: plannedHops(address),
    hops: [],
    speed: null,
  });
  const ends = { source: begin(chosen.source), target: begin(chosen.target) };
  return { ...state, isRunning: true, ends, scroll: AT_START };
}

export function endChanged(
  state: WayState,
  role: EndpointRole,
  change: (end: TestedEnd) => TestedEnd,
): WayState {
  return state.ends === null
    ? state
    : { ...state, ends: { ...state.ends, [role]: change(state.ends[role]) } };
}

export function linksOfEnd({ planned, hops }: TestedEnd): EndpointLinks {
  return linksOf(planned, hops);
}
