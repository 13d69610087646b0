/** Finds a URL in a note: ours, or that of a program in Java. */
import { type EndpointAddress, parseEndpointUrl } from '../endpoint-url.ts';
import { DmsError } from '../errors.ts';
import { mysqlUrl } from './imported.ts';

export interface FoundUrl {
  readonly address: EndpointAddress;
  /** Null when the URL named none; the address has another then, because it needs one. */
  readonly user: string | null;
}

const START = /(?:jdbc:)?(?:mysql|mariadb|aurora|s3|file):(?:[a-z-]+:)?\/\//i;

/** Longer than any address. */
const LONGEST = 2_000;

/** The first URL that can be read; null when there is none. */
export function urlIn(note: string): FoundUrl | null {
  for (const line of note.split('\n')) {
    const start = line.search(START);
    if (start < 0) continue;
    const [word = ''] = line.slice(start, start + LONGEST).split(/[\s"'`<>|]/, 1);
    const url = word.replace(/[,;.)\]]+$/, '');
    const found = /^jdbc:/i.test(url) ? readJdbc(url) : readUrl(url);
    if (found !== null) return found;
  }
  return null;
}

/** Stands for the user that a URL leaves out. */
const SOMEBODY = 'somebody';

function readUrl(url: string): FoundUrl | null {
  const isDatabase = /^(?:mysql|mariadb|aurora):/i.test(url);
  const hasUser = /^[a-z]+:\/\/[^/?#]*@/i.test(url);
  const whole = isDatabase && !hasUser ? url.replace('://', `://${SOMEBODY}@`) : url;
  try {
    const { address } = parseEndpointUrl(whole, 'target');
    return { address, user: address.engine === 'mysql' && hasUser ? address.user : null };
  } catch (error) {
    if (error instanceof DmsError) return null;
    throw error;
  }
}

const JDBC_TLS: Readonly<Record<string, string>> = {
  DISABLED: 'none',
  DISABLE: 'none',
  REQUIRED: 'require',
  TRUST: 'require',
  VERIFY_CA: 'verify-ca',
  'VERIFY-CA': 'verify-ca',
  VERIFY_IDENTITY: 'verify-full',
  'VERIFY-FULL': 'verify-full',
};

/** `jdbc:mysql://host:3306/schema?user=…&password=…&sslMode=…`; of several hosts the first one. */
function readJdbc(url: string): FoundUrl | null {
  const [, hosts = '', path = '', query = ''] = /^jdbc:[^/]*:\/\/([^/?]*)\/?([^?]*)\??(.*)$/i.exec(url) ?? [];
  const [, host, port] = /^([^:]+)(?::(\d{1,5}))?$/.exec(hosts.split(',', 1)[0]!.replace(/^.*@/, '')) ?? [];
  if (host === undefined) return null;
  const given = new Map(query.split('&').map(keyAndValue));
  const user = given.get('user') || null;
  const found = readUrl(
    mysqlUrl({
      host,
      port: port === undefined ? null : Number(port),
      user: user ?? SOMEBODY,
      schema: decoded(path) || null,
      query: { ssl: JDBC_TLS[(given.get('sslMode') ?? '').toUpperCase()] ?? null },
    }),
  );
  if (found === null || found.address.engine !== 'mysql') return null;
  return { address: { ...found.address, password: given.get('password') || null }, user };
}

function keyAndValue(pair: string): [key: string, value: string] {
  const equals = pair.indexOf('=');
  return equals < 0 ? [pair, ''] : [pair.slice(0, equals), decoded(pair.slice(equals + 1))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
