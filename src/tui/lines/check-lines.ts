/** The checks of an assessment as lines of text. */
import type { AnyCheckResult, AnyFinding, CheckId, FindingLevel } from '../../model/assessment.ts';
import { padEnd, printable, width } from '../layout/text.ts';
import { wrapped } from '../layout/wrap.ts';
import { checkWords, wordFinding } from '../text/findings.ts';
import { words } from '../text/words.ts';
import type { Look, Style } from '../theme/look.ts';

/** Two blanks behind the longest title. */
const GAP = 2;
/** Beyond this a line is hard to follow. */
const WIDEST = 100;
/** Findings stand below their check, what is said of them below that, statements further. */
const INDENT = 2;

/** One check: its mark, what it looks at, what it has seen; then what it found. */
export function checkLines(result: AnyCheckResult, look: Look, columns: number): string[] {
  const widest = Math.min(columns, WIDEST);
  const { checks } = words();
  const title = checks.titles[result.check];
  if (result.waitsFor !== null) {
    const why = checks.waitsFor(checks.titles[result.waitsFor]);
    return headLines('-', title, why, widest).map((line) => look.paint('dim', line));
  }
  const mark = { passed: look.ok, warned: look.warn, failed: look.bad, untested: '-' }[result.result];
  const style = { passed: 'ok', warned: 'warn', failed: 'bad', untested: 'dim' } as const;
  const [head = '', ...more] = headLines(mark, title, printable(checkWords(result)), widest);
  return [
    look.paint(style[result.result], mark) + head.slice(mark.length),
    ...more,
    ...result.findings.flatMap((found) => findingLines(found, look, widest)),
  ];
}

/** All of them alike, so that what was seen stands in one column. */
function headLines(mark: string, title: string, said: string, columns: number): string[] {
  const titles = Object.values<string>(words().checks.titles);
  const room = Math.max(...titles.map(width)) + GAP;
  const head = `${mark} ${padEnd(title, room)}`;
  const [first = '', ...more] = wrapped(said, columns - width(head));
  const below = ' '.repeat(width(head));
  return [`${head}${first}`.trimEnd(), ...more.map((line) => `${below}${line}`)];
}

const STYLES: Readonly<Record<FindingLevel, Style>> = { noted: 'dim', warned: 'warn', failed: 'bad' };

/** What was found, why it matters, what to do; below it what helps, ready to be copied: never broken. */
function findingLines(found: AnyFinding, look: Look, columns: number): string[] {
  const mark = { noted: '-', warned: look.warn, failed: look.bad }[found.level];
  const { what, why, next } = wordFinding(found);
  const style = STYLES[found.level];
  const text = ' '.repeat(INDENT + width(mark) + 1);
  const fold = (line: string, indent: string) =>
    wrapped(printable(line), columns - width(indent)).map((part) => `${indent}${part}`);
  const [head = '', ...list] = what.split('\n');
  const [first = '', ...rest] = fold(head, text);
  return [
    `${' '.repeat(INDENT)}${look.paint(style, mark)}${look.paint(style, first.slice(text.length - 1))}`,
    ...rest.map((line) => look.paint(style, line)),
    ...list.map((line) => `${text}  ${printable(line.trim())}`),
    ...(why === null ? [] : why.split('\n').flatMap((line) => fold(line, text))),
    ...(next === null ? [] : fold(`${words().errorLabels.next}: ${next}`, text)),
    ...(found.fix === null ? [] : found.fix.split('\n').map((line) => `${text}  ${printable(line)}`)),
  ];
}

/** How it ended: what can be done now. */
export function verdictLines(results: readonly AnyCheckResult[], look: Look, columns: number): string[] {
  const { mark, style, said } = verdictOf(results, look);
  const [first = '', ...more] = wrapped(said, Math.min(columns, WIDEST) - width(mark) - 1);
  const below = ' '.repeat(width(mark) + 1);
  return [`${look.paint(style, mark)} ${first}`, ...more.map((line) => `${below}${line}`)];
}

function verdictOf(
  results: readonly AnyCheckResult[],
  look: Look,
): { readonly mark: string; readonly style: Style; readonly said: string } {
  const { checks } = words();
  const count = (result: AnyCheckResult['result']) => results.filter((one) => one.result === result).length;
  if (count('failed') > 0) {
    return { mark: look.bad, style: 'bad', said: checks.failed(count('failed'), count('untested')) };
  }
  if (count('warned') > 0) return { mark: look.warn, style: 'warn', said: checks.warned(count('warned')) };
  const noted = results.reduce((sum, { findings }) => sum + findings.length, 0);
  return { mark: look.ok, style: 'ok', said: checks.ready(noted) };
}

/** Of results that come as they are done those that can be shown, in the order of the list. */
export class InOrder {
  readonly #order: readonly CheckId[];
  readonly #waiting = new Map<CheckId, AnyCheckResult>();
  #next = 0;

  constructor(order: readonly CheckId[]) {
    this.#order = order;
  }

  take(result: AnyCheckResult): AnyCheckResult[] {
    this.#waiting.set(result.check, result);
    const ready: AnyCheckResult[] = [];
    for (;;) {
      const one = this.#waiting.get(this.#order[this.#next]!);
      if (one === undefined) return ready;
      ready.push(one);
      this.#next++;
    }
  }
}
