/** SQL text made of names and values: the one place that quotes. */
import type { TableName } from '../../model/table.ts';

/** A name between backticks. Works for every name a server can hold, whatever its sql_mode. */
export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

export function quoteTable(name: TableName): string {
  return `${quoteName(name.schema)}.${quoteName(name.table)}`;
}

/**
 * A string literal. Needs a session without NO_BACKSLASH_ESCAPES, as every session of ours is; single
 * quotes, so ANSI_QUOTES makes no difference. Quotes are doubled rather than escaped, so that even in
 * a session of another kind no text can end its own literal unless it holds a backslash.
 */
export function quoteText(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "''")
    .replaceAll('\0', '\\0')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\x1a', '\\Z');
  return `'${escaped}'`;
}
