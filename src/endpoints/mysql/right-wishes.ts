/** Rights that a source or target can do without, and what is lost then. */
import type { Issue } from '../../model/errors.ts';
import type { HopFacts } from '../../model/hops.ts';
import { OBJECT_KINDS, type ObjectKind } from '../../model/task.ts';
import type { Guarantee } from '../contract.ts';
import { EVERYWHERE, type Grants, grantee, grantStatement, type Place } from './grants.ts';

export interface Wishes {
  /** Those that are there. */
  readonly has: readonly string[];
  readonly issues: readonly Issue[];
}

type Server = HopFacts['server'];

/** `places` are those that can be read; `keepsLog` tells whether there is a binary log. */
export function sourceWishes(
  grants: Grants,
  places: readonly Place[],
  server: Server,
  keepsLog: boolean,
): Wishes {
  const all = [
    oneMoment(grants, places, server, keepsLog),
    objects(grants, places, server),
    changes(grants, server),
  ];
  return { has: all.flatMap(({ has }) => has), issues: all.flatMap(({ issues }) => issues) };
}

/** What makes all tables be read as of one moment: see snapshot.ts for the ways. */
function oneMoment(grants: Grants, places: readonly Place[], server: Server, keepsLog: boolean): Wishes {
  const has = [
    ...GLOBAL_LOCK.filter((right) => grants.everywhere(right)).slice(0, 1),
    ...(isOver(grants, places, 'LOCK TABLES') ? ['LOCK TABLES'] : []),
  ];
  const guarantee = expectedGuarantee(grants, places, server, keepsLog);
  if (guarantee === 'global-lock' || guarantee === 'table-locks') return { has, issues: [] };
  const seesLog = guarantee === 'unchanged-log';
  const detail = seesLog
    ? 'Without this right all tables are read as of one moment only if nothing is written in the instant the readers open.'
    : 'Without this right each reader sees a moment of its own, so what is written as they open may come along from one table and not from another.';
  const fix = lockGrant(grants, places);
  return { has, issues: [{ code: seesLog ? 'notice' : 'fallback', subject: 'LOCK TABLES', detail, fix }] };
}

/** The strongest way there is to one moment for all that is in these places. */
export function expectedGuarantee(
  grants: Grants,
  places: readonly Place[],
  server: Server,
  keepsLog: boolean,
): Guarantee {
  // Managed services refuse FLUSH TABLES WITH READ LOCK, whatever is granted (PingCAP's documentation of DM
  // names RDS, Aurora, Azure and Cloud SQL), so there only the table locks help.
  if (server.service === null && GLOBAL_LOCK.some((right) => grants.everywhere(right))) return 'global-lock';
  if (isOver(grants, places, 'LOCK TABLES')) return 'table-locks';
  const seesLog = keepsLog && LOG_POSITION.some((right) => grants.everywhere(right));
  return seesLog ? 'unchanged-log' : 'each-reader';
}

/** The GRANT that leads to locks on the tables. */
export function lockGrant(grants: Grants, places: readonly Place[]): string {
  return grantOver(places, ['LOCK TABLES'], grants.account);
}

/** The second is MySQL's since 8.0.23, for nothing but this. */
const GLOBAL_LOCK = ['RELOAD', 'FLUSH_TABLES'];
/** MariaDB renamed REPLICATION CLIENT with 10.5.2; SUPER includes both. */
const LOG_POSITION = ['REPLICATION CLIENT', 'BINLOG MONITOR', 'SUPER'];

/** What can come along besides tables. It is invisible, or its text is, to whom it does not belong. */
function objects(grants: Grants, places: readonly Place[], server: Server): Wishes {
  const { has, hidden, fix } = visibleObjects(grants, places, server, OBJECT_KINDS);
  if (hidden.length === 0) return { has, issues: [] };
  const detail = 'They stay behind if a task asks for them, as this user may not see how they are made.';
  return { has, issues: [{ code: 'later', subject: hidden.join(', '), detail, fix: fix! }] };
}

export interface VisibleObjects {
  /** Rights that show some of them. */
  readonly has: readonly string[];
  readonly hidden: readonly ObjectKind[];
  /** The GRANTs that show the hidden ones. */
  readonly fix: string | null;
}

/** Which of these kinds of objects this account may see the text of. */
export function visibleObjects(
  grants: Grants,
  places: readonly Place[],
  server: Server,
  kinds: readonly ObjectKind[],
): VisibleObjects {
  const rights = [
    { kind: 'views', right: 'SHOW VIEW' },
    { kind: 'triggers', right: 'TRIGGER' },
    { kind: 'events', right: 'EVENT' },
    ...(isAtLeast(server, 'mariadb', 11, 3)
      ? [{ kind: 'routines', right: 'SHOW CREATE ROUTINE' } as const]
      : []),
  ] as const;
  const wanted = rights.filter(({ kind }) => kinds.includes(kind));
  const isHeld = ({ right }: { right: string }) =>
    isOver(grants, places, right) || (right === 'SHOW CREATE ROUTINE' && readsProc(grants));
  const missing = wanted.filter((one) => !isHeld(one));
  const asksForRoutines = kinds.includes('routines') && !rights.some(({ kind }) => kind === 'routines');
  const routines = asksForRoutines ? routineGrant(grants, server) : null;
  const named = missing.map(({ right }) => right);
  const fixes = [
    ...(named.length > 0 ? [grantOver(places, named, grants.account)] : []),
    ...(routines === null ? [] : [routines]),
  ];
  return {
    has: wanted.filter(isHeld).map(({ right }) => right),
    hidden: [...missing.map(({ kind }) => kind), ...(routines === null ? [] : ['routines' as const])],
    fix: fixes.length === 0 ? null : fixes.join('\n'),
  };
}

/** The GRANT by which the text of routines of others can be seen; null when that is possible already. */
function routineGrant(grants: Grants, server: Server): string | null {
  // The manual of MySQL 8: "With the SHOW_ROUTINE privilege or the global SELECT privilege".
  if (grants.everywhere('SELECT')) return null;
  if (isAtLeast(server, 'mysql', 8, 0, 20)) {
    return grants.everywhere('SHOW_ROUTINE')
      ? null
      : grantOver([EVERYWHERE], ['SHOW_ROUTINE'], grants.account);
  }
  if (isAtLeast(server, 'mysql', 8, 0)) return grantOver([EVERYWHERE], ['SELECT'], grants.account);
  return readsProc(grants) ? null : `GRANT SELECT ON mysql.proc TO ${grantee(grants.account)};`;
}

/** MariaDB, and MySQL before version 8, keep routines in a table. */
function readsProc(grants: Grants): boolean {
  return grants.onTable('mysql', 'proc', 'SELECT');
}

/** Nothing here needs it yet: it is told so that a user for both can be made in one go. */
function changes(grants: Grants, server: Server): Wishes {
  const named = isAtLeast(server, 'mariadb', 10, 5, 2) ? 'BINLOG MONITOR' : 'REPLICATION CLIENT';
  const seesLog = LOG_POSITION.some((right) => grants.everywhere(right));
  const wishes = [
    { right: 'REPLICATION SLAVE', isHeld: grants.everywhere('REPLICATION SLAVE') },
    { right: named, isHeld: seesLog },
  ];
  const has = wishes.filter(({ isHeld }) => isHeld).map(({ right }) => right);
  const missing = wishes.filter(({ isHeld }) => !isHeld).map(({ right }) => right);
  if (missing.length === 0) return { has, issues: [] };
  const fix = grantOver([EVERYWHERE], missing, grants.account);
  const detail = `They would need ${missing.join(' and ')} too, should they be wanted later; a full load does not.`;
  return { has, issues: [{ code: 'later', subject: 'ongoing changes', detail, fix }] };
}

/** What goes beyond a load into tables that stand empty. */
export function targetWishes(grants: Grants, places: readonly Place[], server: Server): Wishes {
  const wishes = [
    {
      right: 'DROP',
      detail:
        'Without this right tables can be neither truncated nor made anew, and an interrupted table without a key cannot start again.',
    },
    // MariaDB knows the right by name and never asks for it.
    ...(server.product === 'MariaDB'
      ? []
      : [
          {
            right: 'REFERENCES',
            detail: 'Without this right a task whose tables have foreign keys is refused before it starts.',
          },
        ]),
  ];
  const isHeld = ({ right }: { right: string }) => isOver(grants, places, right);
  return {
    has: wishes.filter(isHeld).map(({ right }) => right),
    issues: wishes
      .filter((wish) => !isHeld(wish))
      .map(({ right, detail }) => ({
        code: 'notice',
        subject: right,
        detail,
        fix: grantOver(places, [right], grants.account),
      })),
  };
}

function isOver(grants: Grants, places: readonly Place[], right: string): boolean {
  return places.every((place) => grants.over(place, right));
}

/** One GRANT for each schema. */
function grantOver(places: readonly Place[], rights: readonly string[], account: string): string {
  return [...new Set(places.map((place) => grantStatement(rights, place, account)))].join('\n');
}

/** Of Aurora the version of the MySQL it is made from counts. A number that is not known is high enough. */
function isAtLeast(server: Server, product: 'mysql' | 'mariadb', ...wanted: readonly number[]): boolean {
  if ((server.product === 'MariaDB') !== (product === 'mariadb')) return false;
  const version = /\(MySQL ([\d.]+)\)/.exec(server.version)?.[1] ?? server.version;
  const has = version.split(/[.-]/u).map(Number);
  for (const [at, number] of wanted.entries()) {
    const own = has[at] ?? Number.POSITIVE_INFINITY;
    if (own !== number) return own > number;
  }
  return true;
}
