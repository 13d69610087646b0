/** What can be done with a run as it stands, the most important first. */
import type { CommandId } from '../../keys/commands.ts';
import { filterCommands } from '../../state/filter.ts';
import { MOVING } from '../../state/list.ts';
import { canResume, type RunState, stageOf } from './run-state.ts';

export function commandsOf(state: RunState): readonly CommandId[] {
  if (state.rate !== null) return ['run.set-rate', 'run.keep-rate'];
  if (state.filter.open) return [...filterCommands(state.filter), 'list.up', 'list.down'];
  const seen: readonly CommandId[] = ['run.errors', 'run.log', 'run.statements'];
  const hasTables = state.followed.view.tables.length > 0;
  const tables: readonly CommandId[] = hasTables ? ['list.open', ...MOVING] : [];
  const filter = hasTables ? filterCommands(state.filter) : [];
  switch (stageOf(state)) {
    case 'reaching':
      return ['run.detach'];
    case 'unreachable':
      return ['run.again', 'run.detach'];
    case 'waiting':
      return [...answering(state), 'run.stop', 'run.detach', 'run.log', 'run.statements', ...tables];
    case 'running':
      // What is being stopped is told nothing more.
      if (state.asked === 'stop') return ['list.open', ...seen, 'run.detach', ...filter, ...MOVING];
      return [
        ...answering(state),
        ...pausing(state),
        'run.stop',
        'list.open',
        'run.errors',
        'run.log',
        'run.more-lanes',
        'run.fewer-lanes',
        'run.rate',
        'run.statements',
        'run.detach',
        'run.to-work',
        ...filter,
        ...MOVING,
      ];
    case 'cut-off':
    case 'ended':
      return [...startingAgain(state), ...tables, ...seen, ...filter, 'run.detach'];
  }
}

/** What can be made of a run that has ended: only one thing makes sense. */
function startingAgain(state: RunState): readonly CommandId[] {
  if (canResume(state)) return ['run.resume'];
  const { outcome, mode } = state.followed.view.report;
  const compares = outcome === 'done' || outcome === 'differs' || mode === 'validate';
  return [compares ? 'run.validate' : 'run.start'];
}

function answering({ followed }: RunState): readonly CommandId[] {
  return followed.view.question === null ? [] : ['run.answer'];
}

function pausing({ followed }: RunState): readonly CommandId[] {
  return [followed.view.dials?.paused ? 'run.go-on' : 'run.pause'];
}
