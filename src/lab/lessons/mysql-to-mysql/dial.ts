/** Step: the whole task is started, watched, and told something while it runs. */
import { including, type OnEvent, runTask } from '../doing/run-task.ts';
import { eventsOf, type LabRun, plannedTables, runsIn } from '../evidence/runs.ts';
import { ALL_TABLES, SCHEMA } from '../evidence/tables.ts';
import type { Report, Step } from '../lesson.ts';
import { verdict } from '../lesson.ts';
import { COLUMN_RULES } from './columns.ts';
import { noRun, taskOf } from './mappings.ts';

export const dial: Step = {
  id: 'dial',
  screen: 'wizard.columns',
  cards: ['busy-instance'],
  needs: ['source-endpoint', 'target-endpoint'],
  async check({ world }) {
    const whole = runsIn(world.home).filter(({ report }) => {
      const tables = plannedTables(report);
      return report.outcome === 'done' && ALL_TABLES.every((table) => tables.includes(table));
    });
    if (whole.length === 0) return verdict([noRun(world.home, ALL_TABLES)]);
    const run = whole.find((one) => turnsIn(one) > 0);
    if (run === undefined) return verdict([{ what: 'dial' }]);
    const { task, rows, elapsedMs: ms, plan } = run.report;
    return verdict(
      [],
      [
        { what: 'run', task, tables: plan.length, rows, ms },
        { what: 'dials', task, turned: turnsIn(run) },
      ],
    );
  },
  async doIt(bench, report, signal) {
    const task = await taskOf(bench, 'dees-to-target', [including(1, SCHEMA, '%'), ...COLUMN_RULES]);
    const whole = { ...task, prep: 'drop-and-create' as const };
    await runTask(bench.world.home, whole, report, signal, turnLanes(report));
  },
};

/** The first says how the dials stand as the run begins; each further one that somebody turned one. */
function turnsIn(run: LabRun): number {
  return Math.max(0, eventsOf(run).filter(({ type }) => type === 'dials').length - 1);
}

/** One lane as soon as rows move, and all of them again a little later. */
function turnLanes(report: Report): OnEvent {
  const turn = (lanes: number, send: Parameters<OnEvent>[1]) => {
    send({ type: 'lanes', lanes });
    report.done({ what: 'dial', lanes });
  };
  let most = 0;
  let snapshots = 0;
  return (event, send) => {
    if (event.type === 'dials') most = event.most;
    if (event.type !== 'progress' || event.progress.phase !== 'load' || most < 2) return;
    snapshots++;
    if (snapshots === 1) turn(1, send);
    if (snapshots === 4) turn(most, send);
  };
}
