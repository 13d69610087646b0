/** Global variables of a server, by name; those it does not have are simply not there. */
import type { Session } from './session.ts';
import { quoteText } from './sql-text.ts';

export type Variables = ReadonlyMap<string, string>;

/** SHOW rather than SELECT: a variable that one product lacks is no error. */
export async function readVariables(session: Session, names: readonly string[]): Promise<Variables> {
  const rows = await session.rows<{ Variable_name: string; Value: string }>(
    `SHOW GLOBAL VARIABLES WHERE Variable_name IN (${names.map(quoteText).join(', ')})`,
  );
  return new Map(rows.map((row) => [row.Variable_name, String(row.Value)]));
}

/** Also true of what is more than ON: the read_only of new MariaDB servers knows NO_LOCK. */
export function isOn(variables: Variables, name: string): boolean {
  return !['', '0', 'OFF', 'NO'].includes((variables.get(name) ?? '').toUpperCase());
}
