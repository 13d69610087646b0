/** Finds the objects of a task on the source and reads each one's own statement. */
import { tableId } from '../../../../model/table.ts';
import type { ObjectKind } from '../../../../model/task.ts';
import { quoteName, quoteTable, quoteText } from '../../sql-text.ts';
import { field, type Row, rowsOf } from '../server-facts.ts';
import type { ObjectRequest, ObjectType, StoredObject } from './object-request.ts';
import { targetSchemas } from './renames.ts';

export async function listObjects(request: ObjectRequest, kind: ObjectKind): Promise<StoredObject[]> {
  const schemas = targetSchemas(request.plans);
  const objects: StoredObject[] = [];
  for (const found of await findObjects(request, kind)) {
    const definition = await readDefinition(request, found);
    objects.push({ ...found, ...definition, targetSchema: schemas.get(found.schema) ?? found.schema });
  }
  return objects;
}

/** The same without their statements. */
export async function findObjects(
  request: Pick<ObjectRequest, 'plans' | 'source' | 'selects'>,
  kind: ObjectKind,
): Promise<FoundObject[]> {
  const schemas = targetSchemas(request.plans);
  if (schemas.size === 0) return [];
  const rows = await rowsOf(request.source, LISTS[kind]([...schemas.keys()].map(quoteText).join(', ')));
  const found = rows.map((row) => ({
    type: (field(row, 'type') ?? '').toLowerCase() as ObjectType,
    schema: field(row, 'object_schema') ?? '',
    name: field(row, 'object_name') ?? '',
    table: field(row, 'object_table'),
  }));
  const tables = new Set(request.plans.map((plan) => tableId(plan.source.name)));
  return found.filter((one) => isWanted(one, tables, request.selects));
}

const LISTS: Readonly<Record<ObjectKind, (schemas: string) => string>> = {
  routines: (schemas) =>
    `SELECT ROUTINE_TYPE AS type, ROUTINE_SCHEMA AS object_schema, ROUTINE_NAME AS object_name, NULL AS object_table
     FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA IN (${schemas})
     ORDER BY ROUTINE_SCHEMA, ROUTINE_TYPE, ROUTINE_NAME`,
  views: (schemas) =>
    `SELECT 'view' AS type, TABLE_SCHEMA AS object_schema, TABLE_NAME AS object_name, NULL AS object_table
     FROM information_schema.VIEWS WHERE TABLE_SCHEMA IN (${schemas}) ORDER BY TABLE_SCHEMA, TABLE_NAME`,
  // Those of one table and moment fire in this order, and in the order they are made on the target.
  triggers: (schemas) =>
    `SELECT 'trigger' AS type, TRIGGER_SCHEMA AS object_schema, TRIGGER_NAME AS object_name,
       EVENT_OBJECT_TABLE AS object_table
     FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA IN (${schemas})
     ORDER BY TRIGGER_SCHEMA, EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER`,
  events: (schemas) =>
    `SELECT 'event' AS type, EVENT_SCHEMA AS object_schema, EVENT_NAME AS object_name, NULL AS object_table
     FROM information_schema.EVENTS WHERE EVENT_SCHEMA IN (${schemas}) ORDER BY EVENT_SCHEMA, EVENT_NAME`,
};

export type FoundObject = Pick<StoredObject, 'type' | 'schema' | 'name' | 'table'>;

function isWanted(
  { type, schema, name, table }: FoundObject,
  tables: ReadonlySet<string>,
  selects: ObjectRequest['selects'],
): boolean {
  if (table !== null) return tables.has(tableId({ schema, table }));
  if (type === 'view' && tables.has(tableId({ schema, table: name }))) return false;
  return selects(schema, name);
}

/** In its own schema, so that names inside a view are printed without it wherever that is their meaning. */
async function readDefinition(
  request: ObjectRequest,
  { type, schema, name }: FoundObject,
): Promise<Pick<StoredObject, 'create' | 'sqlMode' | 'collation' | 'timeZone'>> {
  await request.source.query(`USE ${quoteName(schema)}`);
  const [row] = await rowsOf(
    request.source,
    `SHOW CREATE ${type.toUpperCase()} ${quoteTable({ schema, table: name })}`,
  );
  return {
    create: createText(row),
    sqlMode: field(row, 'sql_mode'),
    collation: field(row, 'collation_connection'),
    timeZone: field(row, 'time_zone'),
  };
}

function createText(row: Row | undefined): string | null {
  const key = Object.keys(row ?? {}).find((name) => /^(?:create |sql original statement)/iu.test(name));
  return key === undefined ? null : field(row, key);
}
