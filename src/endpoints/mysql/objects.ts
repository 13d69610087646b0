/** Views, routines, triggers and events from one MySQL-family server to another. */
import type { CopiedObject, ObjectSource, ObjectsWanted } from '../objects-contract.ts';
import { copyObjects } from './ddl/objects/copy-objects.ts';
import type { ServerFacts, SqlSession } from './ddl/server-facts.ts';
import { type Credentials, Session } from './session.ts';

/** A source's objects: read in a session of their own, whose settings the reading changes. */
export class MysqlObjects implements ObjectSource {
  readonly family = 'mysql';
  readonly credentials: Credentials;
  readonly facts: ServerFacts;

  constructor(credentials: Credentials, facts: ServerFacts) {
    this.credentials = credentials;
    this.facts = facts;
  }
}

export async function* copyMysqlObjects(
  from: MysqlObjects,
  to: { readonly credentials: Credentials; readonly facts: ServerFacts },
  wanted: ObjectsWanted,
  signal: AbortSignal,
): AsyncGenerator<CopiedObject> {
  const source = await Session.open(from.credentials, signal);
  try {
    const target = await Session.open(to.credentials, signal);
    try {
      yield* copyObjects({
        ...wanted,
        source: plain(source),
        target: plain(target),
        from: from.facts,
        to: to.facts,
        definer: 'keep',
      });
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function plain(session: Session): SqlSession {
  return { query: async (sql) => [await session.rows(sql), undefined] };
}
