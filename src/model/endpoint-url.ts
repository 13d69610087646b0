/** Endpoint addresses: the URLs a person types, parsed, and shown again without secrets. */
import type { Issue } from './errors.ts';
import { folderAddress, S3_KEYS, s3Address, showFolderAddress, showS3Address } from './file-address.ts';
import { MYSQL_KEYS, MYSQL_SCHEMES, mysqlAddress, showMysqlAddress } from './mysql-address.ts';
import { ALLOWED_URLS, splitUrl, urlError } from './url-parts.ts';

export type TlsMode = 'none' | 'require' | 'verify-ca' | 'verify-full';

export interface MysqlAddress {
  readonly engine: 'mysql';
  readonly host: string;
  readonly port: number;
  /** Unix socket instead of host and port. */
  readonly socket: string | null;
  readonly user: string;
  /** A password found in the URL; it is never printed. */
  readonly password: string | null;
  /** Schema named in the URL, null when none. */
  readonly schema: string | null;
  readonly tls: TlsMode;
  /** Path of a file with the certificates of trusted authorities; null for those built in. */
  readonly ca: string | null;
  /** Paths of our own certificate and its key, for servers that ask for one; null when both are. */
  readonly cert: string | null;
  readonly key: string | null;
  /** The way leads through this host. */
  readonly ssh: SshAddress | null;
}

/** An SSH host that can reach the server when this machine cannot. */
export interface SshAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Path of a private key; null: the agent, then the usual files, then a password. */
  readonly keyFile: string | null;
  /** Path of the file of known hosts; null: that of the user. */
  readonly knownHosts: string | null;
}

export interface S3Address {
  readonly engine: 's3';
  readonly bucket: string;
  readonly folder: string;
  readonly region: string | null;
  /** Address of another store than AWS. */
  readonly endpoint: string | null;
  readonly role: string | null;
  /** Profile of the AWS files on this machine; null for the usual order of places. */
  readonly profile: string | null;
  readonly pathStyle: boolean;
  readonly files: FileSettings;
}

export interface FolderAddress {
  readonly engine: 'folder';
  /** Absolute path. */
  readonly path: string;
  readonly files: FileSettings;
}

export type EndpointAddress = MysqlAddress | S3Address | FolderAddress;

/** How files are written: the settings of `S3Settings` that are carried out, for S3 and folders alike. */
export interface FileSettings {
  readonly delimiter: string;
  readonly rowDelimiter: string;
  readonly nullValue: string;
  readonly rfc4180: boolean;
  readonly header: boolean;
  readonly gzip: boolean;
  /** Bytes of one file before compression. */
  readonly maxFileBytes: number;
  /** Whether the first field of each row is `I`. */
  readonly includeOp: boolean;
  /** Name of the extra column with the time of transfer; null for none. */
  readonly timestampColumn: string | null;
  readonly encryption: 'none' | 'sse-s3' | 'sse-kms';
  readonly kmsKeyId: string | null;
  /** As the S3 API spells it (`bucket-owner-full-control`); null for none. */
  readonly acl: string | null;
}

/**
 * The address a URL stands for.
 *
 * - `mysql://user@host:3306/schema?ssl=none|require|verify-ca|verify-full&ca=path&cert=path&key=path&socket=path`
 *   (`mariadb://`, `aurora://` too). Without `ssl`: `none` on this machine (loopback, socket),
 *   `verify-ca` when `ca` is given, `verify-full` for names of Amazon RDS, whose authorities are built in,
 *   else `require`, which encrypts but does not prove who answers. Through a bastion with
 *   `&ssh=user@host:port&ssh-key=path&known-hosts=path`.
 * - `s3://bucket/folder?region=…&endpoint=…&profile=…&role=arn:…&path-style=true|false`; path style is
 *   the default with an endpoint of one's own.
 * - `file:///absolute/folder`
 *
 * A password in the URL works; the warning never repeats it.
 * @throws DmsError 'url'
 */
export function parseEndpointUrl(
  url: string,
  role: 'source' | 'target',
): { address: EndpointAddress; warnings: Issue[] } {
  const typed = url.trim();
  const relative = /^file:(?!\/\/)/i.test(typed);
  if (relative) throw urlError(typed, 'is no absolute path', 'file:///absolute/path/of/the/folder');
  const parts = splitUrl(typed, (scheme) => keysOf(scheme, typed));
  if (MYSQL_SCHEMES.includes(parts.scheme)) {
    return { address: mysqlAddress(parts), warnings: parts.password === null ? [] : [passwordShown(role)] };
  }
  if (role === 'source') {
    const problem = `${parts.scheme === 's3' ? 'S3' : 'a folder'} can be a target only`;
    throw urlError(typed, problem, 'a source: mysql://user@host:3306/schema, mariadb://…, aurora://…');
  }
  return { address: parts.scheme === 's3' ? s3Address(parts) : folderAddress(parts), warnings: [] };
}

/** The URL of an address, without its password; reading it again gives the same address. */
export function showAddress(address: EndpointAddress): string {
  switch (address.engine) {
    case 'mysql':
      return showMysqlAddress(address);
    case 's3':
      return showS3Address(address);
    case 'folder':
      return showFolderAddress(address);
  }
}

function keysOf(scheme: string, url: string): readonly string[] {
  if (MYSQL_SCHEMES.includes(scheme)) return MYSQL_KEYS;
  if (scheme === 's3') return S3_KEYS;
  if (scheme === 'file') return [];
  throw urlError(url, `"${scheme}" is no engine known here`, ALLOWED_URLS);
}

function passwordShown(role: 'source' | 'target'): Issue {
  return {
    code: 'notice',
    subject: `the ${role} URL`,
    detail:
      'holds a password: other users of this machine may see it in the list of processes and in your shell history.',
    fix: `DMS_TUI_${role.toUpperCase()}_PASSWORD=… dms-tui …`,
  };
}
