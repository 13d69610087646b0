/** Finds URLs in a line of a note: ours, those of Java, Python and Ruby, and those of S3. */
import { S3_KEYS } from '../../file-address.ts';
import { MYSQL_KEYS } from '../../mysql-address.ts';
import { type AddressInLine, known, type NoteParts } from './parts.ts';
import { tlsQuery } from './tls-names.ts';
import { callArguments, decoded, halves, wordAt } from './words.ts';

const S3_HOST = /^(?:([^/]+)\.)?s3[.-](?:dualstack\.)?(?:([a-z]{2}-[a-z0-9-]+)\.)?amazonaws/i;

const START =
  /(?:(?:jdbc|r2dbc):)?(?:mysql2?|mariadb|aurora)(?:\+[a-z0-9]{1,20})?:(?:[a-z-]{1,20}:)?\/\/|s3:\/\/|file:\/\/|arn:aws[a-z-]{0,10}:s3:::|https?:\/\/(?=[^\s/]{0,200}amazonaws\.com|[a-z0-9.-]{0,40}console\.aws\.amazon\.com\/s3\/)/gi;

export function urlsIn(line: string): AddressInLine[] {
  const found: AddressInLine[] = [];
  for (const { index, 0: start } of line.matchAll(START)) {
    if (index < (found.at(-1)?.end ?? 0)) continue;
    const url = wordAt(line, index);
    const parts = /^(?:s3|file|arn|http)/i.test(start) ? filesUrl(url) : databaseUrl(url);
    if (parts === null) continue;
    const call = callArguments(line, index + url.length);
    found.push({ parts: { ...parts, ...call.parts }, start: index, end: call.end });
  }
  return found;
}

/**
 * `[user[:password]@]host[:port][/schema][?query]`. Users paste passwords as they are, not encoded: what cannot
 * be decoded is taken as it stands, and an `@` that no part of a URL has is the end of a password.
 */
function databaseUrl(url: string): NoteParts | null {
  const [, rest] = halves(url, '://');
  const [authority = ''] = rest.split(/[/?#]/, 1);
  const isPlain =
    WHERE.test(authority.slice(authority.lastIndexOf('@') + 1)) && !hasStrayAt(rest.slice(authority.length));
  const at = isPlain ? authority.lastIndexOf('@') : rest.lastIndexOf('@');
  const [user, password] = halves(rest.slice(0, Math.max(at, 0)), ':');
  // Of several hosts the first one.
  const where = WHERE.exec(rest.slice(at + 1).replace(/^([^/?,]*),[^/?]*/, '$1'));
  if (where === null) return null;
  const [, host = '', port, schema = '', query = ''] = where;
  const given = queryOf(query);
  const { ssl, ...ours } = ofKeys(given, MYSQL_KEYS);
  return known({
    host: host.replace(/^\[|\]$/g, ''),
    port,
    user: decoded(user) || given.get('user'),
    password: decoded(password) || given.get('password'),
    schema: decoded(schema.replace(/\/$/, '')),
    query: {
      ...tlsQuery(given.get('sslMode') ?? given.get('ssl-mode') ?? given.get('ssl_mode') ?? ssl),
      ...ours,
    },
  });
}

/** In what stands behind the host only the value of a key has an `@`: `?user=me&password=p@ss`. */
function hasStrayAt(behind: string): boolean {
  const [path, query] = halves(behind, '?');
  return path.includes('@') || query.split('&').some((pair) => pair.includes('@') && !/^[\w-]+=/.test(pair));
}

const WHERE = /^(\[[0-9a-f:.]+\]|[^:/?#@]*)(?::(\d{1,5}))?(?:\/([^?#]*))?(?:\?([^#]*))?(?:#.*)?$/i;

function filesUrl(url: string): NoteParts | null {
  const [address, query] = halves(url, '?');
  const given = queryOf(query);
  if (/^file:/i.test(url))
    return known({ folder: decoded(address.replace(/^file:\/\/(?:localhost)?/i, '')) });
  if (/^arn:/i.test(url)) return inBucket(address.replace(/^.*:::/, ''), {});
  if (/^s3:/i.test(url)) {
    const { region, role, ...rest } = ofKeys(given, S3_KEYS);
    const parts = inBucket(address.slice('s3://'.length), rest);
    return parts && { ...parts, ...known({ region, role }) };
  }
  const [host, path] = halves(address.replace(/^https?:\/\//i, ''), '/');
  if (/console\.aws\./i.test(host))
    return inBucket(
      path.replace(/^s3\/(?:buckets|object)\//, ''),
      {},
      given.get('region'),
      given.get('prefix'),
    );
  const [, bucket, region] = S3_HOST.exec(host) ?? [];
  if (!S3_HOST.test(host)) return null;
  return inBucket(bucket === undefined ? path : `${bucket}/${path}`, {}, region);
}

function inBucket(
  path: string,
  query: Readonly<Record<string, string>>,
  region?: string,
  prefix?: string,
): NoteParts | null {
  const [bucket, folder] = halves(path, '/');
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]+$/.test(bucket)) return null;
  return known({ bucket, folder: (prefix ?? decoded(folder)).replace(/\/?\*?$/, ''), region, query });
}

function queryOf(query: string): ReadonlyMap<string, string> {
  return new Map(
    query.split('&').map((pair) => {
      const [key, value] = halves(pair, '=');
      return [key, decoded(value)];
    }),
  );
}

function ofKeys(given: ReadonlyMap<string, string>, keys: readonly string[]): Record<string, string> {
  return Object.fromEntries([...given].filter(([key, value]) => keys.includes(key) && value !== ''));
}
