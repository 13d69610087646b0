/** What a server is and has, as far as definitions depend on it. */

/** One session of a driver; every call goes to the same one. */
export interface SqlSession {
  query(sql: string): Promise<[unknown, unknown]>;
}

export interface ServerFacts {
  readonly product: 'mysql' | 'mariadb';
  readonly version: readonly [major: number, minor: number, patch: number];
  /** By their full names: `utf8mb4_uca1400_ai_ci`, also where the server lists only `uca1400_ai_ci`. */
  readonly collations: ReadonlySet<string>;
  readonly charsets: ReadonlySet<string>;
  /** Collation that each character set has when none is named. */
  readonly defaultCollations: ReadonlyMap<string, string>;
  /** Storage engines that can be used, in lower case. */
  readonly engines: ReadonlySet<string>;
  readonly lowerCaseTableNames: number;
}

export type Row = Readonly<Record<string, unknown>>;

export async function rowsOf(session: SqlSession, sql: string): Promise<Row[]> {
  const [rows] = await session.query(sql);
  return rows as Row[];
}

/** A field by its name in any case: servers differ in how they spell the columns of information_schema. */
export function field(row: Row | undefined, name: string): string | null {
  const key = Object.keys(row ?? {}).find((candidate) => candidate.toLowerCase() === name.toLowerCase());
  const value = key === undefined ? null : row?.[key];
  if (value === null || value === undefined) return null;
  return Buffer.isBuffer(value) ? value.toString('utf8') : String(value as string | number);
}

export async function readServerFacts(session: SqlSession): Promise<ServerFacts> {
  const [variables] = await rowsOf(session, 'SELECT VERSION() AS version, @@lower_case_table_names AS lower');
  const version = field(variables, 'version') ?? '';
  const collations = await rowsOf(
    session,
    'SELECT * FROM information_schema.COLLATION_CHARACTER_SET_APPLICABILITY',
  );
  const defaults = await rowsOf(
    session,
    'SELECT CHARACTER_SET_NAME, DEFAULT_COLLATE_NAME FROM information_schema.CHARACTER_SETS',
  );
  const engines = await rowsOf(
    session,
    "SELECT ENGINE FROM information_schema.ENGINES WHERE SUPPORT IN ('YES', 'DEFAULT')",
  );
  const charsetDefaults = new Map(
    defaults.map((row) => [field(row, 'CHARACTER_SET_NAME') ?? '', field(row, 'DEFAULT_COLLATE_NAME') ?? '']),
  );
  return {
    product: /mariadb/iu.test(version) ? 'mariadb' : 'mysql',
    version: versionNumbers(version),
    collations: new Set(
      collations.map((row) => field(row, 'FULL_COLLATION_NAME') ?? field(row, 'COLLATION_NAME') ?? ''),
    ),
    charsets: new Set(charsetDefaults.keys()),
    defaultCollations: charsetDefaults,
    engines: new Set(engines.map((row) => (field(row, 'ENGINE') ?? '').toLowerCase())),
    lowerCaseTableNames: Number(field(variables, 'lower') ?? 0),
  };
}

function versionNumbers(version: string): [number, number, number] {
  const [, major, minor, patch] = /(\d+)\.(\d+)(?:\.(\d+))?/u.exec(version) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0), Number(patch ?? 0)];
}

/** Whether the server is of that product and at least of that version. */
export function atLeast(
  facts: ServerFacts,
  product: ServerFacts['product'],
  ...version: readonly [number, number, number]
): boolean {
  if (facts.product !== product) return false;
  for (const [at, wanted] of version.entries()) {
    const has = facts.version[at] ?? 0;
    if (has !== wanted) return has > wanted;
  }
  return true;
}
