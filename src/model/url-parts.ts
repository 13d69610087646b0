/**
 * Takes endpoint URLs apart. By hand, because the platform's parser mends what should be reported and
 * puts the whole URL, password and all, into its errors.
 */
import { didYouMean } from './document.ts';
import { DmsError } from './errors.ts';
import { hideUrlSecret } from './url-secret.ts';

export interface UrlParts {
  /** As typed; for error texts it goes through `urlError` only. */
  readonly url: string;
  readonly scheme: string;
  readonly user: string | null;
  readonly password: string | null;
  /** What stands between the user and the path: host and port, or a bucket. */
  readonly authority: string;
  /** Not decoded, with its leading slash; empty when there is none. */
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
}

/** @throws DmsError 'url', with no password in it */
export function splitUrl(url: string, queryKeys: (scheme: string) => readonly string[]): UrlParts {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/([\s\S]*)$/i.exec(url) ?? [];
  if (scheme === undefined || rest === undefined) throw urlError(url, 'is not a URL', ALLOWED_URLS);
  const [, authority = '', path = '', query = '', hash] = /^([^/?#]*)([^?#]*)(?:\?([^#]*))?(#[\s\S]*)?$/.exec(
    rest,
  )!;
  const at = authority.lastIndexOf('@');
  // A bare @ behind the host is the end of a password more often than a part of a name; a bastion has one.
  const isFile = /^(?:s3|file)$/i.test(scheme);
  const inQuery = query.split('&').some((pair) => pair.includes('@') && !pair.startsWith('ssh='));
  if (hash !== undefined || inQuery || (path.includes('@') && !isFile)) {
    throw urlError(url, 'holds a character that ends a part of the URL', ENCODE);
  }
  const [user, password] = splitUser(url, authority.slice(0, Math.max(at, 0)));
  return {
    url,
    scheme: scheme.toLowerCase(),
    user,
    password,
    authority: authority.slice(at + 1),
    path,
    query: splitQuery(url, query, queryKeys(scheme.toLowerCase())),
  };
}

export const ALLOWED_URLS =
  'mysql://user@host:3306/schema, mariadb://…, aurora://…, s3://bucket/folder, file:///folder';

const ENCODE = 'in user, password and names write % as %25, / as %2F, ? as %3F, # as %23, @ as %40, : as %3A';

export function urlError(url: string, problem: string, allowed?: string): DmsError<'url'> {
  return new DmsError('url', { url: hideUrlSecret(url), problem, ...(allowed !== undefined && { allowed }) });
}

function splitUser(url: string, written: string): [user: string | null, password: string | null] {
  if (written === '') return [null, null];
  const colon = written.indexOf(':');
  if (colon < 0) return [decode(url, 'user', written), null];
  const password = decode(url, 'password', written.slice(colon + 1));
  return [decode(url, 'user', written.slice(0, colon)), password === '' ? null : password];
}

function splitQuery(url: string, query: string, allowed: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const pair of query.split('&').filter((one) => one !== '')) {
    const equals = pair.indexOf('=');
    const key = equals < 0 ? pair : pair.slice(0, equals);
    if (!allowed.includes(key)) {
      const list = allowed.length > 0 ? allowed.join(', ') : 'nothing behind a question mark';
      throw urlError(url, `unknown key "${key}"${didYouMean(key, allowed)}`, list);
    }
    if (found.has(key)) throw urlError(url, `the key "${key}" stands twice`, 'each key once');
    const value = equals < 0 ? '' : decode(url, key, pair.slice(equals + 1));
    if (value === '') throw urlError(url, `the key "${key}" has no value`, `${key}=…`);
    found.set(key, value);
  }
  return found;
}

/** Percent-decoding; a plus stays a plus, as in a path. */
export function decode(url: string, part: string, text: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    throw urlError(url, `the ${part} holds a percent sign that encodes nothing`, ENCODE);
  }
  if (decoded.includes('\0')) throw urlError(url, `the ${part} holds a NUL`, ENCODE);
  return decoded;
}
