/**
 * Names of foreign keys and checks. Within a schema a name can be used once, on MySQL; two schemas that
 * become one, or a MariaDB source (where each table has its own names), would break that.
 */
import type { TableName } from '../../../model/table.ts';
import { quoteText } from '../sql-text.ts';
import { field, rowsOf, type ServerFacts, type SqlSession } from './server-facts.ts';

export type ConstraintKind = 'CHECK' | 'FOREIGN KEY';

/** The longest name of a constraint, in characters, on every product. */
const NAME_LENGTH = 64;

export class ConstraintNames {
  /** Who has a name, by schema, kind and name. */
  readonly #owners = new Map<string, string>();

  /** The name itself, or another one when a different table of the schema has it already. */
  claim(kind: ConstraintKind, name: string, table: TableName): string {
    const others = (round: number): string => {
      const tail = `_${name}${round === 1 ? '' : `_${round}`}`;
      const head = Array.from(table.table).slice(0, Math.max(0, NAME_LENGTH - tail.length));
      return `${head.join('')}${tail}`.slice(-NAME_LENGTH);
    };
    let chosen = name;
    for (let round = 1; !this.#take(kind, chosen, table); round++) chosen = others(round);
    return chosen;
  }

  #take(kind: ConstraintKind, name: string, table: TableName): boolean {
    const key = `${table.schema}\0${kind}\0${name.toLowerCase()}`;
    const owner = this.#owners.get(key);
    if (owner !== undefined && owner !== table.table) return false;
    this.#owners.set(key, table.table);
    return true;
  }
}

export async function readConstraintNames(
  session: SqlSession,
  facts: ServerFacts,
  schemas: readonly string[],
): Promise<ConstraintNames> {
  const names = new ConstraintNames();
  if (schemas.length === 0) return names;
  // MariaDB keeps checks by table: there they never stand in each other's way.
  const kinds = facts.product === 'mysql' ? "'CHECK', 'FOREIGN KEY'" : "'FOREIGN KEY'";
  const rows = await rowsOf(
    session,
    `SELECT TABLE_SCHEMA, TABLE_NAME, CONSTRAINT_NAME, CONSTRAINT_TYPE FROM information_schema.TABLE_CONSTRAINTS
     WHERE TABLE_SCHEMA IN (${schemas.map(quoteText).join(', ')}) AND CONSTRAINT_TYPE IN (${kinds})`,
  );
  for (const row of rows) {
    const table = { schema: field(row, 'TABLE_SCHEMA') ?? '', table: field(row, 'TABLE_NAME') ?? '' };
    names.claim(field(row, 'CONSTRAINT_TYPE') as ConstraintKind, field(row, 'CONSTRAINT_NAME') ?? '', table);
  }
  return names;
}
