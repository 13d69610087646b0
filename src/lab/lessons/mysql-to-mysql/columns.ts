/** Step: one column stays behind, another gets a new name. */
import { changingColumn, including, runTask } from '../doing/run-task.ts';
import { columnsOf, MOVIES } from '../evidence/tables.ts';
import type { Missing } from '../facts.ts';
import { type Step, verdict } from '../lesson.ts';
import { taskOf } from './mappings.ts';

/** The rules of what is done for a person; the run with the dial takes them, too. */
export const COLUMN_RULES = [
  changingColumn(2, MOVIES, 'tagline', { 'rule-action': 'remove-column' }),
  changingColumn(3, MOVIES, 'votes', { 'rule-action': 'rename', value: 'vote_count' }),
];

export const columns: Step = {
  id: 'columns',
  screen: 'wizard.columns',
  cards: [],
  needs: ['source-endpoint', 'target-endpoint'],
  async check({ world }) {
    const source = (await columnsOf(world, 'source', MOVIES)).map(({ name }) => name);
    const target = (await columnsOf(world, 'target', MOVIES)).map(({ name }) => name);
    if (target.length === 0) return verdict([{ what: 'table.gone', side: 'target', table: MOVIES }]);
    const gone = source.filter((name) => !target.includes(name));
    const added = target.filter((name) => !source.includes(name));
    const missing: Missing[] = [];
    if (added.length === 0) missing.push({ what: 'columns.renamed', table: MOVIES });
    // Each new name stands for one that is gone.
    if (gone.length <= added.length) missing.push({ what: 'columns.left-out', table: MOVIES });
    return verdict(missing, missing.length > 0 ? [] : [{ what: 'columns', table: MOVIES, gone, added }]);
  },
  async doIt(bench, report, signal) {
    const task = await taskOf(bench, 'movies-columns', [including(1, 'dees', 'movies'), ...COLUMN_RULES]);
    await runTask(bench.world.home, { ...task, prep: 'drop-and-create' }, report, signal);
  },
};
