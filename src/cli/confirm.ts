/** The question before rows are destroyed: what would go is listed, and a name is typed. */
import { DmsError } from '../model/errors.ts';
import type { Destruction } from '../model/events.ts';
import { printable } from '../tui/layout/text.ts';
import { words } from '../tui/text/words.ts';
import type { Look } from '../tui/theme/look.ts';
import { askLine, terminal } from './ask.ts';
import type { Reporter } from './reporters/reporter.ts';

/** More names would push the question's beginning out of sight. */
const MOST_TABLES = 20;

export function confirmer(options: {
  readonly yes: boolean;
  readonly reporter: Reporter;
  readonly look: Look;
  readonly signal: AbortSignal;
}): (asked: Destruction) => Promise<boolean> {
  return async (asked) => {
    if (options.yes) return true;
    const person = terminal();
    if (person === null)
      throw new DmsError('confirm.needed', { tables: [...asked.tables], name: asked.name });
    options.reporter.suspend();
    try {
      person.output.write(question(asked, options.look));
      const typed = await askLine(person, words().questions.typeName(printable(asked.name)), options.signal);
      return typed.trim() === asked.name;
    } finally {
      options.reporter.resume();
    }
  };
}

function question({ prep, tables }: Destruction, look: Look): string {
  const { counts, questions } = words();
  const lines = tables
    .slice(0, MOST_TABLES)
    .map((one) => `    ${printable(one.table)}  ${counts.rows(one.rows)}\n`);
  const rest = tables.length - lines.length;
  const more = rest > 0 ? `    ${questions.moreTables(rest)}\n` : '';
  return `\n${look.paint('warn', look.warn)} ${questions.destroys[prep]}\n${lines.join('')}${more}\n`;
}
