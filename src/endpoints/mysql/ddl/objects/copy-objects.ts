/** Makes the views, routines, triggers and events of a task on its target. */
import { DmsError, type Issue } from '../../../../model/errors.ts';
import type { ObjectKind } from '../../../../model/task.ts';
import { quoteName, quoteTable, quoteText } from '../../sql-text.ts';
import { targetCollation } from '../collations.ts';
import { field, rowsOf } from '../server-facts.ts';
import { listObjects } from './list-objects.ts';
import type { ObjectOutcome, ObjectRequest, StoredObject } from './object-request.ts';
import { type ObjectScript, objectScript } from './object-script.ts';
import { targetMode } from './sql-mode.ts';

/** Functions before the views that call them; triggers when no row of ours can set them off any more. */
const ORDER: readonly ObjectKind[] = ['routines', 'views', 'triggers', 'events'];

/**
 * For after the load. Events come along switched off: on, they would change rows on the target while the
 * source still does the same, and while rows are compared.
 */
export async function* copyObjects(request: ObjectRequest): AsyncGenerator<ObjectOutcome> {
  const made = new Set<string>();
  for (const kind of ORDER.filter((candidate) => request.kinds.includes(candidate))) {
    let waiting: Failure[] = (await listObjects(request, kind)).map((object) => ({ object, why: '' }));
    // A view may need another one first: go round as long as that helps.
    for (let before = Number.POSITIVE_INFINITY; waiting.length < before; ) {
      before = waiting.length;
      const failed: Failure[] = [];
      for (const { object } of waiting) {
        const attempt = await copyObject(request, object, made);
        if ('why' in attempt) failed.push(attempt);
        else yield attempt;
      }
      waiting = failed;
    }
    for (const { object, why, fix } of waiting) yield leftBehind(object, why, fix);
  }
}

/** An attempt that another object may help. */
interface Failure {
  readonly object: StoredObject;
  readonly why: string;
  readonly fix?: string;
}

/** `made`: what this run has put on the target, which two schemas that become one could ask for twice. */
async function copyObject(
  request: ObjectRequest,
  object: StoredObject,
  made: Set<string>,
): Promise<ObjectOutcome | Failure> {
  const script = objectScript(request, object);
  if ('why' in script) return leftBehind(object, script.why);
  const { mode, missing } = targetMode(object.sqlMode ?? '', request.to);
  if (missing.includes('ORACLE') || missing.includes('MSSQL')) {
    return leftBehind(
      object,
      `it is written for sql_mode ${missing.join(',')}, which the target does not have`,
    );
  }
  const place = `${object.type}\0${object.targetSchema}\0${object.name.toLowerCase()}`;
  if (made.has(place)) return leftBehind(object, 'another schema of the task has one of this name');
  const stands = await exists(request, object);
  if (stands && !request.replace) {
    const kept = issue('notice', object, 'stands on the target already and is left as it is');
    return { ...outcome(object, 'kept', null), issues: [kept] };
  }
  try {
    await prepare(request, object, mode);
    if (stands) await request.target.query(dropStatement(object));
    const { sql, issues } = await make(request, object, script);
    made.add(place);
    const said = [...issues, ...notes(object, script, missing)];
    return { ...outcome(object, stands ? 'replaced' : 'created', sql), issues: said };
  } catch (error) {
    const { number, message } = serverWords(error);
    // 1418, 1419: the binary log refuses functions and triggers of users without SUPER.
    const fix =
      number === 1418 || number === 1419 ? 'SET GLOBAL log_bin_trust_function_creators = 1' : undefined;
    return fix === undefined ? { object, why: message } : { object, why: message, fix };
  }
}

async function prepare({ target, to }: ObjectRequest, object: StoredObject, mode: string): Promise<void> {
  await target.query(`USE ${quoteName(object.targetSchema)}`);
  await target.query('SET NAMES utf8mb4');
  if (object.collation !== null) {
    await target.query(
      `SET SESSION collation_connection = ${targetCollation(object.collation, to).collation}`,
    );
  }
  if (object.sqlMode !== null) await target.query(`SET SESSION sql_mode = ${quoteText(mode)}`);
  if (object.timeZone !== null) await target.query(`SET SESSION time_zone = ${quoteText(object.timeZone)}`);
}

/** Rights to name a definer: SUPER, SET USER, SET_ANY_DEFINER, ALLOW_NONEXISTENT_DEFINER; the account is not there. */
const DEFINER_REFUSED = new Set([1227, 1449]);

async function make(
  request: ObjectRequest,
  object: StoredObject,
  script: ObjectScript,
): Promise<{ sql: string; issues: Issue[] }> {
  const { target } = request;
  if (request.definer === 'keep' && script.definer !== null) {
    try {
      await target.query(script.sql);
      const warnings = await rowsOf(target, 'SHOW WARNINGS');
      // With a definer that is not there a view cannot be read, and a trigger stops every write to its table.
      if (!warnings.some((row) => field(row, 'Code') === '1449')) return { sql: script.sql, issues: [] };
      await target.query(dropStatement(object));
    } catch (error) {
      if (!DEFINER_REFUSED.has(serverWords(error).number ?? 0)) throw error;
    }
  }
  await target.query(script.sqlAsCurrentUser);
  if (script.definer === null) return { sql: script.sqlAsCurrentUser, issues: [] };
  const detail = `had definer ${script.definer}; on the target it has the user who copied it`;
  return { sql: script.sqlAsCurrentUser, issues: [issue('translated', object, detail)] };
}

function notes(object: StoredObject, script: ObjectScript, missing: readonly string[]): Issue[] {
  const issues: Issue[] = [];
  if (missing.length > 0) {
    issues.push(
      issue(
        'translated',
        object,
        `was made under sql_mode ${missing.join(',')}, which the target does not have`,
      ),
    );
  }
  if (script.switchedOff) {
    const event = quoteTable({ schema: object.targetSchema, table: object.name });
    issues.push(issue('translated', object, 'is switched off on the target', `ALTER EVENT ${event} ENABLE`));
  }
  return issues;
}

const PLACES: Readonly<Record<string, readonly [table: string, schema: string, name: string]>> = {
  view: ['TABLES', 'TABLE_SCHEMA', 'TABLE_NAME'],
  trigger: ['TRIGGERS', 'TRIGGER_SCHEMA', 'TRIGGER_NAME'],
  event: ['EVENTS', 'EVENT_SCHEMA', 'EVENT_NAME'],
};

async function exists({ target }: ObjectRequest, object: StoredObject): Promise<boolean> {
  const [table, schema, name] = PLACES[object.type] ?? ['ROUTINES', 'ROUTINE_SCHEMA', 'ROUTINE_NAME'];
  const ofType = table === 'ROUTINES' ? ` AND ROUTINE_TYPE = ${quoteText(object.type.toUpperCase())}` : '';
  const rows = await rowsOf(
    target,
    `SELECT 1 FROM information_schema.${table}
     WHERE ${schema} = ${quoteText(object.targetSchema)} AND ${name} = ${quoteText(object.name)}${ofType}`,
  );
  return rows.length > 0;
}

/** Drops only an object of the same type: a table in the place of a view stays, and the server says so. */
function dropStatement(object: StoredObject): string {
  const name = quoteTable({ schema: object.targetSchema, table: object.name });
  return `DROP ${object.type.toUpperCase()} ${name}`;
}

function outcome(
  { type, schema, name }: StoredObject,
  action: ObjectOutcome['action'],
  statement: string | null,
): Omit<ObjectOutcome, 'issues'> {
  return { type, schema, name, action, statement };
}

function leftBehind(object: StoredObject, why: string, fix?: string): ObjectOutcome {
  return {
    ...outcome(object, 'left-behind', null),
    issues: [issue('left-behind', object, `stays behind: ${why}`, fix)],
  };
}

function issue(code: Issue['code'], object: StoredObject, detail: string, fix?: string): Issue {
  const subject = `${object.schema}.${object.name}`;
  const said = { code, subject, detail: `The ${object.type} ${detail}.` };
  return fix === undefined ? said : { ...said, fix };
}

/** What the server said, whether the session throws the driver's errors or ours. */
function serverWords(error: unknown): { number: number | undefined; message: string } {
  if (error instanceof DmsError && error.server)
    return { number: error.server.number, message: error.server.message };
  if (error instanceof Error && 'errno' in error && typeof error.errno === 'number' && 'sqlState' in error) {
    return { number: error.errno, message: error.message };
  }
  throw error;
}
