/** New migration: six steps, one question at a time, with everything already answered in sight. */
import type { Place, PlaceContext, Visit } from '../../place.ts';
import { words } from '../../text/words.ts';
import type { Draft } from './draft.ts';
import { drawHead } from './draw-head.ts';
import { neighbour, WIZARD_START, type WizardState, withStep, withStepState } from './wizard-state.ts';
import type { StepContext, StepName, WizardStep } from './wizard-step.ts';
import { STEP_OF } from './wizard-steps.ts';

/** Work of a step ends with the step, not with the wizard. */
const visits = new WeakMap<AbortSignal, { visit: number; abort: AbortController }>();

const wizard: Place<WizardState> = {
  title: () => words().wizard.title,
  commands: ({ step, states, draft }) => stepOf(step).commands(states[step], draft),
  takesText: ({ step, states }) => stepOf(step).takesText(states[step]),
  draw({ step, states, draft }, room, look) {
    const head = drawHead(step, draft, room, look);
    const inside = { columns: room.columns, rows: Math.max(1, room.rows - head.length) };
    const { lines, cursor } = stepOf(step).draw(states[step], draft, inside, look);
    return {
      lines: [...head, ...lines.slice(0, inside.rows)],
      cursor: cursor ? { column: cursor.column, row: cursor.row + head.length } : null,
    };
  },
  perform(command, context) {
    stepOf(context.state.step).perform(command, stepContext(context));
  },
  write(text, isPaste, context) {
    stepOf(context.state.step).write?.(text, isPaste, stepContext(context));
  },
  opened: (context) => enter(context, context.state.step),
  mayLeave(context) {
    const { step } = context.state;
    if (stepOf(step).mayLeave?.(stepContext(context)) === false) return false;
    const before = neighbour(step, -1);
    if (before === null) return true;
    enter(context, before);
    return false;
  },
};

export function wizardVisit(): Visit<WizardState> {
  return { place: wizard, state: WIZARD_START };
}

function stepOf(name: StepName): WizardStep<unknown> {
  return STEP_OF[name]! as WizardStep<unknown>;
}

function enter(context: PlaceContext<WizardState>, name: StepName): void {
  const step = stepOf(name);
  context.update((state) => withStep(state, name, step.enter(state.draft, state.states[name] ?? null)));
  step.opened?.(stepContext(context));
}

function stepContext(context: PlaceContext<WizardState>): StepContext<unknown> {
  const { visit, step } = context.state;
  const { signal } = abortOf(context.signal, visit);
  const keep = (change: (draft: Draft) => Draft) =>
    context.update((state) => ({ ...state, draft: change(state.draft) }));
  return {
    get state() {
      return context.state.states[step];
    },
    get room() {
      return context.room;
    },
    get draft() {
      return context.state.draft;
    },
    console: context.console,
    signal,
    update: (change, pace) => context.update((state) => withStepState(state, visit, change), pace),
    work: (task) => {
      task(signal).catch((error: unknown) => {
        if (!signal.aborted) context.console.fail(error);
      });
    },
    answer: keep,
    next: (change) => {
      if (signal.aborted) return;
      keep(change);
      const following = neighbour(step, 1);
      if (following !== null) enter(context, following);
    },
  };
}

/** The work of the visit; that of an earlier one is ended. */
function abortOf(ofWizard: AbortSignal, visit: number): { signal: AbortSignal } {
  const known = visits.get(ofWizard);
  if (known?.visit === visit) return { signal: AbortSignal.any([ofWizard, known.abort.signal]) };
  known?.abort.abort();
  const abort = new AbortController();
  visits.set(ofWizard, { visit, abort });
  return { signal: AbortSignal.any([ofWizard, abort.signal]) };
}
