/**
 * Errors as values: a kind, the facts, the server's own words. They are worded in one place,
 * `cli/words/`, which has an entry for every kind here.
 */

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
  // connecting
  'connect.unreachable': { address: string; reason: string };
  'connect.login': { address: string; user: string };
  'connect.protocol': { address: string; reason: string };
  'connect.tls': { address: string; reason: string };
  'connect.lost': { address: string; doing: string };
  'rights.missing': { address: string; role: 'source' | 'target'; right: string; on: string; user: string };
  'target.read-only': { address: string; setting: string };
  // planning
  'mapping.nothing': { patterns: string[]; near: string[] };
  'mapping.collision': { target: string; sources: string[] };
  'mapping.same-table': { table: string; address: string };
  'mapping.no-columns': { table: string };
  'mapping.unknown-column': { table: string; column: string; columns: string[] };
  'mapping.strict': { problems: string[] };
  'target.not-empty': { tables: { table: string; rows: number }[] };
  'target.unfit': { table: string; problems: string[] };
  'resume.changed': { task: string };
  'resume.needed': { task: string; done: number; total: number };
  'target.busy': { task: string; address: string; connection: number; client: string };
  'instance.busy': { task: string; pid: number; since: string; host: string; lock: string };
  'confirm.needed': { tables: { table: string; rows: number }[]; name: string };
  // moving
  'table.gone': { table: string };
  'table.changed': { table: string };
  'table.create': { table: string; sql: string };
  'table.index': { table: string; sql: string };
  'rows.refused': {
    table: string;
    chunk: number;
    column: string | null;
    key: string | null;
    row: number | null;
  };
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
  return { kind: 'internal', facts: { problem }, server: null, fix: null };
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
  | 'notice';
