/** `--json`: the events as they are, one per line, and nothing else on this stream. */
import { words } from '../../tui/text/words.ts';
import type { Output, Reporter } from './reporter.ts';

export function ndjsonReporter(output: Output, aside: Output): Reporter {
  let resume: string | null = null;
  return {
    event(event) {
      output.write(`${JSON.stringify(event)}\n`);
      if (event.type === 'run.finished') resume = event.resume;
    },
    suspend() {},
    resume() {},
    say: (line) => aside.write(`${line}\n`),
    finish() {
      if (resume !== null) aside.write(`${words().summary.goOn} ${resume}\n`);
    },
  };
}
