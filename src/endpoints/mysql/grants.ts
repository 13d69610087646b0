/** What an account may do, read from SHOW GRANTS of MySQL and MariaDB. */
import { hasMeaning, isSymbol, isWord, spoken, type Token, tokenize } from './ddl/tokens.ts';
import { quoteName } from './sql-text.ts';

/** One line of SHOW GRANTS that gives rights, or (MySQL's partial revokes) takes some back. */
export interface Grant {
  readonly takesBack: boolean;
  /** In upper case, as in `SHOW VIEW`; those on some columns only stand in `onColumns`. */
  readonly rights: readonly string[];
  readonly onColumns: readonly string[];
  /** As it is written: a pattern where the grant is on a whole schema. Null for all schemas. */
  readonly schema: string | null;
  /** A table or a routine; null for the whole schema. */
  readonly object: string | null;
  readonly isRoutine: boolean;
}

export type GrantLine =
  | ({ readonly is: 'grant' } & Grant)
  /** As GRANT takes them: `` `reader`@`%` ``. */
  | { readonly is: 'roles'; readonly roles: readonly string[] }
  /** Says nothing of rights: PROXY, default roles. */
  | { readonly is: 'other' };

/** Null for a line of a form that is not known. */
export function parseGrantLine(line: string): GrantLine | null {
  const tokens = tokenize(line).filter(hasMeaning);
  const takesBack = isWord(tokens[0], 'REVOKE');
  if (!takesBack && !isWord(tokens[0], 'GRANT')) return { is: 'other' };
  if (isWord(tokens[1], 'PROXY')) return { is: 'other' };
  const end = tokens.findIndex((token) => isWord(token, 'ON', 'TO', 'FROM'));
  if (end < 2) return null;
  const items = splitAtCommas(tokens.slice(1, end));
  if (!isWord(tokens[end], 'ON')) return { is: 'roles', roles: items.map(textOf) };
  const place = objectOf(tokens, end + 1);
  if (place === null) return null;
  const named = items.map((item) => {
    const open = item.findIndex((token) => isSymbol(token, '('));
    return { right: item.slice(0, open < 0 ? undefined : open).map(spoken), onColumns: open >= 0 };
  });
  const rights = (onColumns: boolean) =>
    named.filter((one) => one.onColumns === onColumns).map(({ right }) => right.join(' '));
  return { is: 'grant', takesBack, rights: rights(false), onColumns: rights(true), ...place };
}

function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSymbol(token, '(')) depth++;
    if (isSymbol(token, ')')) depth--;
    if (depth === 0 && isSymbol(token, ',')) items.push([]);
    else items.at(-1)!.push(token);
  }
  return items;
}

function textOf(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join('');
}

function objectOf(
  tokens: readonly Token[],
  first: number,
): Pick<Grant, 'schema' | 'object' | 'isRoutine'> | null {
  let at = first;
  let isRoutine = false;
  // Where names come unquoted, one of these words can be a schema.
  while (
    isWord(tokens[at], 'TABLE', 'FUNCTION', 'PROCEDURE', 'PACKAGE', 'BODY') &&
    !isSymbol(tokens[at + 1], '.')
  ) {
    isRoutine ||= !isWord(tokens[at], 'TABLE');
    at++;
  }
  const [schema, dot, object] = tokens.slice(at, at + 3);
  if (schema === undefined || object === undefined || !isSymbol(dot, '.')) return null;
  return { schema: nameOf(schema), object: nameOf(object), isRoutine };
}

/** Names come between backticks; between double quotes under ANSI_QUOTES. */
function nameOf(token: Token): string | null {
  if (isSymbol(token, '*')) return null;
  if (token.kind === 'name') return spoken(token);
  if (token.kind !== 'text') return token.text;
  const quote = token.text.charAt(0);
  return token.text.slice(1, -1).replaceAll(quote + quote, quote);
}

/** How the server reads names in grants. */
export interface GrantRules {
  readonly namesAreCaseSensitive: boolean;
  /** Whether `%` and `_` stand for other characters; with MySQL's partial_revokes they do not. */
  readonly hasWildcards: boolean;
}

/** All schemas (null), those of a pattern as GRANT takes it, or one table, whose schema is a pattern too. */
export interface Place {
  readonly schema: string | null;
  readonly table: string | null;
}

export const EVERYWHERE: Place = { schema: null, table: null };

/** In a GRANT `_` and `%` stand for other characters, and would hand out more than was asked for. */
export function placeOf(schema: string, table: string | null = null): Place {
  return { schema: schema.replace(/[_%\\]/gu, '\\$&'), table };
}

/** `dees.*`; without quotes and escapes, for reading only. */
export function showPlace(place: Place): string {
  return `${schemaOf(place) ?? '*'}.${place.table ?? '*'}`;
}

/** The name of the schema; null for all. What is left of a pattern may stand for several. */
export function schemaOf({ schema }: Place): string | null {
  return schema === null ? null : withoutEscapes(schema);
}

/** The rights of an account in one session, those of its active roles among them. */
export class Grants {
  /** As the server knows it: `reader@%`. */
  readonly account: string;
  /** Those it was given, active or not, as SET ROLE takes them. */
  readonly roles: readonly string[];
  readonly #grants: readonly Grant[];
  readonly #rules: GrantRules;

  constructor(account: string, grants: readonly Grant[], roles: readonly string[], rules: GrantRules) {
    this.account = account;
    this.roles = roles;
    this.#grants = grants;
    this.#rules = rules;
  }

  /** Whether the right is held on the whole server, single schemas aside from which it was taken back. */
  everywhere(right: string): boolean {
    return this.#has(right, (grant) => grant.schema === null);
  }

  /**
   * Whether the right is held on everything in the schema. Of several patterns that match, a server takes
   * the closest alone; taking all errs on the side of trying.
   */
  onSchema(schema: string, right: string): boolean {
    const isTakenBack = this.#grants.some(
      (grant) => grant.takesBack && gives(grant, right) && this.#same(grant.schema ?? '', schema),
    );
    return (
      (!isTakenBack && this.everywhere(right)) ||
      this.#has(right, (grant) => isOnSchema(grant) && this.#matches(grant.schema!, schema))
    );
  }

  onTable(schema: string, table: string, right: string): boolean {
    const isIt = (grant: Grant) =>
      isOnTable(grant) && this.#same(grant.schema!, schema) && this.#same(grant.object!, table);
    return this.onSchema(schema, right) || this.#has(right, isIt);
  }

  /** Whether the right is held on all that is in the place, or in the schema of its table. */
  over(place: Place, right: string): boolean {
    const schema = schemaOf(place);
    return schema === null ? this.everywhere(right) : this.onSchema(schema, right);
  }

  /** Where the right is held at all, if only on some columns; no place is inside of another. */
  places(right: string): Place[] {
    if (this.everywhere(right)) return [EVERYWHERE];
    const held = this.#grants.filter(
      (grant) =>
        !grant.takesBack && !grant.isRoutine && (gives(grant, right) || grant.onColumns.includes(right)),
    );
    const patterns = new Set(held.filter(isOnSchema).map((grant) => grant.schema!));
    const tables = held.filter((grant) => isOnTable(grant) && !this.onSchema(grant.schema!, right));
    return [
      ...[...patterns].map((schema) => ({ schema, table: null })),
      ...tables.map((grant) => placeOf(grant.schema!, grant.object)),
    ];
  }

  /** The same within one schema. */
  placesIn(schema: string, right: string): Place[] {
    if (this.onSchema(schema, right)) return [placeOf(schema)];
    return this.places(right).filter(
      (place) => place.table !== null && this.#same(withoutEscapes(place.schema!), schema),
    );
  }

  #has(right: string, isThere: (grant: Grant) => boolean): boolean {
    return this.#grants.some((grant) => !grant.takesBack && isThere(grant) && gives(grant, right));
  }

  #same(one: string, other: string): boolean {
    return this.#rules.namesAreCaseSensitive ? one === other : one.toLowerCase() === other.toLowerCase();
  }

  #matches(pattern: string, schema: string): boolean {
    if (!this.#rules.hasWildcards) return this.#same(withoutEscapes(pattern), schema);
    const source = pattern.replace(/\\(.)|([%_])|([.*+?^${}()|[\]\\])/gsu, (_, escaped, wild, special) => {
      if (escaped !== undefined) return String(escaped).replace(/[.*+?^${}()|[\]\\/]/u, '\\$&');
      if (wild !== undefined) return wild === '%' ? '.*' : '.';
      return `\\${special}`;
    });
    return new RegExp(`^${source}$`, this.#rules.namesAreCaseSensitive ? 'su' : 'sui').test(schema);
  }
}

function gives({ rights }: Grant, right: string): boolean {
  return rights.includes(right) || rights.includes('ALL PRIVILEGES') || rights.includes('ALL');
}

function isOnSchema({ schema, object }: Grant): boolean {
  return schema !== null && object === null;
}

function isOnTable({ schema, object, isRoutine }: Grant): boolean {
  return schema !== null && object !== null && !isRoutine;
}

function withoutEscapes(pattern: string): string {
  return pattern.replace(/\\(.)/gsu, '$1');
}

/** The statement that gives the rights on the place, or on the schema of its table. */
export function grantStatement(rights: readonly string[], { schema }: Place, account: string): string {
  const on = schema === null ? '*.*' : `${quoteName(schema)}.*`;
  return `GRANT ${rights.join(', ')} ON ${on} TO ${grantee(account)};`;
}

/** `user@host` as GRANT wants it. */
export function grantee(account: string): string {
  const at = account.lastIndexOf('@');
  const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
  return `${quote(account.slice(0, at))}@${quote(account.slice(at + 1))}`;
}
