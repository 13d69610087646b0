/** What the screen of a run shows, and what can be done with the run as it stands. */
import type { CommandId } from '../../keys/commands.ts';
import { type Filter, NO_FILTER } from '../../state/filter.ts';
import { LIST_START, type ListPlace, type MovingCommand, moved, placed } from '../../state/list.ts';
import { edited, isEditing, type TextField, textField } from '../../state/text-field.ts';
import { countOf, placesAtWork } from './listed-tables.ts';
import type { Peek } from './peek.ts';
import type { Followed } from './run-follower.ts';

export interface RunState {
  readonly taskId: string;
  readonly followed: Followed;
  /** Of the tables that the filter leaves. */
  readonly list: ListPlace;
  readonly filter: Filter;
  /** The limit that is being written, in MB/s; null while none is asked for. */
  readonly rate: TextField | null;
  /** On the clock of `performance.now()`, by the second: what is waited for is shown growing. */
  readonly now: number;
  /** What the person has just asked for, until the run tells that it is so. */
  readonly asked: 'stop' | StartMode | null;
  readonly peek: Peek;
}

export type StartMode = 'start' | 'resume' | 'validate';

/**
 * `reaching`: nothing is known yet; `unreachable`: nothing will be; `waiting`: it runs, but nothing moves yet;
 * `cut-off`: its process is gone in the midst of it.
 */
export type Stage = 'reaching' | 'unreachable' | 'waiting' | 'running' | 'cut-off' | 'ended';

export function newRun(taskId: string, followed: Followed): RunState {
  return {
    taskId,
    followed,
    list: LIST_START,
    filter: NO_FILTER,
    rate: null,
    now: followed.heardAt,
    asked: null,
    peek: { kind: 'none' },
  };
}

export function stageOf({ followed }: Pick<RunState, 'followed'>): Stage {
  const { link, view } = followed;
  if (view.report.outcome !== null) return 'ended';
  if (link.kind === 'cut-off') return 'cut-off';
  if (view.report.started === '') return link.kind === 'unreachable' ? 'unreachable' : 'reaching';
  return view.progress === null ? 'waiting' : 'running';
}

/** Whether there is a checkpoint to go on from. */
export function canResume(state: RunState): boolean {
  const { report } = state.followed.view;
  const stage = stageOf(state);
  if (stage === 'cut-off') return report.mode !== 'validate';
  return stage === 'ended' && report.resume !== null;
}

/** With what has been told since; what was asked for is done when the run says so. */
export function followedOn(state: RunState, followed: Followed): RunState {
  const before = state.followed.view.report;
  const { report } = followed.view;
  const isOther = report.runId !== before.runId && report.runId !== '';
  const hasEnded = report.outcome !== null && before.outcome === null;
  return {
    ...state,
    followed,
    now: Math.max(state.now, followed.heardAt),
    asked: isOther || hasEnded || followed.link.kind === 'cut-off' ? null : state.asked,
    peek: isOther ? { kind: 'none' } : state.peek,
    rate: hasEnded ? null : state.rate,
  };
}

export function listMoved(state: RunState, command: MovingCommand, sight: number): RunState {
  return { ...state, list: moved(state.list, command, countOf(state), sight) };
}

/** To the next table that lanes are at work on; back at the first one after the last. */
export function toNextAtWork(state: RunState, sight: number): RunState {
  const at = placesAtWork(state);
  const to = at.find((place) => place > state.list.at) ?? at[0];
  if (to === undefined) return state;
  return { ...state, list: placed({ ...state.list, at: to }, countOf(state), sight) };
}

/** What was pointed at may not be in the list any more. */
export function withFilter(state: RunState, filter: Filter): RunState {
  return { ...state, filter, list: LIST_START };
}

/** The limit as it is, to be changed. */
export function rateOpened(state: RunState): RunState {
  const limit = state.followed.view.dials?.rate ?? null;
  return { ...state, rate: textField(limit === null ? '' : String(limit / MB)) };
}

export function rateEdited(state: RunState, command: CommandId): RunState {
  return state.rate !== null && isEditing(command) ? { ...state, rate: edited(state.rate, command) } : state;
}

const MB = 1_000_000;

/** Bytes per second; null for no limit, undefined for what is no number. */
export function writtenRate({ text }: TextField): number | null | undefined {
  const written = text.trim().replace(',', '.');
  if (written === '') return null;
  const value = Number(written);
  return Number.isFinite(value) && value > 0 ? value * MB : undefined;
}
