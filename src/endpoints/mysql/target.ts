/** A MySQL-family server as a target. */
import type { MysqlAddress } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import type { TableName } from '../../model/table.ts';
import type { EndpointIdentity, EndpointSecrets, TargetEndpoint, TargetSession } from '../contract.ts';
import type { StatementListener } from '../statements.ts';
import type { TargetSurvey } from '../survey-contract.ts';
import { SYSTEM_SCHEMAS } from './catalog.ts';
import { LEDGER_TABLES } from './ledger.ts';
import { readServer, type Server } from './server.ts';
import { type Credentials, Session } from './session.ts';
import { MysqlTargetSurvey } from './survey/target-survey.ts';
import { MysqlTargetSession } from './target-session.ts';

/** Rows of about this size make one transaction: large enough to amortise a commit, cheap enough to redo. */
const CHUNK_BYTES = 48 * 1024 * 1024;

export async function openMysqlTarget(
  address: MysqlAddress,
  secrets: EndpointSecrets,
  controlSchema: string,
  signal: AbortSignal,
  onStatement?: StatementListener,
): Promise<TargetEndpoint> {
  const credentials = { address, ...secrets, onStatement };
  const session = await Session.open(credentials, signal);
  return new MysqlTarget(credentials, session, await readServer(session), controlSchema);
}

class MysqlTarget implements TargetEndpoint {
  readonly text = 'stored';
  readonly knowsItsOwn = false;
  readonly chunkBytes = CHUNK_BYTES;
  readonly #credentials: Credentials;
  readonly #session: Session;
  readonly #server: Server;
  readonly #controlSchema: string;

  constructor(credentials: Credentials, session: Session, server: Server, controlSchema: string) {
    this.#credentials = credentials;
    this.#session = session;
    this.#server = server;
    this.#controlSchema = controlSchema;
  }

  get identity(): EndpointIdentity {
    return this.#server.identity;
  }

  ownerOf({ schema, table }: TableName): string | null {
    if (SYSTEM_SCHEMAS.includes(schema.toLowerCase())) return 'the server itself';
    const isLedger =
      schema.toLowerCase() === this.#controlSchema.toLowerCase() && LEDGER_TABLES.includes(table);
    return isLedger ? 'the checkpoints of tasks' : null;
  }

  get namesAreCaseSensitive(): boolean {
    return this.#server.facts.lowerCaseTableNames === 0;
  }

  async open(task: string, signal: AbortSignal): Promise<TargetSession> {
    const session = await Session.open(this.#credentials, signal);
    await this.#claim(session, task);
    return new MysqlTargetSession(
      session,
      this.#credentials,
      this.#server,
      this.#controlSchema,
      task,
      signal,
    );
  }

  async survey(signal: AbortSignal): Promise<TargetSurvey> {
    return await MysqlTargetSurvey.open(this.#credentials, this.#server, signal);
  }

  async close(): Promise<void> {
    await this.#session.close();
  }

  /** One run per task and target, wherever it is started; the server lets go when the owner is gone. */
  async #claim(session: Session, task: string): Promise<void> {
    const name = `CONCAT('dms-tui:', LEFT(SHA2('${task}', 256), 40))`;
    const [row] = await session.rows<{ ok: number | string | null }>(`SELECT GET_LOCK(${name}, 10) AS ok`);
    if (Number(row?.ok) === 1) return;
    const [owner] = await session.rows<{ id: number; client: string }>(
      `SELECT ID AS id, HOST AS client FROM information_schema.PROCESSLIST WHERE ID = IS_USED_LOCK(${name})`,
    );
    await session.close();
    const { address } = this.#server.identity;
    const connection = Number(owner?.id ?? 0);
    throw new DmsError(
      'target.busy',
      { task, address, connection, client: owner?.client ?? 'a client this user may not see' },
      { fix: owner ? `KILL ${connection};` : null },
    );
  }
}
