/** What a MySQL-family source can tell of a task before it runs. */
import type { TablePlan } from '../../../model/table.ts';
import { OBJECT_KINDS, type ObjectKind } from '../../../model/task.ts';
import type {
  ExpectedMoment,
  ObjectsLook,
  ServerLook,
  SourceSurvey,
  ValueAnswer,
  ValueQuestion,
} from '../../survey-contract.ts';
import { plain } from '../catalog.ts';
import { findObjects } from '../ddl/objects/list-objects.ts';
import { grantee, type Place, placeOf } from '../grants.ts';
import { readGrants } from '../read-grants.ts';
import { expectedGuarantee, lockGrant, visibleObjects } from '../right-wishes.ts';
import type { Server } from '../server.ts';
import { recogniseServer, SERVER_MARKS } from '../server-hop.ts';
import type { Credentials, Session } from '../session.ts';
import { withoutSnapshot } from '../snapshot.ts';
import { holdGrant, keepNoLog, letsGo } from '../table-hold.ts';
import { Turns } from '../turns.ts';
import { isOn, readVariables } from '../variables.ts';
import { lookAtServer } from './look.ts';
import { measureValues } from './measure-values.ts';
import { openToLook } from './open-to-look.ts';

export class MysqlSourceSurvey implements SourceSurvey {
  readonly #credentials: Credentials;
  readonly #server: Server;
  readonly #session: Session;
  readonly #turns: Turns;

  static async open(
    credentials: Credentials,
    server: Server,
    signal: AbortSignal,
  ): Promise<MysqlSourceSurvey> {
    return new MysqlSourceSurvey(credentials, server, await openToLook(credentials, signal));
  }

  private constructor(credentials: Credentials, server: Server, session: Session) {
    this.#credentials = credentials;
    this.#server = server;
    this.#session = session;
    this.#turns = new Turns(session);
  }

  withoutSnapshot(tables: readonly TablePlan[]): readonly TablePlan[] {
    return withoutSnapshot(tables);
  }

  async look(signal: AbortSignal): Promise<ServerLook> {
    return await this.#turns.take(signal, (session) => lookAtServer(session, 'source', this.#server));
  }

  async moment(tables: readonly TablePlan[], signal: AbortSignal): Promise<ExpectedMoment | null> {
    return await this.#turns.take(signal, async (session) => {
      const grants = await readGrants(session);
      if (grants === null) return null;
      const variables = await readVariables(session, [...SERVER_MARKS, 'log_bin']);
      const server = recogniseServer(variables, this.#credentials.address.host);
      const places = placesOf(tables);
      const guarantee = expectedGuarantee(grants, places, server, isOn(variables, 'log_bin'));
      const isLocked = guarantee === 'global-lock' || guarantee === 'table-locks';
      await keepNoLog(session);
      const isHeld = !(await letsGo(session, this.#server.facts.product));
      return {
        guarantee,
        fix: isLocked ? null : lockGrant(grants, places),
        holdFix: isHeld ? holdGrant(grantee(grants.account)) : null,
      };
    });
  }

  async objects(
    tables: readonly TablePlan[],
    kinds: readonly ObjectKind[],
    selects: (schema: string, name: string) => boolean,
    signal: AbortSignal,
  ): Promise<ObjectsLook> {
    return await this.#turns.take(signal, async (session) => {
      const request = { plans: tables, source: plain(session), selects };
      const counts = { views: 0, triggers: 0, routines: 0, events: 0 };
      for (const kind of OBJECT_KINDS) counts[kind] = (await findObjects(request, kind)).length;
      const grants = await readGrants(session);
      if (grants === null) return { counts, hidden: [], fix: null };
      const variables = await readVariables(session, SERVER_MARKS);
      const server = recogniseServer(variables, this.#credentials.address.host);
      const { hidden, fix } = visibleObjects(grants, placesOf(tables), server, kinds);
      return { counts, hidden, fix };
    });
  }

  /** In a session of its own: large values take their time, and other questions need not wait for them. */
  async *values(
    questions: readonly ValueQuestion[],
    limitMs: number,
    signal: AbortSignal,
  ): AsyncGenerator<ValueAnswer> {
    if (questions.length === 0) return;
    const session = await openToLook(this.#credentials, signal);
    try {
      yield* measureValues(session, this.#server.facts.product, questions, limitMs, signal);
    } finally {
      await session.close();
    }
  }

  async close(): Promise<void> {
    await this.#session.close();
  }
}

function placesOf(tables: readonly TablePlan[]): Place[] {
  return [...new Set(tables.map(({ source }) => source.name.schema))].map((schema) => placeOf(schema));
}
