/** What a MySQL driver or server error means, as a `DmsError`. */
import type { MysqlAddress } from '../../model/endpoint-url.ts';
import { DmsError, type ErrorFacts, type ServerWords } from '../../model/errors.ts';

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

/** Why a server, reached and recognised, did not let us in. `offersTls`: whether it could have had TLS. */
export function connectFailure(error: Error, address: MysqlAddress, offersTls: boolean): DmsError {
  const where = showServer(address);
  const server = mariadbName(serverWords(error));
  const more = { server, cause: error };
  const number = server.number ?? 0;
  const why = loginRefusal(server);
  if (why !== undefined) return loginFailure(why, address, offersTls, more);
  switch (number) {
    case 1040: // ER_CON_COUNT_ERROR
      return new DmsError('connect.full', { address: where, of: 'server' }, more);
    case 1203: // ER_TOO_MANY_USER_CONNECTIONS
    case 1226: // ER_USER_LIMIT_REACHED
      return new DmsError('connect.full', { address: where, of: 'user' }, more);
    case 1129: // ER_HOST_IS_BLOCKED
      return new DmsError('connect.blocked', { address: where, why: 'errors' }, more);
    case 1130: // ER_HOST_NOT_PRIVILEGED
      return new DmsError('connect.blocked', { address: where, why: 'host' }, more);
    case 3159: // ER_SECURE_TRANSPORT_REQUIRED
      return new DmsError('connect.tls', { address: where, reason: server.message, why: 'required' }, more);
  }
  if (number > 0)
    return new DmsError('server.refused', { address: where, doing: 'signing in', sql: '' }, more);
  if (server.code === 'HANDSHAKE_NO_SSL_SUPPORT') {
    const reason = 'the server offers none';
    return new DmsError('connect.tls', { address: where, reason, why: 'unsupported' }, more);
  }
  if (isTlsAlert(server.code)) return tlsFailure(error, address);
  if (LOST.has(server.code))
    return new DmsError('connect.lost', { address: where, doing: 'signing in' }, more);
  return new DmsError('connect.protocol', { address: where, reason: server.message }, more);
}

function loginRefusal({ code, number = 0, message }: ServerWords): LoginRefusal | undefined {
  const why = LOGIN_REFUSED[number];
  if (why === 'password' && message.endsWith('(using password: NO)')) return 'no-password';
  return why ?? (CANNOT_SIGN_IN.has(code) ? 'auth' : undefined);
}

type LoginRefusal = NonNullable<ErrorFacts['connect.login']['why']>;

/** By error number: the driver has MySQL's names alone. Those from 4150 on are MariaDB's. */
const LOGIN_REFUSED: Record<number, LoginRefusal> = {
  1045: 'password',
  1698: 'socket',
  3118: 'locked',
  3955: 'locked',
  4150: 'locked',
  4151: 'locked',
  1820: 'expired',
  1862: 'expired',
  1251: 'auth',
  1275: 'auth',
  1524: 'auth',
};

const MARIADB_NAMES: Record<number, string> = {
  4150: 'ER_USER_IS_BLOCKED',
  4151: 'ER_ACCOUNT_HAS_BEEN_LOCKED',
};

/** Ways to sign in that the driver does not know, or not without more certainty who listens. */
const CANNOT_SIGN_IN = new Set(['AUTH_SWITCH_PLUGIN_ERROR', 'MYSQL_CLEAR_PASSWORD_NOT_ENABLED']);

function mariadbName(server: ServerWords): ServerWords {
  return { ...server, code: MARIADB_NAMES[server.number ?? 0] ?? server.code };
}

function loginFailure(
  why: LoginRefusal,
  address: MysqlAddress,
  offersTls: boolean,
  more: { server: ServerWords; cause: Error },
): DmsError {
  const { user, tls, cert } = address;
  // A server that misses it says no more than of a wrong password.
  const missing = tls === 'none' ? 'tls' : cert === null ? 'certificate' : null;
  const lacks = (why === 'password' || why === 'no-password') && offersTls ? missing : null;
  return new DmsError(
    'connect.login',
    { address: showServer(address), user, why, ...(lacks === null ? {} : { lacks }) },
    {
      ...more,
      fix: `SELECT user, host, plugin, ssl_type FROM mysql.user WHERE user = '${user.replaceAll("'", "''")}';`,
    },
  );
}

/** Why TLS did not come about, as TLS itself says it. */
export function tlsFailure(error: Error, address: MysqlAddress): DmsError<'connect.tls'> {
  const server = serverWords(error);
  const why = ABOUT_OUR_CERTIFICATE.test(server.code) ? 'client-certificate' : 'handshake';
  const facts = { address: showServer(address), reason: server.message, why } as const;
  return new DmsError('connect.tls', facts, { server, cause: error });
}

/** Alerts by which the other side refuses the certificate we showed, or that we showed none. */
const ABOUT_OUR_CERTIFICATE = /ALERT_(?:\w+_)?CERTIFICATE|ALERT_UNKNOWN_CA/;

function isTlsAlert(code: string): boolean {
  return /^ERR_SSL_.*ALERT/.test(code);
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

/** The failure as one that names the table of the source, where the server's code says what happened to it. */
export function tableFailure(error: unknown, table: string, address: MysqlAddress): unknown {
  if (!(error instanceof DmsError) || !error.is('server.refused')) return error;
  const more = { server: error.server, cause: error };
  const code = error.server?.code ?? '';
  if (GONE.has(code)) return new DmsError('table.gone', { table }, more);
  if (ALTERED.has(code)) return new DmsError('table.changed', { table }, more);
  if (code === 'ER_LOCK_WAIT_TIMEOUT') return new DmsError('table.locked', { table }, more);
  return fullFailure(error, table, address);
}

/** The same of a table on the target. */
export function targetFailure(error: unknown, table: string, address: MysqlAddress): unknown {
  if (!(error instanceof DmsError) || !error.is('server.refused')) return error;
  const { server } = error;
  const more = { server, cause: error };
  if (GONE.has(server?.code ?? '')) return new DmsError('target.gone', { table }, more);
  if (ALTERED.has(server?.code ?? ''))
    return new DmsError('target.unfit', { table, problems: [server!.message] }, more);
  return fullFailure(error, table, address);
}

const GONE = new Set(['ER_NO_SUCH_TABLE', 'ER_BAD_TABLE_ERROR', 'ER_BAD_DB_ERROR']);
const ALTERED = new Set(['ER_TABLE_DEF_CHANGED', 'ER_BAD_FIELD_ERROR', 'ER_NO_SUCH_FIELD']);

/** The failure as one of a transaction that had to give way to another's locks; null for any other. */
export function lockFailure(error: unknown, table: string, chunk: number): DmsError | null {
  if (!(error instanceof DmsError) || !LOCKED.has(error.server?.code ?? '')) return null;
  return new DmsError('rows.gave-way', { table, chunk }, { server: error.server, cause: error });
}

const LOCKED = new Set(['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT']);

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
