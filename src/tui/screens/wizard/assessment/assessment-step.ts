/** Step 5: what the run would meet, looked at before anything is touched. */
import { type AnyCheckResult, CHECKS } from '../../../../model/assessment.ts';
import { checkLines, verdictLines } from '../../../lines/check-lines.ts';
import type { Drawing, Room } from '../../../place.ts';
import { isMoving, MOVING, type MovingCommand } from '../../../state/list.ts';
import { words } from '../../../text/words.ts';
import { chooseLook, type Look } from '../../../theme/look.ts';
import { requestOf } from '../draft-request.ts';
import type { StepContext, WizardStep } from '../wizard-step.ts';

interface AssessmentState {
  readonly results: readonly AnyCheckResult[];
  readonly isOver: boolean;
  /** The first line in sight. */
  readonly top: number;
}

const START: AssessmentState = { results: [], isOver: false, top: 0 };

export const assessmentStep: WizardStep<AssessmentState> = {
  name: 'assessment',
  // What was true an hour ago may not be now: it is looked again each time.
  enter: () => START,
  commands: ({ isOver }) => (isOver ? ['wizard.next', 'assessment.again', ...MOVING] : MOVING),
  takesText: () => false,
  draw: (state, _draft, room, look) => draw(state, room, look),
  opened: assess,
  perform(command, context) {
    if (isMoving(command))
      context.update((state) => ({ ...state, top: scrolled(state, command, context.room) }));
    else if (command === 'assessment.again') {
      context.update(() => START);
      assess(context);
    } else if (command === 'wizard.next') goOn(context);
  },
};

function assess({ draft, console, update, work }: StepContext<AssessmentState>): void {
  work(async (signal) => {
    const { assessTask } = await import('../../../../engine/assess/assess-task.ts');
    const request = await requestOf(draft, console.stateFolder);
    for await (const result of assessTask(request, signal)) {
      update((state) => ({ ...state, results: [...state.results, result] }));
    }
    update((state) => ({ ...state, isOver: true }));
  });
}

/** What failed keeps the task from being started, unless the person says by its name that it shall be. */
function goOn({ state, draft, next, console }: StepContext<AssessmentState>): void {
  const failed = state.results.filter(({ result }) => result === 'failed');
  if (failed.length === 0) {
    next((before) => before);
    return;
  }
  const { checks, assessment } = words();
  console.ask({
    title: assessment.overrideTitle(failed.length),
    lines: failed.map(({ check }) => checks.titles[check]),
    typed: draft.taskId,
    yes: assessment.override,
    onYes: () => next((before) => before),
  });
}

function draw(state: AssessmentState, room: Room, look: Look): Drawing {
  const head = headLines(state, room, look);
  const lines = pageLines(state, room, look);
  const sight = Math.max(1, room.rows - head.length);
  const top = Math.max(0, Math.min(state.top, lines.length - sight));
  const below = lines.length - top - sight;
  const shown = lines.slice(top, top + sight);
  // What goes on below says so.
  if (below > 0) shown[sight - 1] = look.paint('dim', `  ${words().assessment.more(below + 1)}`);
  return { lines: [...head, ...shown] };
}

function headLines({ isOver, results }: AssessmentState, room: Room, look: Look): string[] {
  if (isOver) return [...verdictLines(results, look, room.columns - 2).map((line) => ` ${line}`), ''];
  return [look.paint('dim', ` ${words().assessment.looking(results.length, CHECKS.length)}`), ''];
}

/** What needs a look comes first; within that, in the order of the checks. */
function pageLines({ results }: AssessmentState, room: Room, look: Look): string[] {
  const rank = { failed: 0, warned: 1, untested: 2, passed: 3 };
  const order = [...results].sort(
    (one, other) =>
      rank[one.result] - rank[other.result] || CHECKS.indexOf(one.check) - CHECKS.indexOf(other.check),
  );
  return order.flatMap((result) => checkLines(result, look, room.columns - 4)).map((line) => `  ${line}`);
}

/** For counting lines, which no colour changes. */
const PLAIN = chooseLook({ unicode: true, colour: false });

function scrolled(state: AssessmentState, command: MovingCommand, room: Room): number {
  const sight = Math.max(1, room.rows - headLines(state, room, PLAIN).length);
  const last = Math.max(0, pageLines(state, room, PLAIN).length - sight);
  const by = {
    'list.up': -1,
    'list.down': 1,
    'list.page-up': -sight,
    'list.page-down': sight,
    'list.first': -last,
    'list.last': last,
  };
  return Math.max(0, Math.min(last, state.top + by[command]));
}
