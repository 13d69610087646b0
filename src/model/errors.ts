/**
 * Errors as values: a kind, the facts, the server's own words. They are worded in one place,
 * `tui/text/`, which has an entry for every kind here.
 */
import { hideUrlSecretsIn } from './url-secret.ts';

/** Why a TLS connection could not be made or proved. */
export type TlsFailure =
  | 'expired'
  | 'not-yet-valid'
  | 'self-signed'
  | 'unknown-ca'
  | 'name'
  /** The server speaks no TLS. */
  | 'unsupported'
  /** The server takes no connection without. */
  | 'required'
  /** It wants a certificate of ours, or refused the one it got. */
  | 'client-certificate'
  | 'handshake';

/** Where the way through an SSH bastion ended. */
export type BastionFailure =
  | 'unreachable'
  /** What answers speaks no SSH, says nothing, or has no algorithm in common with us. */
  | 'handshake'
  /** Its host key is in no known-hosts file, not the one that is there, or marked as revoked there. */
  | 'key-unknown'
  | 'key-changed'
  | 'key-revoked'
  | 'login'
  /** Our own key cannot be read, or needs a passphrase. */
  | 'identity'
  /** It would not connect to the server. */
  | 'forward';

/** What one process at a time may work on. */
export interface Lockable {
  readonly kind: 'task' | 'instance' | 'profile';
  readonly id: string;
}

/** The facts each kind carries. All of them may be shown: never put a secret in one. */
export interface ErrorFacts {
  // usage and files
  usage: { problem: string; allowed?: string };
  document: {
    file: string;
    path: string;
    problem: string;
    allowed?: string;
    /** Further problems of the same document, so that one round is enough to mend it. */
    others?: { path: string; problem: string; allowed?: string }[];
  };
  url: { url: string; problem: string; allowed?: string };
  /** `aside` are files of saved endpoints that could not be read: it may be in one of them. */
  'endpoint.unknown': { id: string; near: string[]; saved: string[]; aside: string[] };
  'endpoint.role': { id: string; role: 'source' | 'target' };
  'endpoint.exists': { id: string; role: 'source' | 'target'; address: string };
  'profile.damaged': { file: string; aside: string };
  /** No keyring is there, or it does not answer. */
  'secret.keyring': { reason: string };
  /** `of` says whose: `the password of reader at the source, db1:3306`. */
  'secret.missing': { of: string; from: 'keyring' | 'environment' | 'prompt'; name: string };
  /** `said` is what the command wrote to its standard error. */
  'secret.command': { of: string; command: string; reason: string; said: string };
  // connecting
  'connect.name': { host: string; reason: string };
  'connect.unreachable': { address: string; reason: string };
  /** Nothing came back in time: packets are dropped on the way. */
  'connect.timeout': { address: string; seconds: number };
  /** Someone accepts connections and says nothing. */
  'connect.silent': { address: string; seconds: number };
  /** `speaks` is what answers instead, where it can be told: `HTTP`, `SSH`, `TLS`; `wanted`, if not MySQL. */
  'connect.protocol': { address: string; reason: string; speaks?: string; wanted?: 'S3' };
  'connect.tls': {
    address: string;
    reason: string;
    why: TlsFailure;
    /** Of the certificate that was shown; `validTo` in ISO 8601. */
    certificate?: { subject: string; issuer: string; validTo: string };
  };
  /**
   * `no-password`: none was given. `socket`: the account is for users of the server's own machine, without a
   * password. `auth`: the way to sign in is not supported or not allowed over this connection.
   */
  'connect.login': {
    address: string;
    user: string;
    why?: 'password' | 'no-password' | 'socket' | 'locked' | 'expired' | 'auth' | 'schema';
    /** What the connection came without and an account may ask for (REQUIRE SSL, REQUIRE X509). */
    lacks?: 'tls' | 'certificate';
  };
  /** `user`: only this user has too many connections. */
  'connect.full': { address: string; of: 'server' | 'user' };
  /** `errors`: the host made too many failed attempts; `host`: no account may come from there. */
  'connect.blocked': { address: string; why: 'errors' | 'host' };
  'connect.bastion': {
    /** Of the bastion. */
    address: string;
    user: string;
    why: BastionFailure;
    reason: string;
    /** Of the host key that was shown: `SHA256:…`. */
    fingerprint?: string;
    /** The known-hosts file that was asked. */
    file?: string;
  };
  'connect.lost': { address: string; doing: string };
  'rights.missing': { address: string; role: 'source' | 'target'; right: string; on: string; user: string };
  'target.read-only': { address: string; setting: string };
  // planning
  'catalog.nothing': { address: string; pattern: string; near: string[] };
  'mapping.nothing': { patterns: string[]; near: string[] };
  'mapping.collision': { target: string; sources: string[] };
  'mapping.same-table': { table: string; address: string };
  'mapping.no-columns': { table: string };
  'mapping.unknown-column': { table: string; column: string; columns: string[] };
  'mapping.strict': { problems: string[] };
  'target.not-empty': { tables: { table: string; rows: number }[] };
  'target.unfit': { table: string; problems: string[] };
  /** `tables`: those that are not what they were, or not treated as they were. */
  'resume.changed': { task: string; tables: string[] };
  'resume.needed': { task: string; done: number; total: number };
  'target.busy': { task: string; address: string; connection: number; client: string };
  /** `doing` is what the owner says it does, in its own words; empty when it never said. */
  'instance.busy': Lockable & { pid: number; since: string; host: string; doing: string; lock: string };
  /** The run of that process was started by a version that talks in another way. */
  'control.version': { pid: number };
  /** A process of its own for a run could not be started. */
  'control.start': { task: string; reason: string; log: string };
  'confirm.needed': { tables: { table: string; rows: number }[]; name: string };
  // moving
  'table.gone': { table: string };
  'table.changed': { table: string };
  'target.gone': { table: string };
  /** Another session keeps it locked on the source. */
  'table.locked': { table: string };
  'table.create': { table: string; sql: string };
  'table.index': { table: string; sql: string };
  'rows.refused': {
    table: string;
    chunk: number;
    column: string | null;
    key: string | null;
    row: number | null;
  };
  /** To transactions with locks on what the chunk writes to, as often as it was sent. */
  'rows.gave-way': { table: string; chunk: number };
  'rows.unproven': { table: string; chunk: number; sent: number; stored: number; warnings: number };
  'rows.too-large': { table: string; bytes: number; limit: number; setting: string };
  'target.full': { address: string; table: string };
  'bucket.missing': { bucket: string; address: string };
  'bucket.denied': { bucket: string; action: string; address: string };
  /** `role` is the one that could not be taken on. */
  'bucket.credentials': { reason: string; role?: string };
  'bucket.failed': { bucket: string; action: string; reason: string };
  'folder.failed': { folder: string; reason: string };
  'server.refused': { address: string; doing: string; sql: string };
  // lab
  'lab.missing': { product: string; ways: string[] };
  'lab.failed': { product: string; doing: string; log: string };
  interrupted: { task: string };
  internal: { problem: string };
}

export type ErrorKind = keyof ErrorFacts;

/** What a server said, word for word. */
export interface ServerWords {
  /** `ER_DUP_ENTRY`, `NoSuchBucket`, `ECONNREFUSED`. */
  readonly code: string;
  /** MySQL error number or HTTP status, where there is one. */
  readonly number?: number;
  readonly message: string;
}

export class DmsError<K extends ErrorKind = ErrorKind> extends Error {
  readonly kind: K;
  readonly facts: ErrorFacts[K];
  readonly server: ServerWords | null;
  /** A ready statement or command that helps, where there is one. */
  readonly fix: string | null;

  constructor(
    kind: K,
    facts: ErrorFacts[K],
    more: { server?: ServerWords | null; fix?: string | null; cause?: unknown } = {},
  ) {
    super(`${kind}${more.server ? `: ${more.server.message}` : ''}`, { cause: more.cause });
    this.name = 'DmsError';
    this.kind = kind;
    this.facts = facts;
    this.server = more.server ?? null;
    this.fix = more.fix ?? null;
  }

  is<W extends ErrorKind>(kind: W): this is DmsError<W> {
    return (this.kind as ErrorKind) === kind;
  }
}

/** The serialisable form of an error, as events and reports carry it. */
export interface ErrorRecord {
  readonly kind: ErrorKind;
  readonly facts: ErrorFacts[ErrorKind];
  readonly server: ServerWords | null;
  readonly fix: string | null;
}

export function errorRecord(error: unknown): ErrorRecord {
  if (error instanceof DmsError) {
    return { kind: error.kind, facts: error.facts, server: error.server, fix: error.fix };
  }
  const problem = error instanceof Error ? error.message : String(error);
  // Nobody knows what a fault of ours speaks of: it may be a URL that could not be read.
  return { kind: 'internal', facts: { problem: hideUrlSecretsIn(problem) }, server: null, fix: null };
}

/** Something a person must know that stops nothing by itself (`--strict` may say otherwise). */
export interface Issue {
  readonly code: IssueCode;
  /** What it is about: a table, a rule, a setting. */
  readonly subject: string;
  /** One plain sentence in English. */
  readonly detail: string;
  /** A ready statement or command that helps. */
  readonly fix?: string;
}

export type IssueCode =
  /** A rule or setting of the user's documents that is not carried out. `--strict` makes it an error. */
  | 'not-carried-out'
  /** The user's documents contradict themselves; one reading was taken. */
  | 'ambiguous'
  /** The target cannot hold a thing exactly as the source has it. */
  | 'translated'
  /** A part of the source that stays behind. */
  | 'left-behind'
  /** The way that was hoped for is closed; another, slower or weaker, is taken. */
  | 'fallback'
  /** Something about the data or servers that may surprise. */
  | 'notice'
  /** Nothing is wrong: something would be needed for what is not asked for yet. */
  | 'later';
