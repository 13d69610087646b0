/** `task stop`: asks the run of a task to stop with its checkpoint, and waits until it has. */
import { type AttachmentEnd, attach } from '../../../host/attach.ts';
import { taskState } from '../../../host/task-state.ts';
import { homeFolder } from '../../../store/home.ts';
import { findTask } from '../../../store/tasks.ts';
import { words } from '../../../tui/text/words.ts';
import { EXIT } from '../../exit-code.ts';

/** Returns the exit code. */
export async function stopTask(id: string): Promise<number> {
  const stateFolder = homeFolder();
  const task = findTask(stateFolder, id);
  const { task: of } = words();
  const { owner, status } = taskState(stateFolder, task);
  if (owner === null) {
    process.stdout.write(`${of.endedBefore(id, status)}\n`);
    return EXIT.done;
  }
  let told: (end: AttachmentEnd) => void = () => {};
  const ended = new Promise<AttachmentEnd>((resolve) => {
    told = resolve;
  });
  const run = await attach(
    stateFolder,
    id,
    { onEvent: () => {}, onEnd: (end) => told(end) },
    new AbortController().signal,
    { wish: 'watch', doing: 'task stop' },
  );
  const answer = await run.send({ type: 'stop' });
  if (answer.result === 'busy') {
    run.close();
    process.stderr.write(`${of.driven(id, answer.pid, answer.since, answer.doing)}: kill ${run.pid}\n`);
    return EXIT.busy;
  }
  if (answer.result === 'refused' && answer.why === 'not-here') {
    run.close();
    process.stderr.write(`${of.inForeground(id, owner)}: kill ${owner.pid}\n`);
    return EXIT.busy;
  }
  if (answer.result === 'refused' && answer.why === 'no-line') {
    run.close();
    process.stderr.write(`${words().runScreen.refusal(answer)}\n  kill ${owner.pid}\n`);
    return EXIT.busy;
  }
  process.stdout.write(`${of.stopping(id)}\n`);
  await ended;
  const after = taskState(stateFolder, task);
  process.stdout.write(`${of.stopped(id)}\n`);
  if (after.run?.canResume) process.stdout.write(`${words().summary.goOn}\n  dms-tui task resume ${id}\n`);
  return EXIT.done;
}
