/** One step of the wizard: a question with its own state, keys and picture. */
import type { CommandId } from '../../keys/commands.ts';
import type { Drawing, PlaceContext, Room } from '../../place.ts';
import type { Look } from '../../theme/look.ts';
import type { Draft } from './draft.ts';

export const STEPS = ['source', 'target', 'tables', 'settings', 'assessment', 'start'] as const;

export type StepName = (typeof STEPS)[number];

export interface WizardStep<State> {
  readonly name: StepName;
  /** What it begins with, whenever one comes to it; `before` is the state it was left in, null at first. */
  enter(draft: Draft, before: State | null): State;
  commands(state: State, draft: Draft): readonly CommandId[];
  takesText(state: State): boolean;
  draw(state: State, draft: Draft, room: Room, look: Look): Drawing;
  perform(command: CommandId, context: StepContext<State>): void;
  write?(text: string, isPaste: boolean, context: StepContext<State>): void;
  /** Once each time one comes to it, after `enter`. */
  opened?(context: StepContext<State>): void;
  /** Escape goes to the step before; false keeps the person here, where the step had something to close. */
  mayLeave?(context: StepContext<State>): boolean;
}

/** `signal` is aborted when the step is left. */
export interface StepContext<State> extends PlaceContext<State> {
  readonly draft: Draft;
  /** Keeps what was answered so far, and stays. */
  readonly answer: (change: (draft: Draft) => Draft) => void;
  /** Keeps what was answered and goes on to the next step. */
  readonly next: (change: (draft: Draft) => Draft) => void;
}
