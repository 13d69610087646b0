/** What a MySQL-family target can tell of a task before it runs. */
import { type TableName, type TablePlan, tableId } from '../../../model/table.ts';
import type { ServerLook, StandingTrigger, TargetSurvey, Translated } from '../../survey-contract.ts';
import { definitionSettings } from '../ddl/session-settings.ts';
import { grantStatement, placeOf } from '../grants.ts';
import { readGrants } from '../read-grants.ts';
import type { Server } from '../server.ts';
import { type Credentials, Session } from '../session.ts';
import { quoteTable, quoteText } from '../sql-text.ts';
import { TableScripts } from '../table-scripts.ts';
import { refuseUnknownCharsets } from '../target-columns.ts';
import { Turns } from '../turns.ts';
import { freeBytesOf } from './free-bytes.ts';
import { lookAtServer } from './look.ts';

export class MysqlTargetSurvey implements TargetSurvey {
  readonly #server: Server;
  readonly #session: Session;
  readonly #turns: Turns;
  readonly #scripts: TableScripts;

  static async open(
    credentials: Credentials,
    server: Server,
    signal: AbortSignal,
  ): Promise<MysqlTargetSurvey> {
    const session = await Session.open(credentials, signal);
    for (const sql of definitionSettings(server.facts)) await session.attempt(sql);
    return new MysqlTargetSurvey(server, session);
  }

  private constructor(server: Server, session: Session) {
    this.#server = server;
    this.#session = session;
    this.#turns = new Turns(session);
    this.#scripts = new TableScripts(session, server.facts);
  }

  async look(signal: AbortSignal): Promise<ServerLook> {
    return await this.#turns.take(signal, (session) => lookAtServer(session, 'target', this.#server));
  }

  async translate(table: TablePlan, all: readonly TablePlan[], signal: AbortSignal): Promise<Translated> {
    return await this.#turns.take(signal, async () => {
      this.#scripts.plans = all;
      const { issues, lostKeys, foreignKeys } = await this.#scripts.of(table);
      refuseUnknownCharsets(table, this.#server.facts);
      const lost = new Set(lostKeys.map(({ issue }) => issue));
      return { issues: issues.filter((issue) => !lost.has(issue)), lostKeys, keptKeys: foreignKeys };
    });
  }

  async triggers(
    tables: readonly TablePlan[],
    signal: AbortSignal,
  ): Promise<{ triggers: StandingTrigger[] | null; fix: string | null }> {
    if (tables.length === 0) return { triggers: [], fix: null };
    return await this.#turns.take(signal, async (session) => {
      const schemas = schemasOf(tables);
      const grants = await readGrants(session);
      const blind = schemas.filter((schema) => grants && !grants.onSchema(schema, 'TRIGGER'));
      if (grants && blind.length > 0) {
        const fixes = blind.map((schema) => grantStatement(['TRIGGER'], placeOf(schema), grants.account));
        return { triggers: null, fix: fixes.join('\n') };
      }
      const rows = await session.rows<{ s: string; t: string; name: string; at: string; on: string }>(
        `SELECT EVENT_OBJECT_SCHEMA AS s, EVENT_OBJECT_TABLE AS t, TRIGGER_NAME AS name, ACTION_TIMING AS at,
           EVENT_MANIPULATION AS \`on\`
         FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA IN (${schemas.map(quoteText).join(', ')})
         ORDER BY EVENT_OBJECT_SCHEMA, EVENT_OBJECT_TABLE, TRIGGER_NAME`,
      );
      const wanted = new Set(tables.map(({ target }) => this.#id(target)));
      const triggers = rows.map(({ s, t, name, at, on }) => {
        const trigger = quoteTable({ schema: s, table: name });
        const setAside = `SHOW CREATE TRIGGER ${trigger};\nDROP TRIGGER ${trigger};`;
        return { table: { schema: s, table: t }, name, when: `${at} ${on}`, setAside };
      });
      return { triggers: triggers.filter(({ table }) => wanted.has(this.#id(table))), fix: null };
    });
  }

  async standing(tables: readonly TablePlan[], signal: AbortSignal): Promise<TableName[]> {
    if (tables.length === 0) return [];
    return await this.#turns.take(signal, async (session) => {
      const schemas = schemasOf(tables).map(quoteText).join(', ');
      const rows = await session.rows<{ s: string; t: string }>(
        `SELECT TABLE_SCHEMA AS s, TABLE_NAME AS t FROM information_schema.TABLES WHERE TABLE_SCHEMA IN (${schemas})`,
      );
      return rows.map(({ s, t }) => ({ schema: s, table: t }));
    });
  }

  async freeBytes(signal: AbortSignal): Promise<number | null> {
    return await this.#turns.take(signal, (session) => freeBytesOf(session));
  }

  async close(): Promise<void> {
    await this.#session.close();
  }

  #id(name: TableName): string {
    return this.#server.facts.lowerCaseTableNames === 0 ? tableId(name) : tableId(name).toLowerCase();
  }
}

function schemasOf(tables: readonly TablePlan[]): string[] {
  return [...new Set(tables.map(({ target }) => target.schema))];
}
