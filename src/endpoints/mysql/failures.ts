/** What a MySQL driver or server error means, as a `DmsError`. */
import type { MysqlAddress } from '../../model/endpoint-url.ts';
import { DmsError, type ServerWords } from '../../model/errors.ts';

interface DriverError extends Error {
  code?: string;
  errno?: number;
  sqlMessage?: string;
}

export function showServer(address: MysqlAddress): string {
  return (
    address.socket ?? `${address.host.includes(':') ? `[${address.host}]` : address.host}:${address.port}`
  );
}

function serverWords(error: Error): ServerWords {
  const { code, errno, sqlMessage, message } = error as DriverError;
  // The driver knows numbers by MySQL's names alone; MariaDB gives this one to a check that failed.
  const isCheck = errno === 4025 && (sqlMessage ?? '').startsWith('CONSTRAINT ');
  return {
    code: isCheck ? 'ER_CONSTRAINT_FAILED' : (code ?? 'ERROR'),
    ...(errno === undefined || errno < 0 ? {} : { number: errno }),
    message: sqlMessage ?? message,
  };
}

/** Why a connection could not be made. */
export function connectFailure(error: Error, address: MysqlAddress): DmsError {
  const where = showServer(address);
  const server = serverWords(error);
  const more = { server, cause: error };
  switch (server.code) {
    case 'ER_ACCESS_DENIED_ERROR':
    case 'ER_ACCESS_DENIED_NO_PASSWORD_ERROR':
    case 'ER_ACCOUNT_HAS_BEEN_LOCKED':
    case 'ER_MUST_CHANGE_PASSWORD_LOGIN':
      return new DmsError(
        'connect.login',
        { address: where, user: address.user },
        {
          ...more,
          fix: `SELECT user, host, plugin FROM mysql.user WHERE user = '${address.user.replaceAll("'", "''")}';`,
        },
      );
    case 'HANDSHAKE_SSL_ERROR':
    case 'HANDSHAKE_NO_SSL_SUPPORT':
    case 'ER_SECURE_TRANSPORT_REQUIRED':
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'CERT_HAS_EXPIRED':
      return new DmsError('connect.tls', { address: where, reason: server.message, why: 'handshake' }, more);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
    case 'ENOENT':
    case 'EACCES':
      return new DmsError('connect.unreachable', { address: where, reason: server.code }, more);
    default:
      return new DmsError('connect.protocol', { address: where, reason: server.message }, more);
  }
}

/** Codes the driver uses when the connection itself broke. */
const LOST = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ER_SERVER_SHUTDOWN',
  'ER_CLIENT_INTERACTION_TIMEOUT',
  'ER_CONNECTION_KILLED',
]);

/** Why a statement failed, when nothing more special is known about it. */
export function queryFailure(error: Error, address: MysqlAddress, sql: string): DmsError {
  const where = showServer(address);
  const server = serverWords(error);
  const doing = sql.trimStart().slice(0, 60).replace(/\s+/g, ' ');
  const more = { server, cause: error };
  if (LOST.has(server.code) || /connection is in closed state|closed the connection/i.test(server.message)) {
    return new DmsError('connect.lost', { address: where, doing }, more);
  }
  switch (server.code) {
    case 'ER_OPTION_PREVENTS_STATEMENT':
    case 'ER_READ_ONLY_MODE':
    case 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION':
      return new DmsError(
        'target.read-only',
        { address: where, setting: readOnlySetting(server.message) },
        more,
      );
    default:
      return new DmsError('server.refused', { address: where, doing, sql: shorten(sql) }, more);
  }
}

/** The failure as one that names the table, where the server's code says what happened to it. */
export function tableFailure(error: unknown, table: string, address: MysqlAddress): unknown {
  if (!(error instanceof DmsError) || !error.is('server.refused')) return error;
  const more = { server: error.server, cause: error };
  switch (error.server?.code) {
    case 'ER_NO_SUCH_TABLE':
    case 'ER_BAD_TABLE_ERROR':
    case 'ER_BAD_DB_ERROR':
      return new DmsError('table.gone', { table }, more);
    case 'ER_TABLE_DEF_CHANGED':
    case 'ER_BAD_FIELD_ERROR':
    case 'ER_NO_SUCH_FIELD':
      return new DmsError('table.changed', { table }, more);
    default:
      return fullFailure(error, table, address);
  }
}

/** The failure as `target.full`, where the server ran out of room for what is to be kept in the table. */
export function fullFailure(error: unknown, table: string, address: MysqlAddress): unknown {
  if (!(error instanceof DmsError) || !error.is('server.refused') || !isFull(error.server)) return error;
  return new DmsError(
    'target.full',
    { address: showServer(address), table },
    { server: error.server, cause: error },
  );
}

const FULL = new Set(['ER_RECORD_FILE_FULL', 'ER_DISK_FULL', 'ER_TRX_CACHE_FULL', 'ER_DISK_FULL_NOWAIT']);

/** MariaDB says of a table that it cannot be made, and names the reason by the number of a file error. */
function isFull(server: ServerWords | null): boolean {
  return server !== null && (FULL.has(server.code) || /\(errno: (28|135) /.test(server.message));
}

function readOnlySetting(message: string): string {
  return /--?(super[-_]read[-_]only|read[-_]only|innodb[-_]read[-_]only)/i.exec(message)?.[1] ?? 'read_only';
}

function shorten(sql: string): string {
  return sql.length > 2_000 ? `${sql.slice(0, 2_000)} …` : sql;
}
