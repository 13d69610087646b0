/** One row of the tree: a schema with how many of its tables are taken, or a table with what is known of it. */
import { cut, cutMiddle, padEnd, padStart, printable } from '../../../layout/text.ts';
import { bytes, compact } from '../../../text/numbers.ts';
import { words } from '../../../text/words.ts';
import type { Look } from '../../../theme/look.ts';
import { newNameOf, type Rule } from './rules.ts';
import type { TreeRow } from './tree-rows.ts';

const ROWS = 7;
const BYTES = 7;
const KEY = 12;
const LEAST_NAME = 16;

/** `hits`: tables that a pattern being typed would take. */
export function treeLine(
  row: TreeRow,
  rules: readonly Rule[],
  hits: ReadonlySet<unknown> | null,
  columns: number,
  look: Look,
): string {
  if (row.kind === 'schema') return schemaLine(row, columns, look);
  const { table, isTaken } = row;
  const mark = markOf(isTaken, hits?.has(table) ?? false, look);
  const facts = factsOf(row, columns, look);
  const renamed = newNameOf(rules, table.name);
  const shown = renamed === null ? table.name.table : `${table.name.table} ${look.arrow} ${renamed}`;
  const room = Math.max(LEAST_NAME, columns - 4 - facts.length);
  const name = padEnd(cutMiddle(printable(shown), room, look.ellipsis), room);
  return `  ${mark} ${name}${look.paint('dim', facts)}`;
}

function schemaLine(row: Extract<TreeRow, { kind: 'schema' }>, columns: number, look: Look): string {
  const count = words().wizard.taken(row.taken, row.tables);
  const fold = row.isShut ? '+' : '-';
  const name = cutMiddle(
    printable(row.schema),
    Math.max(LEAST_NAME, columns - 6 - count.length),
    look.ellipsis,
  );
  return `${fold} ${name}  ${look.paint('dim', count)}`;
}

/** A mark of one cell, so that nothing moves when it changes. */
function markOf(isTaken: boolean, isHit: boolean, look: Look): string {
  const mark = isTaken ? (look.ok.length === 1 ? look.ok : 'x') : ' ';
  if (isHit) return look.paint('accent', isTaken ? mark : '+');
  return look.paint('ok', mark);
}

/** Rows, size and key, as far as there is room for them beside a name. */
function factsOf({ table }: Extract<TreeRow, { kind: 'table' }>, columns: number, look: Look): string {
  const rows = table.estimatedRows === null ? '' : `~${compact(table.estimatedRows)}`;
  const size = table.dataBytes === null ? '' : bytes(table.dataBytes);
  const key = table.kind === 'view' ? words().tables.view : (table.key?.join(', ') ?? words().tables.noKey);
  const facts = [
    ` ${padStart(rows, ROWS)}`,
    ` ${padStart(size, BYTES)}`,
    `  ${padEnd(cut(printable(key), KEY, look.ellipsis), KEY)}`,
  ];
  let shown = '';
  for (const fact of facts) {
    if (columns - 4 - shown.length - fact.length < LEAST_NAME) break;
    shown += fact;
  }
  return shown;
}
