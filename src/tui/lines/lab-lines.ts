/** What a lab finds and does, as lines of text. */
import type { Done, Missing, Seen } from '../../lab/lessons/facts.ts';
import type { Verdict } from '../../lab/lessons/lesson.ts';
import type { MakingFact } from '../../lab/world/facts.ts';
import { printable } from '../layout/text.ts';
import { words } from '../text/words.ts';
import type { Look } from '../theme/look.ts';

type Sentence<Facts> = (facts: Facts) => string;

export function missingLine(missing: Missing): string {
  return printable((words().lab.missing[missing.what] as Sentence<Missing>)(missing));
}

export function doneLine(done: Done): string {
  return printable((words().lab.done[done.what] as Sentence<Done>)(done));
}

export function makingLine(fact: MakingFact): string {
  return printable((words().lab.making[fact.making] as Sentence<MakingFact>)(fact));
}

/** The first line says what was seen; the lines of a file stand below it as they are. */
export function seenLines(seen: Seen): string[] {
  const text = (words().lab.seen[seen.what] as Sentence<Seen>)(seen);
  return text.split(/\r?\n/).map(printable);
}

/** What holds and what was seen, or what is missing. */
export function verdictLines({ holds, missing, seen }: Verdict, look: Look): string[] {
  const found = seen.flatMap((one) => {
    const [first, ...rest] = seenLines(one);
    return [`${look.paint('ok', look.ok)} ${first}`, ...rest.map((line) => `    ${line}`)];
  });
  if (holds) return found;
  return [...found, ...missing.map((one) => `${look.paint('bad', look.bad)} ${missingLine(one)}`)];
}
