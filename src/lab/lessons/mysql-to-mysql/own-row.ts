/**
 * A row and an index of the lab's own in a table of the target: what a preparation mode does to them shows what
 * it does to all that stands there.
 */
import type { World } from '../../world/world.ts';
import { columnsOf, MOVIES, name, quoted } from '../evidence/tables.ts';

/** No film of the list has so high a number. */
const KEY = 4_294_967_295;
const TEXT = 'A row of your own';
const INDEX = 'index_of_your_own';

const TEXTS = ['varchar', 'char', 'text', 'mediumtext', 'longtext'];

/** Puts both where they are not; the rows there are then, or null when the table is not there. */
export async function layOutOwnRow(world: World): Promise<number | null> {
  const columns = await columnsOf(world, 'target', MOVIES);
  if (columns.length === 0) return null;
  // Columns may have got other names by now.
  const needed = columns.filter((column) => column.isKey || column.isNeeded);
  const values = needed.map(({ isKey, type }) => (isKey ? KEY : TEXTS.includes(type) ? TEXT : 0));
  await world.ask(
    'target',
    `INSERT IGNORE INTO ${quoted(MOVIES)} (${needed.map((column) => name(column.name)).join(', ')})
     VALUES (${needed.map(() => '?').join(', ')})`,
    values,
  );
  if (!(await hasOwnIndex(world))) {
    const keys = columns.filter((column) => column.isKey).map((column) => name(column.name));
    await world.ask('target', `ALTER TABLE ${quoted(MOVIES)} ADD INDEX ${INDEX} (${keys.join(', ')})`);
  }
  return await rowsOf(world);
}

export interface OwnRow {
  readonly rows: number;
  readonly ownRow: boolean;
  readonly ownIndex: boolean;
}

/** What became of them; null when the table is not there. */
export async function ownRowOf(world: World): Promise<OwnRow | null> {
  const columns = await columnsOf(world, 'target', MOVIES);
  const key = columns.find((column) => column.isKey);
  if (key === undefined) return null;
  const [row] = await world.ask(
    'target',
    `SELECT COUNT(*) AS n FROM ${quoted(MOVIES)} WHERE ${name(key.name)} = ${KEY}`,
  );
  return {
    rows: await rowsOf(world),
    ownRow: Number(row!.n) > 0,
    ownIndex: await hasOwnIndex(world),
  };
}

async function rowsOf(world: World): Promise<number> {
  const [row] = await world.ask('target', `SELECT COUNT(*) AS n FROM ${quoted(MOVIES)}`);
  return Number(row!.n);
}

async function hasOwnIndex(world: World): Promise<boolean> {
  const found = await world.ask(
    'target',
    `SELECT 1 FROM information_schema.STATISTICS
     WHERE CONCAT(TABLE_SCHEMA, '.', TABLE_NAME) = ? AND INDEX_NAME = ?`,
    [MOVIES, INDEX],
  );
  return found.length > 0;
}
