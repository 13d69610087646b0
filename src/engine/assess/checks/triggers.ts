/** Triggers on tables that stand on the target: they fire for every row that is loaded, or go with their table. */
import { type AnyFinding, finding } from '../../../model/assessment.ts';
import { showTable } from '../../../model/table.ts';
import type { Check } from '../check.ts';

export const triggers: Check<'triggers'> = async (world) => {
  const standing = (await world.standing()).tables.filter(({ state }) => state.exists);
  const plans = standing.map(({ plan }) => plan);
  const seen = await (await world.targetSurvey()).triggers(plans, world.signal);
  if (seen.triggers === null) {
    const tables = plans.map(({ target }) => showTable(target));
    return { found: {}, findings: [finding('noted', 'triggers-unseen', { tables }, { fix: seen.fix })] };
  }
  const isDropped = world.task.settings.prepMode === 'drop-and-create';
  const meant = isDropped ? seen.triggers : seen.triggers.filter(({ when }) => when.endsWith('INSERT'));
  if (meant.length === 0) return { found: {}, findings: [] };
  const told = meant.map(({ table, name, when }) => ({ table: showTable(table), trigger: name, when }));
  const more = {
    subjects: [...new Set(told.map(({ table }) => table))],
    fix: meant.map(({ setAside }) => (isDropped ? setAside.split('\n')[0]! : setAside)).join('\n'),
  };
  const findings: AnyFinding[] = [
    finding('warned', isDropped ? 'triggers-dropped' : 'triggers-fire', { triggers: told }, more),
  ];
  return { found: {}, findings };
};
