/**
 * What the shapes of many tables are made of, read in three statements for a whole schema: over a slow line,
 * and with thousands of tables, it is the round trips that take the time.
 */
import type { TableName } from '../../model/table.ts';
import { tableId } from '../../model/table.ts';
import {
  COLUMN_FIELDS,
  type ColumnRow,
  isGenerated,
  KEY_FIELDS,
  type KeyRow,
  plain,
  TABLE_FIELDS,
  type TableRow,
} from './catalog.ts';
import { schemaCollation } from './ddl/schema-script.ts';
import type { Session } from './session.ts';
import { quoteName, quoteTable, quoteText } from './sql-text.ts';

/** Everything `information_schema` says of one table. */
export interface ShapeRows {
  readonly table: TableRow;
  readonly columns: readonly ColumnRow[];
  readonly keys: readonly KeyRow[];
  /** Of its schema. */
  readonly collation: string | null;
  /** Whether this user was seen to be able to read it; false where that was not tried. */
  readonly isReadable: boolean;
}

/** Fewer are as quickly asked for one by one. */
const FEWEST = 8;
/**
 * MariaDB opens every table of a schema to answer for several of them, so those wanted must be a fair share.
 */
const LEAST_SHARE = 1 / 20;
/** Of one statement; what it brings is in memory until each table has taken its part. */
const MOST = 5_000;
/** Tables that one statement tries to read: it must not become too long to be taken. */
const TRIED_AT_ONCE = 40;

export class ShapesAhead {
  readonly #rows = new Map<string, { table?: TableRow; columns: ColumnRow[]; keys: KeyRow[] }>();
  readonly #collations = new Map<string, string | null>();
  readonly #readable = new Set<string>();

  /** `sizes`: how many tables each schema has. */
  async read(
    session: Session,
    names: readonly TableName[],
    sizes: ReadonlyMap<string, number>,
    signal: AbortSignal,
  ): Promise<void> {
    for (const [schema, tables] of bySchema(names)) {
      if (tables.length < FEWEST || tables.length < (sizes.get(schema) ?? 0) * LEAST_SHARE) continue;
      this.#collations.set(schema, await schemaCollation(plain(session), schema));
      for (let at = 0; at < tables.length; at += MOST) {
        signal.throwIfAborted();
        const some = tables.slice(at, at + MOST);
        await this.#readSome(session, schema, some);
        await this.#tryToRead(session, schema, some, signal);
      }
    }
  }

  /** The table's part, which is forgotten here; null when it was not read ahead. */
  take(name: TableName): ShapeRows | null {
    const id = tableId(name);
    const rows = this.#rows.get(id);
    this.#rows.delete(id);
    if (rows?.table === undefined) return null;
    const collation = this.#collations.get(name.schema) ?? null;
    return { ...rows, table: rows.table, collation, isReadable: this.#readable.delete(id) };
  }

  /** Where one of several may not be read, each will be tried alone, which then names it. */
  async #tryToRead(
    session: Session,
    schema: string,
    tables: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const ids = tables.map((table) => tableId({ schema, table }));
    // A view may take its time, even for no row.
    const plain = ids.filter((id) => this.#rows.get(id)?.table?.kind === 'BASE TABLE');
    for (let at = 0; at < plain.length; at += TRIED_AT_ONCE) {
      signal.throwIfAborted();
      const some = plain.slice(at, at + TRIED_AT_ONCE);
      const looks = some.map((id) => lookAt(schema, this.#rows.get(id)!));
      if (!(await session.attempt(looks.join(' UNION ALL ')))) continue;
      for (const id of some) this.#readable.add(id);
    }
  }

  async #readSome(session: Session, schema: string, tables: readonly string[]): Promise<void> {
    const where = `TABLE_SCHEMA = ${quoteText(schema)} AND TABLE_NAME IN (${tables.map(quoteText).join(', ')})`;
    const found = (t: string) => {
      const id = tableId({ schema, table: t });
      const rows = this.#rows.get(id) ?? { columns: [], keys: [] };
      this.#rows.set(id, rows);
      return rows;
    };
    for (const row of await session.rows<TableRow>(
      `SELECT ${TABLE_FIELDS} FROM information_schema.TABLES WHERE ${where}`,
    )) {
      found(row.t).table = row;
    }
    for (const row of await session.rows<ColumnRow>(
      `SELECT ${COLUMN_FIELDS} FROM information_schema.COLUMNS WHERE ${where} ORDER BY TABLE_NAME, ORDINAL_POSITION`,
    )) {
      found(row.t).columns.push(row);
    }
    for (const row of await session.rows<KeyRow>(
      `SELECT ${KEY_FIELDS} FROM information_schema.STATISTICS WHERE ${where} AND NON_UNIQUE = 0
       ORDER BY TABLE_NAME, INDEX_NAME = 'PRIMARY' DESC, INDEX_NAME, SEQ_IN_INDEX`,
    )) {
      found(row.t).keys.push(row);
    }
  }
}

/** Asks for every column that would be read, and for no row. */
function lookAt(schema: string, { table, columns }: { table?: TableRow; columns: ColumnRow[] }): string {
  const read = columns.filter((column) => !isGenerated(column)).map(({ name }) => quoteName(name));
  const list = read.length === 0 ? '1' : read.join(', ');
  return `SELECT 1 FROM (SELECT ${list} FROM ${quoteTable({ schema, table: table!.t })} LIMIT 0) AS no_rows`;
}

function bySchema(names: readonly TableName[]): Map<string, string[]> {
  const schemas = new Map<string, string[]>();
  for (const { schema, table } of names) schemas.set(schema, [...(schemas.get(schema) ?? []), table]);
  return schemas;
}
