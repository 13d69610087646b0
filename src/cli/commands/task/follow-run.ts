/** Follows a run that was just started: until its rows begin to move, or to its end. */
import { type Attachment, type AttachmentEnd, attach } from '../../../host/attach.ts';
import type { Started } from '../../../host/start-task.ts';
import type { DmsEvent } from '../../../model/events.ts';
import { errorBlock } from '../../../tui/lines/run-lines.ts';
import { words } from '../../../tui/text/words.ts';
import { chooseLook, type Look, speaksUnicode } from '../../../tui/theme/look.ts';
import { confirmer } from '../../confirm.ts';
import { EXIT, exitCodeOfRun } from '../../exit-code.ts';
import { ndjsonReporter } from '../../reporters/ndjson.ts';
import { plainReporter } from '../../reporters/plain.ts';
import type { Reporter } from '../../reporters/reporter.ts';
import type { StartOptions } from './commands.ts';

export interface Following {
  readonly stateFolder: string;
  readonly id: string;
  readonly started: Started;
  readonly options: StartOptions;
  /** Leaves the run alone. */
  readonly signal: AbortSignal;
}

type Question = Extract<DmsEvent, { type: 'question' }>;

type Outcome = AttachmentEnd | { readonly reason: 'began' };

/** Returns the exit code. */
export async function followRun(following: Following): Promise<number> {
  const { options, signal } = following;
  const { stdout, stderr } = process;
  const look = chooseLook({ unicode: speaksUnicode(), colour: stdout.isTTY && stdout.hasColors() });
  const reporter = !options.wait
    ? quietReporter(look)
    : options.json
      ? ndjsonReporter(stdout, stderr)
      : plainReporter(stdout, stderr, look);
  const follower = new RunFollower(following, reporter, look);
  for (;;) {
    const end = await follower.follow();
    // Stopped in a shell and taken up again: the run went on meanwhile.
    if (end.reason === 'lost' && !signal.aborted) continue;
    return concluded(end, following, reporter);
  }
}

function concluded(end: Outcome, { id, started, options }: Following, reporter: Reporter): number {
  const { task: of } = words();
  const { stdout, stderr } = process;
  switch (end.reason) {
    case 'began':
      if (options.json) stdout.write(`${JSON.stringify({ task: id, ...started })}\n`);
      else stdout.write(`${[of.began(id, started.pid), of.howToLook(id), of.howToStop(id)].join('\n')}\n`);
      return EXIT.done;
    case 'finished':
      reporter.finish(end.result);
      return exitCodeOfRun(end.result);
    case 'cut-off':
      stderr.write(`${of.cutOff(id)}\n`);
      return EXIT.failed;
    default:
      stderr.write(`${of.howToLook(id)}\n${of.howToStop(id)}\n`);
      return EXIT.interrupted;
  }
}

class RunFollower {
  readonly #following: Following;
  readonly #reporter: Reporter;
  readonly #confirm: ReturnType<typeof confirmer>;
  /** Of the last event that was told: the present is told again to whoever comes back. */
  #seq = -1;
  /** Why no answer could be given; it ends the run, and is the reason to tell. */
  #refused: unknown = null;

  constructor(following: Following, reporter: Reporter, look: Look) {
    const { options, signal } = following;
    this.#following = following;
    this.#reporter = reporter;
    this.#confirm = confirmer({ yes: options.yes ?? false, reporter, look, signal });
  }

  async follow(): Promise<Outcome> {
    const { stateFolder, id, options, signal } = this.#following;
    let settle: (outcome: Outcome) => void = () => {};
    const settled = new Promise<Outcome>((resolve) => {
      settle = resolve;
    });
    let isPresent = false;
    let asked: Question | null = null;
    const ask = () => {
      const question = asked;
      asked = null;
      if (question !== null) void this.#answer(question, run);
    };
    const run: Attachment = await attach(
      stateFolder,
      id,
      {
        onEvent: (event) => {
          if (event.seq <= this.#seq) return;
          this.#seq = event.seq;
          this.#reporter.event(event);
          if (event.type === 'question') asked = event;
          if (event.type === 'answer') asked = null;
          if (isPresent) ask();
          if (event.type === 'plan' && !options.wait) settle({ reason: 'began' });
        },
        // What was asked before may have been answered before.
        onPresent: () => {
          isPresent = true;
          ask();
        },
        onEnd: settle,
      },
      signal,
      { doing: options.wait ? 'task start --wait' : 'task start' },
    );
    const outcome = await settled;
    run.close();
    if (this.#refused !== null) throw this.#refused;
    return outcome;
  }

  async #answer(asked: Question, run: Attachment): Promise<void> {
    let yes = false;
    try {
      yes = await this.#confirm(asked);
    } catch (error) {
      // Who leaves while asked leaves the question to the next who comes.
      if (this.#following.signal.aborted) return;
      this.#refused = error;
    }
    await run.send({ type: 'answer', yes });
  }
}

/** Says what went wrong before the run began, and nothing else. */
function quietReporter(look: Look): Reporter {
  return {
    event(event) {
      if (event.type !== 'error') return;
      for (const line of errorBlock(event.error, event.table, look)) process.stderr.write(`${line}\n`);
    },
    suspend() {},
    resume() {},
    say: (line) => process.stderr.write(`${line}\n`),
    finish({ outcome, error }) {
      if (outcome !== 'interrupted' || error === null) return;
      for (const line of errorBlock(error, null, look)) process.stderr.write(`${line}\n`);
    },
  };
}
