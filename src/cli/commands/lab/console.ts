/** `lab <name>` at a terminal: the set-up is made in sight, then the console opens with a teacher beside it. */
import { listenForStop } from '../../../host/stop-signals.ts';
import { progressIn } from '../../../lab/lessons/progress.ts';
import { type LabSession, openSession } from '../../../lab/lessons/session.ts';
import { enter } from '../../../lab/world/environment.ts';
import type { LabId } from '../../../lab/world/facts.ts';
import { DmsError } from '../../../model/errors.ts';
import { homeFolder } from '../../../store/home.ts';
import { doneLine, makingLine } from '../../../tui/lines/lab-lines.ts';
import { saveLabSummary } from '../../../tui/lines/save-lab-summary.ts';
import { words } from '../../../tui/text/words.ts';
import type { Look } from '../../../tui/theme/look.ts';
import type { LabOptions } from './command.ts';
import { keptLines } from './kept.ts';

/** Returns whether the person went through it to its end. */
export async function goWithTeacher(id: LabId, options: LabOptions, look: Look): Promise<boolean> {
  const own = homeFolder();
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const session = await makeReady(id, options, own, look, write);
  const leave = enter(session.world);
  try {
    for (const line of await openWithTeacher(session, own, look)) write(line);
    if (session.isOver) {
      write(words().lab.auto.summaryIn(await saveLabSummary(session, own)));
      progressIn(own).forget(id);
    } else {
      const at = session.steps.indexOf(session.current) + 1;
      write(words().lab.guide.comeBack(id, at, session.steps.length));
    }
    if (options.keep) {
      await session.world.keep();
      for (const line of keptLines(session.world)) write(line);
    }
    return session.isOver;
  } finally {
    leave();
    await session.close();
  }
}

async function makeReady(
  id: LabId,
  options: LabOptions,
  own: string,
  look: Look,
  write: (line: string) => void,
): Promise<LabSession> {
  const stop = listenForStop(() => {});
  write(look.paint('bold', words().lab.auto.settingUp(words().lab.labs[id].title)));
  try {
    return await openSession({
      lab: id,
      full: options.full ?? false,
      progress: progressIn(own),
      mayResume: true,
      onMaking: (fact) => write(`  ${makingLine(fact)}`),
      report: { done: (done) => write(`  ${doneLine(done)}`), event() {} },
      signal: stop.signal,
    });
  } catch (error) {
    if (stop.signal.aborted) throw new DmsError('interrupted', { task: '' });
    throw error;
  } finally {
    stop.dispose();
  }
}

/** Lines for the normal screen, once the person has left. Keys are those of the person, in a lab too. */
async function openWithTeacher(session: LabSession, own: string, look: Look): Promise<readonly string[]> {
  const [{ openConsole }, { ownKeymap }, { homeVisit }, { Teacher }, { guideVisit }] = await Promise.all([
    import('../../../tui/open-console.tsx'),
    import('../../../tui/keys/own-keymap.ts'),
    import('../../../tui/screens/overview/home.ts'),
    import('../../../tui/screens/lab/teacher.ts'),
    import('../../../tui/screens/lab/guide.ts'),
  ]);
  const companion = new Teacher(session);
  companion.start();
  try {
    const { stdin, stdout } = process;
    const stateFolder = session.world.home;
    const { keymap } = ownKeymap(own);
    const request = { stateFolder, keymap, look, companion, stdin, stdout };
    const { console, farewell } = openConsole({ ...request, first: homeVisit() });
    // The lesson comes first: who knows it already leaves it with escape.
    console.open(guideVisit(companion));
    return await farewell;
  } finally {
    companion.stop();
  }
}
