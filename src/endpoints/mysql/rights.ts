/** Which rights a user of a MySQL target is missing for a task, each with the GRANT that helps. */
import { DmsError } from '../../model/errors.ts';
import type { TablePlan } from '../../model/table.ts';
import type { PrepMode } from '../../model/task-settings.ts';
import type { ServerFacts } from './ddl/server-facts.ts';
import { showServer } from './failures.ts';
import type { Session } from './session.ts';
import { quoteName } from './sql-text.ts';

/**
 * Asks the server for the current user's grants and looks for what the task needs on each target schema.
 * Grants that cannot be read (roles of a kind not known here) count as present: the statement itself will
 * then say what is missing.
 * @throws DmsError `rights.missing`
 */
export async function checkTargetRights(
  session: Session,
  to: ServerFacts,
  tables: readonly TablePlan[],
  mode: PrepMode,
  controlSchema: string,
): Promise<void> {
  const grants = await readGrants(session);
  if (!grants) return;
  const { address } = session.credentials;
  const [row] = await session.rows<{ u: string }>('SELECT CURRENT_USER() AS u');
  const schemas = [...new Set(tables.map((table) => table.target.schema))];
  const wanted = [
    ...schemas.map((schema) => ({
      schema,
      rights: rightsOn(
        tables.filter((table) => table.target.schema === schema),
        to,
        mode,
      ),
    })),
    { schema: controlSchema, rights: ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'CREATE'] },
  ];
  const missing = wanted.flatMap(({ schema, rights }) => {
    const right = rights.filter((one) => !grants.some((grant) => grant.covers(schema, one))).join(', ');
    return right === '' ? [] : [{ right, schema }];
  });
  const [first, ...others] = missing;
  if (!first) return;
  const on = [`${first.schema}.*`, ...others.map(({ right, schema }) => `${right} on ${schema}.*`)];
  throw new DmsError(
    'rights.missing',
    { address: showServer(address), role: 'target', right: first.right, on: on.join(', and '), user: row!.u },
    {
      fix: missing
        .map((one) => `GRANT ${one.right} ON ${schemaPattern(one.schema)}.* TO ${grantee(row!.u)};`)
        .join('\n'),
    },
  );
}

function rightsOn(tables: readonly TablePlan[], to: ServerFacts, mode: PrepMode): string[] {
  const hasForeignKeys = tables.some(({ source }) => /\bFOREIGN KEY\b/.test(source.createSql ?? ''));
  return [
    'SELECT',
    'INSERT',
    'CREATE',
    'ALTER',
    'INDEX',
    // MariaDB knows the right by name and never asks for it.
    ...(hasForeignKeys && to.product === 'mysql' ? ['REFERENCES'] : []),
    ...(mode === 'do-nothing' ? [] : ['DROP']),
  ];
}

/** In a GRANT `_` and `%` stand for other characters, and would hand out more than was asked for. */
function schemaPattern(schema: string): string {
  return quoteName(schema.replace(/[_%\\]/g, '\\$&'));
}

/** What `FLUSH TABLES WITH READ LOCK` and the like need is tried, not asked; SELECT is what nothing works without. */
export function missingSelect(error: unknown, table: string, user: string): unknown {
  if (!(error instanceof DmsError) || !error.is('server.refused')) return error;
  if (
    error.server?.code !== 'ER_TABLEACCESS_DENIED_ERROR' &&
    error.server?.code !== 'ER_COLUMNACCESS_DENIED_ERROR'
  ) {
    return error;
  }
  return new DmsError(
    'rights.missing',
    { address: error.facts.address, role: 'source', right: 'SELECT', on: table, user },
    { server: error.server, cause: error, fix: `GRANT SELECT ON ${table} TO ${grantee(user)};` },
  );
}

interface Grant {
  covers(schema: string, right: string): boolean;
}

async function readGrants(session: Session): Promise<Grant[] | null> {
  const rows = await session.rows<Record<string, string>>('SHOW GRANTS');
  const lines = rows.map((row) => Object.values(row)[0]!);
  // A granted role brings rights that these lines do not show.
  if (lines.some((line) => /^GRANT (?!.* ON )/i.test(line))) return null;
  return lines.flatMap((line) => {
    const match = /^GRANT (.+?) ON (?:TABLE )?(\*|`(?:[^`]|``)+`|\S+?)\.(\*|`(?:[^`]|``)+`|\S+) TO /is.exec(
      line,
    );
    if (match?.[3] !== '*') return [];
    const rights = match[1]!.toUpperCase().split(/,\s*/);
    const pattern = match[2]!;
    return [
      {
        covers: (schema: string, right: string) =>
          (rights.includes(right) || rights.some((granted) => granted.startsWith('ALL PRIVILEGES'))) &&
          (pattern === '*' || matches(unquote(pattern), schema)),
      },
    ];
  });
}

function unquote(name: string): string {
  return name.startsWith('`') ? name.slice(1, -1).replaceAll('``', '`') : name;
}

/** The schema of a grant is a pattern: `%` and `_` are wildcards unless a backslash stands before them. */
function matches(pattern: string, schema: string): boolean {
  const source = pattern.replace(/\\(.)|([%_])|([.*+?^${}()|[\]\\])/g, (_, escaped, wild, special) => {
    if (escaped !== undefined) return String(escaped).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    if (wild !== undefined) return wild === '%' ? '.*' : '.';
    return `\\${special}`;
  });
  return new RegExp(`^${source}$`, 'is').test(schema);
}

/** `user@host` as GRANT wants it. */
function grantee(user: string): string {
  const at = user.lastIndexOf('@');
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
  return `${quote(user.slice(0, at))}@${quote(user.slice(at + 1))}`;
}
