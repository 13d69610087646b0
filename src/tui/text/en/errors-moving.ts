/** Words for what goes wrong while rows move. */
import { bytes, exact } from '../numbers.ts';
import type { Wording } from '../wording.ts';
import { plural } from './counts.ts';

export const movingWords = {
  'table.gone': ({ table }) => ({
    what: `${table} is no longer there.`,
    cause: 'It was dropped or renamed on the source while the task ran.',
    next: 'Exclude it, or bring it back and start it again.',
  }),
  'table.changed': ({ table }) => ({
    what: `${table} was altered on the source while it was read.`,
    cause: null,
    next: 'Start it again, when nobody alters the table.',
  }),
  'target.gone': ({ table }) => ({
    what: `There is no table ${table} on the target.`,
    cause: 'It was never copied, or was dropped or renamed since.',
    next: 'Copy it, or bring it back.',
  }),
  'table.locked': ({ table }) => ({
    what: `${table} is kept locked on the source.`,
    cause: 'Another session locks or alters it, or waits to do so.',
    next: 'See which with SHOW FULL PROCESSLIST; resume when it is done.',
  }),
  'table.create': ({ table }) => ({
    what: `The target did not make the table ${table}.`,
    cause: null,
    next: 'Make the table yourself from the statement below, changed where the server objects, then run with “do nothing” for the target tables (`--prep do-nothing`).',
  }),
  'table.index': ({ table }) => ({
    what: `All rows of ${table} are on the target, but an index or key could not be made.`,
    cause: null,
    next: 'Make it yourself with the statement below, changed where the server objects.',
  }),
  'rows.refused': ({ table, chunk, column, key, row }, server) => ({
    what: `The target refused a row of ${table}${key ? ` with the key ${key}` : ''}${column ? `, column ${column}` : ''}.`,
    cause: REFUSED[server?.number ?? 0] ?? null,
    next: `Nothing of chunk ${chunk} was kept${row === null ? '' : ` (its row ${exact(row)} was refused)`}. Correct the row or the column and resume, or choose with the error policies of the task settings to leave such rows out.`,
  }),
  'rows.gave-way': ({ table, chunk }) => ({
    what: `Rows of ${table} had to give way on the target again and again, to transactions that hold locks there.`,
    cause: 'Somebody else writes to the table, or lanes meet at a unique key.',
    next: `Nothing of chunk ${chunk} was kept. Resume when the table is free, or with fewer lanes.`,
  }),
  'rows.unproven': ({ table, chunk, sent, stored, warnings }) => ({
    what: `${plural(sent, 'row')} of ${table} went out, ${exact(stored)} were stored, with ${plural(warnings, 'warning')}.`,
    cause: 'The target left rows out or changed values without an error.',
    next: `Nothing of chunk ${chunk} was kept. Compare the definitions of the table on both sides, then resume.`,
  }),
  'rows.too-large': ({ table, bytes: size, limit, setting }) => ({
    what: `A row of ${table} has ${bytes(size)}; the server takes ${bytes(limit)} at most.`,
    cause: `The limit is ${setting}.`,
    next: 'Raise it, then resume.',
  }),
  'target.full': ({ address, table }) => ({
    what: `The target ${address} is full: no more rows fit into ${table}.`,
    cause: 'Its disk, tablespace or quota is used up.',
    next: 'Make room, then resume: what is committed stays.',
  }),
  'server.refused': ({ address, doing, sql }) => ({
    what: sql === '' ? `${address} refused ${doing}.` : `${address} refused a statement.`,
    cause: null,
    next: null,
  }),
} satisfies Partial<Wording>;

/** By error number, alike in MySQL and MariaDB. */
const REFUSED: Record<number, string> = {
  1048: 'The column does not allow NULL.',
  1062: 'A row with the same key is already on the target.',
  1264: 'The number does not fit into the column.',
  1265: 'The column cannot hold this value.',
  1292: 'The column cannot hold this value.',
  1366: 'The column, or its character set, cannot hold this value.',
  1406: 'The value is too long for the column.',
  1452: 'The row refers to one that is not on the target.',
  3819: 'A CHECK constraint of the target forbids the row.',
  4025: 'A CHECK constraint of the target forbids the row.',
};
