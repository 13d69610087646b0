/** The statement that makes one object on the target. */
import type { TableName, TablePlan } from '../../../../model/table.ts';
import { quoteName, quoteTable } from '../../sql-text.ts';
import { targetCollation } from '../collations.ts';
import { Cursor } from '../cursor.ts';
import { Draft, spanText } from '../draft.ts';
import { isSymbol, isWord, type Span, spoken, type Token, tokenize } from '../tokens.ts';
import type { ObjectRequest, StoredObject } from './object-request.ts';
import { renamedNames, renamedSchemas, targetSchemas } from './renames.ts';

export interface ObjectScript {
  readonly sql: string;
  /** The same with the user who runs it as definer; equal to `sql` when it names no other. */
  readonly sqlAsCurrentUser: string;
  /** `` `user`@`host` ``; null when the statement names none. */
  readonly definer: string | null;
  /** An event that was switched on and is switched off in `sql`. */
  readonly switchedOff: boolean;
}

/** The script, or why there is none. */
export function objectScript(
  request: ObjectRequest,
  object: StoredObject,
): ObjectScript | { readonly why: string } {
  if (object.create === null) return { why: 'the source does not show its definition to this user' };
  const tokens = tokenize(object.create);
  const head = surveyHead(tokens, object);
  if (head === null) return { why: 'its definition is not of a form that is known' };
  const body = tokens.map((token, at): Token => (isInside(at, head) ? { kind: 'space', text: '' } : token));
  const why = unsafe(request, object, body);
  if (why !== null) return { why };
  const draft = new Draft(tokens);
  draft.replace(head.name, quoteTable({ schema: object.targetSchema, table: object.name }));
  if (head.table) draft.replace(head.table, quoteTable(targetOf(request, object)));
  if (object.type === 'view') rewriteView(request, body, draft);
  const switchedOff = object.type === 'event' && switchOff(tokens, draft);
  const sql = draft.toString();
  if (head.definer) draft.replace(head.definer, 'CURRENT_USER');
  return {
    sql,
    sqlAsCurrentUser: draft.toString(),
    definer: head.definer ? spanText(tokens, head.definer) : null,
    switchedOff,
  };
}

interface Head {
  readonly definer: Span | null;
  readonly name: Span;
  /** The table of a trigger. */
  readonly table: Span | null;
}

function surveyHead(tokens: readonly Token[], object: StoredObject): Head | null {
  const cursor = new Cursor(tokens);
  let definer: Span | null = null;
  const words = object.type.toUpperCase().split(' ');
  while (!cursor.atEnd) {
    if (cursor.isWord('DEFINER') && isSymbol(cursor.peek(1), '=')) {
      cursor.take();
      cursor.take();
      definer = takeAccount(cursor);
    } else if (cursor.takeWords(...words)) {
      cursor.takeWords('IF', 'NOT', 'EXISTS');
      const name = takeName(cursor);
      return { definer, name, table: object.type === 'trigger' ? takeTable(cursor) : null };
    } else cursor.take();
  }
  return null;
}

/** `user`@`host`, a role, or CURRENT_USER. */
function takeAccount(cursor: Cursor): Span {
  const first = cursor.take();
  if (cursor.takeSymbol('@')) cursor.take();
  else cursor.takeGroup();
  return { first, last: cursor.before };
}

function takeName(cursor: Cursor): Span {
  const first = cursor.take();
  if (cursor.takeSymbol('.')) cursor.take();
  return { first, last: cursor.before };
}

function takeTable(cursor: Cursor): Span | null {
  while (!cursor.atEnd && !cursor.isWord('ON')) cursor.take();
  return cursor.takeWords('ON') ? takeName(cursor) : null;
}

function isInside(at: number, head: Head): boolean {
  return [head.definer, head.name, head.table].some(
    (span) => span !== null && at >= span.first && at <= span.last,
  );
}

function targetOf(request: ObjectRequest, object: StoredObject): TableName {
  return tablePlan(request, object)?.target ?? { schema: object.targetSchema, table: object.table ?? '' };
}

/** What the task does with the table of a trigger. */
function tablePlan({ plans }: ObjectRequest, { schema, table }: StoredObject): TablePlan | undefined {
  return plans.find(({ source: { name } }) => name.schema === schema && name.table === table);
}

/** What in the statement would mean something else on the target, and cannot be put right. */
function unsafe(request: ObjectRequest, object: StoredObject, body: readonly Token[]): string | null {
  const schema = renamedSchemas(body, request.plans).find(({ exact }) => !(exact && object.type === 'view'));
  if (schema) return `it names schema ${schema.schema}, which is called otherwise on the target`;
  const name = renamedNames(body, request.plans, tablePlan(request, object));
  return name === null ? null : `it uses ${name}`;
}

function rewriteView(request: ObjectRequest, tokens: readonly Token[], draft: Draft): void {
  const schemas = targetSchemas(request.plans);
  for (const { at, schema } of renamedSchemas(tokens, request.plans)) {
    draft.replaceAt(at, quoteName(schemas.get(schema) ?? schema));
  }
  for (const [at, token] of tokens.entries()) {
    const after = tokens.findIndex((next, place) => place > at && next.kind !== 'space');
    if (!isWord(token, 'COLLATE') || tokens[after]?.kind !== 'word') continue;
    const named = tokens[after].text.toLowerCase();
    const { collation } = targetCollation(named, request.to);
    if (collation !== named) draft.replaceAt(after, collation);
  }
}

/** Writes DISABLE for whatever state the event is in; says whether that was another one. */
function switchOff(tokens: readonly Token[], draft: Draft): boolean {
  const cursor = new Cursor(tokens);
  while (!cursor.atEnd && !cursor.takeWords('PRESERVE')) cursor.take();
  const first = cursor.at;
  const state = spoken(cursor.peek());
  if (state !== 'ENABLE' && state !== 'DISABLE') return false;
  cursor.take();
  if (cursor.takeWords('ON')) cursor.take();
  draft.replace({ first, last: cursor.before }, 'DISABLE');
  return state === 'ENABLE';
}
