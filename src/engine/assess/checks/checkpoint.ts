/** What an earlier run of the task has left, and whether this one may go on from it or begin over it. */
import { finding } from '../../../model/assessment.ts';
import type { Check } from '../check.ts';
import { errorFinding } from '../problems.ts';

export const checkpoint: Check<'checkpoint'> = async (world) => {
  const { entries, problem } = await world.earlier();
  const found = {
    begun: entries?.length ?? 0,
    complete: entries?.filter(({ progress }) => progress === 'finished').length ?? 0,
  };
  if (problem) return { found, findings: [errorFinding(problem)] };
  const isMissing = world.request.mode === 'resume' && entries === null;
  return { found, findings: isMissing ? [finding('noted', 'no-checkpoint', { task: world.task.id })] : [] };
};
