/** A lab server as others reach it: plain values that can be handed to another process. */
import { type Connection, type ConnectionOptions, createConnection } from 'mysql2/promise';
import type { Product } from './program.ts';

export interface ServerAddress {
  readonly product: Product;
  readonly version: string;
  readonly host: string;
  readonly port: number;
  /** Path of the server's own socket. */
  readonly socket: string;
  readonly user: string;
  readonly password: string;
}

/** Endpoint URL without the password, which travels by environment. */
export function serverUrl(address: ServerAddress, schema = ''): string {
  return `mysql://${address.user}@${address.host}:${address.port}/${encodeURIComponent(schema)}`;
}

/** A new session as the server's administrator. The caller ends it. */
export function connect(address: ServerAddress, options: ConnectionOptions = {}): Promise<Connection> {
  const { host, port, user, password } = address;
  return createConnection({ host, port, user, password, charset: 'utf8mb4', ...options });
}

export type Row = Record<string, unknown>;

/** Runs one statement in a session of its own; its rows, none for a statement that gives none. */
export async function query(address: ServerAddress, sql: string, values: unknown[] = []): Promise<Row[]> {
  const connection = await connect(address, { supportBigNumbers: true, bigNumberStrings: true });
  try {
    const [rows] = await connection.query(sql, values);
    return Array.isArray(rows) ? (rows as Row[]) : [];
  } finally {
    await connection.end();
  }
}
