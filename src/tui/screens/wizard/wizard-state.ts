/** Where one is in the wizard. */
import { type Draft, EMPTY_DRAFT } from './draft.ts';
import { STEPS, type StepName } from './wizard-step.ts';

export interface WizardState {
  readonly step: StepName;
  readonly draft: Draft;
  /** Of the steps that were visited, as they were left. */
  readonly states: Readonly<Partial<Record<StepName, unknown>>>;
  /** Raised each time a step is entered: what an earlier visit began does not reach a later one. */
  readonly visit: number;
}

export const WIZARD_START: WizardState = { step: 'source', draft: EMPTY_DRAFT, states: {}, visit: 0 };

export function withStep(state: WizardState, step: StepName, entered: unknown): WizardState {
  return { ...state, step, states: { ...state.states, [step]: entered }, visit: state.visit + 1 };
}

export function withStepState(
  state: WizardState,
  visit: number,
  change: (before: unknown) => unknown,
): WizardState {
  if (state.visit !== visit) return state;
  const before = state.states[state.step];
  const after = change(before);
  return after === before ? state : { ...state, states: { ...state.states, [state.step]: after } };
}

/** The step so far from this one; null where there is none. */
export function neighbour(step: StepName, by: 1 | -1): StepName | null {
  return STEPS[STEPS.indexOf(step) + by] ?? null;
}
