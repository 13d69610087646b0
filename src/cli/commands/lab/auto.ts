/** `lab --auto`: every step unattended, each with the check a person would have to pass. */
import { listenForStop } from '../../../host/stop-signals.ts';
import { NO_PROGRESS } from '../../../lab/lessons/progress.ts';
import { type LabSession, openSession } from '../../../lab/lessons/session.ts';
import { enter } from '../../../lab/world/environment.ts';
import type { LabId } from '../../../lab/world/facts.ts';
import { DmsError } from '../../../model/errors.ts';
import { homeFolder } from '../../../store/home.ts';
import { saveLabSummary } from '../../../tui/lines/save-lab-summary.ts';
import { EXIT } from '../../exit-code.ts';
import type { LabOptions } from './command.ts';
import { keptLines } from './kept.ts';
import type { LabReporter } from './reporter.ts';

/** Returns the exit code: 0 only if every check held. */
export async function goThrough(id: LabId, options: LabOptions, reporter: LabReporter): Promise<number> {
  const own = homeFolder();
  const stop = listenForStop(() => {});
  const started = performance.now();
  reporter.begin(id);
  try {
    const report = { done: reporter.done, event: reporter.event };
    let hasGiven = false;
    const session = await openSession({
      lab: id,
      full: options.full ?? false,
      progress: NO_PROGRESS,
      mayResume: false,
      onMaking: reporter.making,
      report: {
        ...report,
        done(done) {
          if (!hasGiven) reporter.given();
          hasGiven = true;
          reporter.done(done);
        },
      },
      signal: stop.signal,
    });
    reporter.ready(performance.now() - started);
    const leave = enter(session.world);
    try {
      const holds = await takeSteps(session, reporter, stop.signal);
      const summary = holds ? await saveLabSummary(session, own) : null;
      if (options.keep) await session.world.keep();
      await session.close();
      const kept = options.keep ? keptLines(session.world) : [];
      const ms = performance.now() - started;
      reporter.end(id, { holds, checks: session.steps.length, ms, summary, kept });
      return holds ? EXIT.done : EXIT.failed;
    } finally {
      leave();
      await session.close();
    }
  } catch (error) {
    if (stop.signal.aborted) throw new DmsError('interrupted', { task: '' });
    throw error;
  } finally {
    stop.dispose();
  }
}

async function takeSteps(session: LabSession, reporter: LabReporter, signal: AbortSignal): Promise<boolean> {
  const { steps } = session;
  const report = { done: reporter.done, event: reporter.event };
  for (const [index, step] of steps.entries()) {
    const started = performance.now();
    reporter.step(step, index + 1, steps.length);
    await session.goTo(step);
    const verdict = await session.doIt(report, signal);
    reporter.verdict(step, verdict, performance.now() - started);
    // What comes behind builds on it.
    if (!verdict.holds) return false;
  }
  return true;
}
