/** Whether somebody has looked into a server, from what the server was asked for. */
import type { Statement } from '../../world/facts.ts';

/** Whether rows of a table were asked for, one by one or counted. */
export function readsTable({ sql }: Statement, table: string): boolean {
  const bare = table.slice(table.indexOf('.') + 1);
  return (
    /^\s*select\b/i.test(sql) &&
    new RegExp(`\\bfrom\\b[\\s\\S]*\\b${bare}\\b`, 'i').test(sql) &&
    !isOfLists(sql)
  );
}

/** Whether the schemas or tables of a server were asked for. */
export function readsLists({ sql }: Statement): boolean {
  return isOfLists(sql) || /^\s*show\s+(full\s+)?(databases|schemas|tables)\b/i.test(sql);
}

function isOfLists(sql: string): boolean {
  return /\binformation_schema\b\W+(schemata|tables|columns|statistics)\b/i.test(sql);
}
