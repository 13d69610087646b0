/** Tells how a lab goes that is done by itself, to people and to programs. */
import type { Done } from '../../../lab/lessons/facts.ts';
import type { Step, Verdict } from '../../../lab/lessons/lesson.ts';
import type { LabId, MakingFact } from '../../../lab/world/facts.ts';
import type { DmsEvent } from '../../../model/events.ts';
import { doneLine, makingLine, verdictLines } from '../../../tui/lines/lab-lines.ts';
import { progressLine } from '../../../tui/lines/run-lines.ts';
import { words } from '../../../tui/text/words.ts';
import type { Look } from '../../../tui/theme/look.ts';

export interface LabReporter {
  /** A lab begins. */
  readonly begin: (lab: LabId) => void;
  readonly making: (fact: MakingFact) => void;
  readonly ready: (ms: number) => void;
  /** What is laid out before the first step. */
  readonly given: () => void;
  readonly step: (step: Step, at: number, of: number) => void;
  readonly done: (done: Done) => void;
  readonly event: (event: DmsEvent) => void;
  readonly verdict: (step: Step, verdict: Verdict, ms: number) => void;
  /** `summary` is the path of the page; null when a check did not hold. */
  readonly end: (lab: LabId, end: LabEnd) => void;
}

export interface LabEnd {
  readonly holds: boolean;
  readonly checks: number;
  readonly ms: number;
  readonly summary: string | null;
  /** Lines that say what goes on running; none when all is gone. */
  readonly kept: readonly string[];
}

/** A run that takes long is heard of this often. */
const PROGRESS_MS = 5_000;

export function labPages(look: Look, write: (line: string) => void): LabReporter {
  let heard = 0;
  const { lab } = words();
  const titleOf = (id: LabId) => lab.labs[id].title;
  return {
    begin(id) {
      write('');
      write(look.paint('bold', lab.auto.settingUp(titleOf(id))));
    },
    making(fact) {
      const line = makingLine(fact);
      write(fact.making === 'install.line' ? look.paint('dim', `    ${line}`) : `  ${line}`);
    },
    ready: (ms) => write(`  ${lab.auto.ready(ms)}`),
    given() {
      write('');
      write(lab.auto.given);
    },
    step({ id }, at, of) {
      write('');
      write(look.paint('bold', lab.auto.step(at, of, lab.steps[id].title)));
    },
    done: (done) => write(`  ${doneLine(done)}`),
    event(event) {
      if (event.type === 'run.started') heard = performance.now();
      if (event.type !== 'progress' || performance.now() - heard < PROGRESS_MS) return;
      heard = performance.now();
      write(look.paint('dim', `    ${progressLine(event.progress)}`));
    },
    verdict(_step, verdict, ms) {
      for (const line of verdictLines(verdict, look)) write(`  ${line}`);
      const words = verdict.holds ? lab.auto.holds(ms) : lab.auto.fails(ms);
      write(
        `  ${look.paint(verdict.holds ? 'ok' : 'bad', `${verdict.holds ? look.ok : look.bad} ${words}`)}`,
      );
    },
    end(id, { holds, checks, ms, summary, kept }) {
      write('');
      if (holds) write(look.paint('ok', `${look.ok} ${lab.auto.allHold(titleOf(id), checks, ms)}`));
      else write(look.paint('bad', `${look.bad} ${lab.auto.oneFails(titleOf(id))}`));
      if (summary !== null) write(lab.auto.summaryIn(summary));
      for (const line of kept.length > 0 ? kept : [lab.auto.gone]) write(line);
    },
  };
}

/** The same as lines of JSON. Readers skip what they do not know. */
export function labDocument(write: (line: string) => void): LabReporter {
  const put = (type: string, more: object) => write(JSON.stringify({ v: 1, type: `lab.${type}`, ...more }));
  return {
    begin: (lab) => put('begun', { lab }),
    making: (fact) => put('making', { ...fact }),
    ready: (ms) => put('ready', { ms }),
    given() {},
    step: ({ id }, at, of) => put('step', { step: id, at, of }),
    done: (done) => put('done', { ...done }),
    event() {},
    verdict: ({ id }, verdict, ms) => put('verdict', { step: id, ...verdict, ms }),
    end: (lab, { holds, checks, ms, summary }) => put('finished', { lab, holds, checks, ms, summary }),
  };
}
