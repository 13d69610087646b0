/** One connection to a MySQL-family server: queries as promises, server errors as `DmsError`. */
import type { Duplex } from 'node:stream';
import type { Connection, ResultSetHeader } from 'mysql2';
import type { MysqlAddress } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import type { EndpointSecrets } from '../contract.ts';
import type { StatementEnd, StatementListener } from '../statements.ts';
import { connectInSteps } from './connect/steps.ts';
import { queryFailure } from './failures.ts';

/** Every character there is, on every server there is. */
export const USUAL_CHARSET = 'utf8mb4_general_ci';

export interface Credentials extends EndpointSecrets {
  readonly address: MysqlAddress;
  /** Told of every statement of every session that is opened with these. */
  readonly onStatement?: StatementListener | undefined;
}

/** A cell as the server sent it: the bytes of its text form, or null. */
export type RawCell = Buffer | null;

const NOBODY = () => {};

/** Rows that came, or that were changed. */
function rowsOf(result: unknown): number | null {
  if (Array.isArray(result)) return result.length;
  return (result as ResultSetHeader | undefined)?.affectedRows ?? null;
}

export class Session {
  readonly connection: Connection;
  readonly credentials: Credentials;
  readonly serverThread: number;
  #lost: Error | null = null;
  #closing = false;

  /** Over a connection that is signed in. */
  constructor(connection: Connection, credentials: Credentials) {
    this.connection = connection;
    this.credentials = credentials;
    this.serverThread = connection.threadId ?? 0;
    // Without a listener a connection that dies between two queries would end the process.
    connection.on('error', (error: Error) => {
      this.#lost ??= error;
    });
  }

  /** @throws DmsError of the `connect.*` kinds */
  static async open(
    credentials: Credentials,
    signal: AbortSignal,
    charset = USUAL_CHARSET,
  ): Promise<Session> {
    const steps = connectInSteps(credentials, signal, charset);
    for (;;) {
      const step = await steps.next();
      if (step.done) return new Session(step.value.connection, credentials);
    }
  }

  /** Rows as objects of strings, numbers and null. */
  async rows<Row>(sql: string): Promise<Row[]> {
    return (await this.#run({ sql })) as Row[];
  }

  /** Rows as arrays of undecoded cells. */
  async rawRows(sql: string): Promise<RawCell[][]> {
    return (await this.#run({ sql, rowsAsArray: true, typeCast: false })) as RawCell[][];
  }

  /** A statement without rows. `shown` is what is told of one that holds rows of a table. */
  async execute(sql: string, shown = sql): Promise<ResultSetHeader> {
    return (await this.#run({ sql }, shown)) as ResultSetHeader;
  }

  /** Tells that a statement is sent, by whatever way. What it returns is to be told of its end. */
  sends(text: string): (end: StatementEnd) => void {
    return this.credentials.onStatement?.({ connection: this.serverThread, text }) ?? NOBODY;
  }

  /** Tries a statement whose failure changes nothing that matters, such as an unknown variable. */
  async attempt(sql: string): Promise<boolean> {
    try {
      await this.execute(sql);
      return true;
    } catch (error) {
      if (error instanceof DmsError && error.is('server.refused')) return false;
      throw error;
    }
  }

  /** Ends the statement that another session is running. */
  async killQuery(serverThread: number): Promise<void> {
    await this.attempt(`KILL QUERY ${serverThread}`);
  }

  /** Lets the server and all on the way know that somebody is here. What is wrong the next statement tells. */
  async ping(): Promise<void> {
    if (this.#lost || this.#closing) return;
    await new Promise<void>((resolve) => {
      this.connection.ping(() => resolve());
    });
  }

  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    await new Promise<void>((resolve) => {
      // A server that no longer answers must not hold up the end of a run.
      const force = setTimeout(() => {
        this.connection.destroy();
        resolve();
      }, 1_000);
      this.connection.end(() => {
        clearTimeout(force);
        resolve();
      });
    });
  }

  /** Drops the connection at once; the server rolls back what was open. */
  destroy(): void {
    this.#closing = true;
    this.connection.destroy();
  }

  /** Closes the socket under it too: nobody waits for the answer of a statement any more. */
  abandon(): void {
    this.destroy();
    (this.connection as unknown as { stream: Duplex }).stream.destroy();
  }

  async #run(
    options: { sql: string; rowsAsArray?: boolean; typeCast?: false },
    shown = options.sql,
  ): Promise<unknown> {
    if (this.#lost) throw queryFailure(this.#lost, this.credentials.address, options.sql);
    const ends = this.sends(shown);
    return await new Promise((resolve, reject) => {
      this.connection.query(options, (error, result) => {
        ends(error ? { rows: null, error: error.message } : { rows: rowsOf(result), error: null });
        if (error) reject(queryFailure(error, this.credentials.address, options.sql));
        else resolve(result);
      });
    });
  }
}
