/** What `endpoint browse` takes; its own code is loaded only when it is called. */
import { type Command, InvalidArgumentError } from 'commander';
import type { BrowseOptions } from './browse.ts';

const EXAMPLES = `
Examples
  dms-tui endpoint browse mysql://reader@db1                    schemas, with tables, rows and size
  dms-tui endpoint browse mysql://reader@db1 'dees.%'           tables that match, and how much that is
  dms-tui endpoint browse mysql://reader@db1 dees.movies        columns, indexes, first rows
  dms-tui endpoint browse mysql://reader@db1 dees.movies --rows 1     one row, every column
Patterns are those of --include. Rows and sizes with ~ are the server's estimates; times are in UTC.
`;

export function addBrowseCommand(endpoint: Command, setCode: (code: number) => void): void {
  endpoint
    .command('browse')
    .description('look around: schemas, tables, columns, first rows')
    .argument('<id|url>', 'a saved endpoint, or a URL')
    .argument('[pattern]', "a table, or tables as 'schema.table' with % and _")
    .option('--columns', 'columns and indexes of every table that matches')
    .option('--rows <n>', 'first rows of every table that matches', numberOf(MOST_ROWS))
    .option('--limit <n>', 'how many tables at most', numberOf(Number.MAX_SAFE_INTEGER))
    .option('--sizes', 'rows and sizes, also where the server takes long to tell them; --json waits too')
    .option('--json', 'as JSON, every number exact')
    .addHelpText('after', EXAMPLES)
    .action(async (named: string, pattern: string | undefined, options: BrowseOptions) => {
      setCode(await (await import('./browse.ts')).browse(named, pattern, options));
    });
}

/** More is a copy, and that is made by another command. */
const MOST_ROWS = 1_000;

function numberOf(most: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isInteger(number) || number < 1 || number > most) {
      throw new InvalidArgumentError(
        most === MOST_ROWS ? `Allowed: a whole number from 1 to ${most}.` : 'Allowed: a whole number from 1.',
      );
    }
    return number;
  };
}
