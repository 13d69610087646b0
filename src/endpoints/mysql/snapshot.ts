/**
 * One moment, seen by several sessions. Three ways, the strongest first: a global read lock held for an
 * instant, read locks on the tables, or no lock and the log position as witness.
 */
import { DmsError, type Issue } from '../../model/errors.ts';
import type { TablePlan } from '../../model/table.ts';
import type { Guarantee } from '../contract.ts';
import type { ServerFacts } from './ddl/server-facts.ts';
import { type Credentials, Session } from './session.ts';
import { quoteTable } from './sql-text.ts';
import { holdWhereNobodyLetsGo, keepNoLog, MARK_MOMENT } from './table-hold.ts';

/**
 * While a lock waits, every writer behind it waits too. A source in use is more important than the
 * strongest guarantee, so the wait is short and the next way is tried.
 */
const LOCK_WAIT_S = 5;
/** Whoever keeps a table locked for longer keeps it for good: the table fails alone, and the others go on. */
const TABLE_WAIT_S = 600;
/** A paused run may stay so over a weekend, in the midst of a table. */
const PATIENCE_S = 7 * 86_400;
/** Opening takes milliseconds; a log that moves between all of these tries belongs to a busy server. */
const UNLOCKED_TRIES = 20;

export interface OpenedSnapshot {
  readonly guarantee: Guarantee;
  readonly position: string | null;
  readonly sessions: readonly Session[];
  readonly issues: readonly Issue[];
}

export async function openSnapshot(
  credentials: Credentials,
  facts: ServerFacts,
  tables: readonly TablePlan[],
  count: { readonly least: number; readonly spare: number },
  signal: AbortSignal,
): Promise<OpenedSnapshot> {
  const sessions: Session[] = [];
  const locker = await Session.open(credentials, signal);
  try {
    for (let index = 0; index < count.least; index++) sessions.push(await openReader(credentials, signal));
    sessions.push(...(await openSpare(count.spare, credentials, signal)));
    await locker.attempt(`SET SESSION lock_wait_timeout = ${LOCK_WAIT_S}`);
    const moment =
      (await withGlobalLock(locker, sessions, facts)) ??
      (await withTableLocks(locker, sessions, facts, tables)) ??
      (await withoutLocks(locker, sessions, facts));
    const held = await holdWhereNobodyLetsGo(sessions, facts.product, tables);
    return { ...moment, sessions, issues: [...moment.issues, ...held, ...unprotected(tables)] };
  } catch (error) {
    await Promise.all(sessions.map((session) => session.close()));
    throw error;
  } finally {
    await locker.close();
  }
}

/** What is left for others when the source takes no more: to end a statement, one more connection is needed. */
const LEFT_FOR_OTHERS = 2;

async function openSpare(count: number, credentials: Credentials, signal: AbortSignal): Promise<Session[]> {
  const tried = await Promise.allSettled(
    Array.from({ length: count }, () => openReader(credentials, signal)),
  );
  const opened = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const surplus = opened.length === count ? 0 : LEFT_FOR_OTHERS;
  await Promise.all(opened.splice(0, surplus).map((session) => session.close()));
  if (signal.aborted) await Promise.all(opened.map((session) => session.close()));
  signal.throwIfAborted();
  return opened;
}

async function openReader(credentials: Credentials, signal: AbortSignal): Promise<Session> {
  const session = await Session.open(credentials, signal);
  await session.execute(
    `SET SESSION time_zone = '+00:00', sql_mode = '', net_write_timeout = ${PATIENCE_S}, net_read_timeout = 3600, wait_timeout = ${PATIENCE_S}, lock_wait_timeout = ${TABLE_WAIT_S}`,
  );
  // A limit on long queries is meant for people, not for a copy; each product has its own name for it.
  await session.attempt('SET SESSION max_execution_time = 0');
  await session.attempt('SET SESSION max_statement_time = 0');
  // What a server says is shown in English, whatever language it speaks.
  await session.attempt('SET SESSION lc_messages = en_US');
  await keepNoLog(session);
  return session;
}

type Moment = Pick<OpenedSnapshot, 'guarantee' | 'position' | 'issues'>;

async function withGlobalLock(
  locker: Session,
  sessions: readonly Session[],
  facts: ServerFacts,
): Promise<Moment | null> {
  if (!(await locker.attempt('FLUSH TABLES WITH READ LOCK'))) return null;
  try {
    await startAll(sessions);
    return { guarantee: 'global-lock', position: await logPosition(locker, facts), issues: [] };
  } finally {
    await locker.execute('UNLOCK TABLES');
  }
}

async function withTableLocks(
  locker: Session,
  sessions: readonly Session[],
  facts: ServerFacts,
  tables: readonly TablePlan[],
): Promise<Moment | null> {
  const locks = tables.map((table) => `${quoteTable(table.source.name)} READ`);
  if (!(await locker.attempt(`LOCK TABLES ${locks.join(', ')}`))) return null;
  try {
    await startAll(sessions);
    return { guarantee: 'table-locks', position: await logPosition(locker, facts), issues: [] };
  } finally {
    await locker.execute('UNLOCK TABLES');
  }
}

/** No lock may be had: open all, and see by the log whether anything was written meanwhile. */
async function withoutLocks(
  locker: Session,
  sessions: readonly Session[],
  facts: ServerFacts,
): Promise<Moment> {
  for (let attempt = 1; attempt <= UNLOCKED_TRIES; attempt++) {
    const before = await logPosition(locker, facts);
    await startAll(sessions);
    const after = await logPosition(locker, facts);
    if (before !== null && before === after)
      return { guarantee: 'unchanged-log', position: after, issues: [] };
    if (before === null) break;
  }
  return {
    guarantee: 'each-reader',
    position: null,
    issues: [
      {
        code: 'fallback',
        subject: 'consistency',
        detail:
          'No lock is allowed and no log position can be read, so each reader sees a moment of its own; rows written while the readers open may be seen by some of them only.',
        fix: "GRANT RELOAD, LOCK TABLES, REPLICATION CLIENT ON *.* TO the source's user;",
      },
    ],
  };
}

async function startAll(sessions: readonly Session[]): Promise<void> {
  await Promise.all(
    sessions.map(async (session) => {
      await session.execute('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
      await session.execute('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
      await session.execute(MARK_MOMENT);
    }),
  );
}

/** `file:offset` of the server's log; null where there is none or the right to see it is missing. */
async function logPosition(session: Session, facts: ServerFacts): Promise<string | null> {
  const renamed =
    facts.product === 'mysql' && (facts.version[0] > 8 || (facts.version[0] === 8 && facts.version[1] >= 2));
  try {
    const [row] = await session.rows<{ File: string; Position: string | number }>(
      renamed ? 'SHOW BINARY LOG STATUS' : 'SHOW MASTER STATUS',
    );
    return row ? `${row.File}:${row.Position}` : null;
  } catch (error) {
    if (error instanceof DmsError && error.is('server.refused')) return null;
    throw error;
  }
}

/** A snapshot is InnoDB's; a table of another engine shows whatever is in it when it is read. */
export function withoutSnapshot(tables: readonly TablePlan[]): TablePlan[] {
  return tables.filter(
    ({ source }) =>
      source.kind === 'table' && source.engine !== null && !/^(innodb|rocksdb|myrocks)$/i.test(source.engine),
  );
}

function unprotected(tables: readonly TablePlan[]): Issue[] {
  return withoutSnapshot(tables).map(({ source }) => ({
    code: 'notice',
    subject: `${source.name.schema}.${source.name.table}`,
    detail: `Its engine ${source.engine} knows no snapshots: rows written during the copy may or may not come along.`,
  }));
}
