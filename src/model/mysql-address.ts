/** Addresses of MySQL, MariaDB and Aurora MySQL. */
import type { MysqlAddress, TlsMode } from './endpoint-url.ts';
import type { UrlParts } from './url-parts.ts';
import { decode, urlError } from './url-parts.ts';

export const MYSQL_SCHEMES = ['mysql', 'mariadb', 'aurora'];
export const MYSQL_KEYS = ['ssl', 'ca', 'socket'];

const MYSQL_PORT = 3306;

const TLS_MODES: readonly TlsMode[] = ['none', 'require', 'verify-ca', 'verify-full'];

export function mysqlAddress(parts: UrlParts): MysqlAddress {
  const { url, user, password, path, query } = parts;
  if (!user) throw urlError(url, 'names no user', `${parts.scheme}://user@host:${MYSQL_PORT}/schema`);
  const socket = query.get('socket') ?? null;
  const { host, port } = hostAndPort(parts, socket);
  const ca = query.get('ca') ?? null;
  const tls = tlsMode(parts, host, socket, ca);
  return { engine: 'mysql', host, port, socket, user, password, schema: schemaIn(url, path), tls, ca };
}

function hostAndPort({ url, authority }: UrlParts, socket: string | null): { host: string; port: number } {
  const [, bracketed, plain, written] = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::(.*))?$/s.exec(authority) ?? [];
  const name = bracketed ?? plain;
  if (name === undefined)
    throw urlError(url, 'the host is not readable', 'a name, 10.0.0.7, or IPv6 as [fd00::7]');
  if (bracketed !== undefined && !/^[0-9a-f:.]+(?:%(?:25)?[\w.-]+)?$/i.test(bracketed)) {
    throw urlError(url, 'the host in brackets is no IPv6 address', '[fd00::7]');
  }
  if (/[\s"<>\\^`{|}%]/.test(plain ?? '')) throw urlError(url, 'the host holds a character no host name has');
  if (name === '' && socket === null) throw urlError(url, 'names no host', 'user@host, or ?socket=/path');
  const port = written === undefined ? MYSQL_PORT : Number(written);
  if (written !== undefined && !(/^\d{1,5}$/.test(written) && port >= 1 && port <= 65_535)) {
    throw urlError(url, 'the port is not readable', 'a number from 1 to 65535');
  }
  return { host: name === '' ? 'localhost' : name, port };
}

function schemaIn(url: string, path: string): string | null {
  const schema = path.replace(/^\//, '').replace(/\/$/, '');
  if (schema.includes('/'))
    throw urlError(url, 'names more than a schema', 'one schema; a / in its name as %2F');
  return schema === '' ? null : decode(url, 'path', schema);
}

/** Without `ssl`: none where nothing leaves the machine, verified when a CA is named, else encrypted. */
function tlsMode({ url, query }: UrlParts, host: string, socket: string | null, ca: string | null): TlsMode {
  const written = query.get('ssl');
  if (written === undefined) return ca === null ? defaultTls(host, socket) : 'verify-ca';
  const mode = TLS_MODES.find((one) => one === written);
  if (!mode) throw urlError(url, `ssl is "${written}"`, TLS_MODES.join(', '));
  if (ca !== null && (mode === 'none' || mode === 'require')) {
    throw urlError(url, `ca is given, but ssl=${mode} verifies nothing`, 'ssl=verify-ca or ssl=verify-full');
  }
  return mode;
}

function defaultTls(host: string, socket: string | null): TlsMode {
  const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/i.test(host);
  return socket !== null || loopback ? 'none' : 'require';
}

/** Without the password, and such that reading it again gives the same address. */
export function showMysqlAddress(address: MysqlAddress): string {
  const { host, port, socket, user, schema, tls, ca } = address;
  const where = host.includes(':') ? `[${host}]` : host;
  const query: string[] = [];
  if (tls !== (ca === null ? defaultTls(host, socket) : 'verify-ca')) query.push(`ssl=${tls}`);
  if (ca !== null) query.push(`ca=${encodePath(ca)}`);
  if (socket !== null) query.push(`socket=${encodePath(socket)}`);
  const path = schema === null ? '' : `/${encodeURIComponent(schema)}`;
  return `mysql://${encodeURIComponent(user)}@${where}:${port}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** Slashes stay readable. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
