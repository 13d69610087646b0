/** Addresses of MySQL, MariaDB and Aurora MySQL. */
import type { MysqlAddress, SshAddress, TlsMode } from './endpoint-url.ts';
import type { UrlParts } from './url-parts.ts';
import { decode, urlError } from './url-parts.ts';

export const MYSQL_SCHEMES = ['mysql', 'mariadb', 'aurora'];
export const MYSQL_KEYS = ['ssl', 'ca', 'cert', 'key', 'socket', 'ssh', 'ssh-key', 'known-hosts'];

const MYSQL_PORT = 3306;

const TLS_MODES: readonly TlsMode[] = ['none', 'require', 'verify-ca', 'verify-full'];

export function mysqlAddress(parts: UrlParts): MysqlAddress {
  const { url, user, password, path, query } = parts;
  if (!user) throw urlError(url, 'names no user', `${parts.scheme}://user@host:${MYSQL_PORT}/schema`);
  const socket = query.get('socket') ?? null;
  const { host, port } = hostAndPort(parts, socket);
  const ca = query.get('ca') ?? null;
  const tls = tlsMode(parts, host, socket, ca);
  const { cert, key } = ownCertificate(parts, tls);
  const ssh = sshAddress(parts, socket);
  const schema = schemaIn(url, path);
  return { engine: 'mysql', host, port, socket, user, password, schema, tls, ca, cert, key, ssh };
}

function ownCertificate({ url, query }: UrlParts, tls: TlsMode): Pick<MysqlAddress, 'cert' | 'key'> {
  const cert = query.get('cert') ?? null;
  const key = query.get('key') ?? null;
  if ((cert === null) !== (key === null))
    throw urlError(url, 'a certificate of your own needs its key', 'cert=path&key=path');
  if (cert !== null && tls === 'none')
    throw urlError(
      url,
      'cert is given, but ssl=none encrypts nothing',
      'ssl=require, verify-ca or verify-full',
    );
  return { cert, key };
}

const SSH_PORT = 22;

function sshAddress({ url, query }: UrlParts, socket: string | null): SshAddress | null {
  const written = query.get('ssh');
  const keyFile = query.get('ssh-key') ?? null;
  const knownHosts = query.get('known-hosts') ?? null;
  if (written === undefined) {
    if (keyFile === null && knownHosts === null) return null;
    throw urlError(url, 'ssh-key and known-hosts say nothing without a bastion', 'ssh=user@host:port');
  }
  if (socket !== null) throw urlError(url, 'a socket of this machine needs no bastion', 'ssh or socket');
  const [, user, bracketed, plain, port] =
    /^([^@\s:]+)@(?:\[([0-9a-f:.]+)\]|([^:[\]@/\s]+))(?::(\d{1,5}))?$/i.exec(written) ?? [];
  const host = bracketed ?? plain;
  const number = port === undefined ? SSH_PORT : Number(port);
  if (user === undefined || host === undefined || number < 1 || number > 65_535)
    throw urlError(url, 'the bastion is not readable', 'ssh=user@host:port, its password asked for apart');
  return { host, port: number, user, keyFile, knownHosts };
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

/** Without `ssl`: none where nothing leaves the machine, verified where the authority is known, else encrypted. */
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
  if (socket !== null || loopback) return 'none';
  return isAmazonRds(host) ? 'verify-full' : 'require';
}

/** Names that Amazon gives, whose certificates are signed by authorities that are built in. */
export function isAmazonRds(host: string): boolean {
  return /\.rds(?:\.[a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/i.test(host);
}

/** Without the password, and such that reading it again gives the same address. */
export function showMysqlAddress(address: MysqlAddress): string {
  const { host, port, socket, user, schema, tls, ca, cert, key, ssh } = address;
  const where = bracketed(host);
  const query: string[] = [];
  if (tls !== (ca === null ? defaultTls(host, socket) : 'verify-ca')) query.push(`ssl=${tls}`);
  if (ca !== null) query.push(`ca=${encodePath(ca)}`);
  if (cert !== null) query.push(`cert=${encodePath(cert)}`);
  if (key !== null) query.push(`key=${encodePath(key)}`);
  if (socket !== null) query.push(`socket=${encodePath(socket)}`);
  if (ssh !== null) query.push(...showSsh(ssh));
  const path = schema === null ? '' : `/${encodeURIComponent(schema)}`;
  return `mysql://${encodeURIComponent(user)}@${where}:${port}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

function showSsh({ host, port, user, keyFile, knownHosts }: SshAddress): string[] {
  // An @ in a query is taken for the end of a password: it stands encoded.
  const shown = [
    `ssh=${encodeURIComponent(user)}%40${bracketed(host)}${port === SSH_PORT ? '' : `:${port}`}`,
  ];
  if (keyFile !== null) shown.push(`ssh-key=${encodePath(keyFile)}`);
  if (knownHosts !== null) shown.push(`known-hosts=${encodePath(knownHosts)}`);
  return shown;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Slashes stay readable. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
