/** Selection by patterns of the command line: `--include 'dees.%' --exclude 'dees.tmp%'`. */
import { DmsError } from './errors.ts';
import type { ObjectLocator, SelectionRule, TableMappings } from './table-mappings.ts';
import { literalPattern } from './wildcard.ts';

const ALLOWED =
  "schema.table or schema, with % and _ as wildcards; names with a dot in backticks: '`my.schema`.%'";

/**
 * The mappings that a list of patterns stands for. What is in backticks is taken literally, as in SQL;
 * outside, `\.` is a plain dot. A pattern without a dot is a whole schema.
 * @throws DmsError 'usage'
 */
export function mappingsFromPatterns(include: readonly string[], exclude: readonly string[]): TableMappings {
  if (include.length === 0) {
    throw new DmsError('usage', { problem: 'no table is included', allowed: `--include ${ALLOWED}` });
  }
  const rule = (action: 'include' | 'exclude', pattern: string, id: number): SelectionRule => ({
    kind: 'selection',
    id,
    action,
    locator: parsePattern(pattern),
    tableType: action === 'include' ? 'table' : 'all',
    loadOrder: null,
    filters: [],
  });
  const selection = [
    ...include.map((pattern, index) => rule('include', pattern, index + 1)),
    ...exclude.map((pattern, index) => rule('exclude', pattern, include.length + index + 1)),
  ];
  return { selection, transformations: [], tableSettings: [] };
}

/** The two patterns, of schema and of table, in one of the command line. @throws DmsError 'usage' */
export function parsePattern(pattern: string): ObjectLocator {
  const [schema, table = '%', ...more] = splitAtDots(pattern);
  if (more.length > 0) throw wrong(pattern, 'has more than one dot');
  if (!schema) throw wrong(pattern, 'names no schema');
  if (table === '') throw wrong(pattern, 'names no table behind the dot');
  return { schema, table };
}

function splitAtDots(pattern: string): string[] {
  const parts = [''];
  let rest = pattern.trim();
  while (rest !== '') {
    // A quoted name, an escaped character, or a single one.
    const [piece, quoted] = /^`((?:[^`]|``)+)`|^\\[\s\S]|^[\s\S]/u.exec(rest)!;
    rest = rest.slice(piece.length);
    if (piece === '.') parts.push('');
    else if (quoted !== undefined) parts[parts.length - 1] += literalPattern(quoted.replaceAll('``', '`'));
    else if (piece === '`') throw wrong(pattern, 'has a backtick that is never closed');
    else parts[parts.length - 1] += piece === '\\.' || piece === '\\`' ? piece.slice(1) : piece;
  }
  return parts;
}

function wrong(pattern: string, problem: string): DmsError<'usage'> {
  return new DmsError('usage', { problem: `the pattern "${pattern}" ${problem}`, allowed: ALLOWED });
}
