/** A MySQL-family server as a target. */
import type { MysqlAddress } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import type { EndpointIdentity, TargetEndpoint, TargetSession } from '../contract.ts';
import { type Server, readServer } from './server.ts';
import { type Credentials, Session } from './session.ts';
import { MysqlTargetSession } from './target-session.ts';

/** Rows of about this size make one transaction: large enough to amortise a commit, cheap enough to redo. */
const CHUNK_BYTES = 48 * 1024 * 1024;

export async function openMysqlTarget(
  address: MysqlAddress,
  password: string | null,
  controlSchema: string,
  signal: AbortSignal,
): Promise<TargetEndpoint> {
  const credentials = { address, password };
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

  async open(task: string, signal: AbortSignal): Promise<TargetSession> {
    const session = await Session.open(this.#credentials, signal);
    await this.#claim(session, task);
    return new MysqlTargetSession(session, this.#credentials, this.#server, this.#controlSchema, task);
  }

  async close(): Promise<void> {
    await this.#session.close();
  }

  /** One run per task and target, wherever it is started; the server lets go when the owner is gone. */
  async #claim(session: Session, task: string): Promise<void> {
    const [row] = await session.rows<{ ok: number; owner: number | null }>(
      `SELECT GET_LOCK(CONCAT('dms-tui:', LEFT(SHA2('${task}', 256), 40)), 10) AS ok`,
    );
    if (row?.ok === 1) return;
    await session.close();
    throw new DmsError('instance.busy', {
      task,
      pid: 0,
      since: 'unknown',
      host: this.#server.identity.address,
      lock: 'a named lock on the target',
    });
  }
}
