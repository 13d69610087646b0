/** Asks which tables are to go, by patterns, and says which they are before they are taken. */
import type { ListedTable } from '../../endpoints/catalog-contract.ts';
import { openCatalog } from '../../endpoints/registry.ts';
import { DmsError, errorRecord } from '../../model/errors.ts';
import { countTables, nearPattern } from '../../model/match-tables.ts';
import { mappingsFromPatterns } from '../../model/patterns.ts';
import { selectTables } from '../../model/select-tables.ts';
import { showTable, tableId } from '../../model/table.ts';
import { printable } from '../../tui/layout/text.ts';
import { errorBlock } from '../../tui/lines/run-lines.ts';
import { words } from '../../tui/text/words.ts';
import type { Look } from '../../tui/theme/look.ts';
import type { LinearEnd } from './ask-end.ts';
import type { Lines } from './lines.ts';

export interface Patterns {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** More would be a long listening; all of them are counted. */
const MOST_LISTED = 20;

export async function askTables(
  source: LinearEnd,
  lines: Lines,
  look: Look,
  signal: AbortSignal,
): Promise<Patterns> {
  const says = words().linear;
  const { schemas, tables, caseSensitive } = await readSource(source, signal);
  lines.say();
  lines.say(says.schemas(schemas.map(printable)));
  const usual = usualPattern(source, schemas);
  for (;;) {
    const written = (await lines.ask(says.tables(usual))).trim();
    const patterns = patternsIn(written === '' ? (usual ?? '') : written);
    try {
      const matched = matching(patterns, tables, caseSensitive);
      sayMatched(matched, patterns, tables, lines);
      if (matched.length === 0) continue;
      const answers = [
        ['take', says.take],
        ['again', says.otherPattern],
      ] as const;
      if ((await lines.choose(says.takeThese, answers, says.noSuchChoice)) === 'take') return patterns;
    } catch (error) {
      if (!(error instanceof DmsError) || !error.is('usage')) throw error;
      for (const line of errorBlock(errorRecord(error), null, look)) lines.say(line);
    }
  }
}

async function readSource({ address, secrets }: LinearEnd, signal: AbortSignal) {
  const catalog = await openCatalog(address, secrets, signal);
  try {
    const schemas = await catalog.schemas(signal);
    const tables = await catalog.tables(null, signal);
    return { schemas, tables, caseSensitive: catalog.namesAreCaseSensitive };
  } finally {
    await catalog.close();
  }
}

/** Of the schema in the URL, or of the only one there is. */
function usualPattern({ address }: LinearEnd, schemas: readonly string[]): string | null {
  const named = address.engine === 'mysql' ? address.schema : null;
  const schema = named ?? (schemas.length === 1 ? schemas[0]! : null);
  if (schema === null) return null;
  return /^\w+$/.test(schema) ? `${schema}.%` : `\`${schema.replaceAll('`', '``')}\`.%`;
}

/** Several stand side by side; `!` in front of one leaves its tables out. What is in backticks may hold blanks. */
function patternsIn(written: string): Patterns {
  const all = written.match(/(?:`(?:[^`]|``)*`|[^\s,`])+/g) ?? [];
  return {
    include: all.filter((one) => !one.startsWith('!')),
    exclude: all.filter((one) => one.startsWith('!')).map((one) => one.slice(1)),
  };
}

/** By the very rules the run will follow. @throws DmsError 'usage' */
function matching(
  { include, exclude }: Patterns,
  tables: readonly ListedTable[],
  caseSensitive: boolean,
): ListedTable[] {
  const mappings = mappingsFromPatterns(include, exclude);
  const { selected } = selectTables(mappings, tables, { caseSensitive });
  const taken = new Set(selected.map(({ name }) => tableId(name)));
  return tables.filter(({ name }) => taken.has(tableId(name)));
}

function sayMatched(
  matched: readonly ListedTable[],
  { include }: Patterns,
  tables: readonly ListedTable[],
  lines: Lines,
): void {
  const { browsing, linear: says } = words();
  lines.say(browsing.matched(countTables(matched), countTables(tables)));
  for (const { name } of matched.slice(0, MOST_LISTED)) lines.say(`   ${printable(showTable(name))}`);
  if (matched.length > MOST_LISTED) lines.say(`   ${says.moreTables(matched.length - MOST_LISTED)}`);
  if (matched.length > 0) return;
  const near = include.flatMap((pattern) => nearPattern(pattern, tables));
  if (near.length > 0) lines.say(says.near(near.map(printable)));
}
