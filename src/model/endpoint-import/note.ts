/**
 * Reads the note in which somebody was sent an endpoint: lines in any order, labels in English or Korean,
 * a URL or a host name anywhere. It is asked on every paste, so it is quick and never fails.
 */
import { type EndpointAddress, type MysqlAddress, parseEndpointUrl, showAddress } from '../endpoint-url.ts';
import type { EndpointRole } from '../hops.ts';
import { isAmazonRds } from '../mysql-address.ts';
import { mysqlUrl } from './imported.ts';
import { cleaned, labelled } from './note-lines.ts';
import { urlIn } from './note-url.ts';

export interface EndpointNote {
  /** Null when nothing says what it is. A part below is null when it was not found. */
  readonly engine: 'mysql' | 's3' | 'folder' | null;
  readonly host: string | null;
  readonly port: number | null;
  readonly user: string | null;
  /** It must reach no file and no output. */
  readonly password: string | null;
  readonly schema: string | null;
  /** All of it as a URL, without the password, where the note held one; it may say more than the parts. */
  readonly url: string | null;
  /** What cannot be done without and was not found; a password can. */
  readonly missing: readonly ('host' | 'user')[];
}

/** Nobody's note; a whole file that was pasted by mistake must not make a person wait. */
const LONGEST = 64 * 1024;

export function readNote(text: string): EndpointNote {
  const note = cleaned(text.slice(0, LONGEST));
  const url = urlIn(note);
  const address = url?.address ?? null;
  if (address !== null && address.engine !== 'mysql') {
    return { ...NOTHING, engine: address.engine, url: showAddress(address) };
  }
  const labels = labelled(note);
  const { host, port } = hostAndPort(labels.host) ?? bareHost(note) ?? { host: null, port: null };
  const found = {
    host: address?.host ?? host,
    // A port that has a label of its own was written for a reason.
    port: portOf(labels.port) ?? (address === null ? port : address.port),
    user: labels.user ?? url?.user ?? null,
    password: labels.password ?? address?.password ?? null,
    schema: labels.schema ?? address?.schema ?? null,
  };
  const { user } = found;
  const isDatabase = Object.values(found).some((part) => part !== null);
  return {
    ...found,
    engine: isDatabase ? 'mysql' : null,
    url: address === null || user === null ? null : showAddress(merged(address, { ...found, user })),
    missing: (['host', 'user'] as const).filter((part) => found[part] === null),
  };
}

/** Labels were written for a reason: they count for more than the URL. */
function merged(
  address: MysqlAddress,
  { host, port, user, schema }: Pick<EndpointNote, 'host' | 'port' | 'schema'> & { readonly user: string },
): MysqlAddress {
  return { ...address, host: host ?? address.host, port: port ?? address.port, user, schema };
}

/**
 * The address of what was found, without its password.
 * @throws DmsError 'url' when something is missing or cannot be so
 */
export function noteAddress(
  { host, port, user, schema, url }: EndpointNote,
  role: EndpointRole,
): EndpointAddress {
  return parseEndpointUrl(url ?? mysqlUrl({ host, port, user, schema, query: {} }), role).address;
}

const NOTHING: EndpointNote = {
  engine: null,
  host: null,
  port: null,
  user: null,
  password: null,
  schema: null,
  url: null,
  missing: [],
};

/** The value of a host label, with a port behind it or not: `db1:3306`, `[fd00::7]:3306`, `tcp(db1:3306)`. */
function hostAndPort(written: string | null): HostAndPort | null {
  // A person who explains writes it behind the host: `db1 (writer)`.
  const [first = ''] = (written ?? '').replace(/^(?:tcp\(|[a-z]+:\/\/)/i, '').split(/[\s,;/)]/, 1);
  const [, bracketed, plain, port] =
    /^(?:\[([0-9a-f:.]+)\]|([^:[\]@?#]+|[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*))(?::(\d{1,5}))?\.?$/i.exec(
      first,
    ) ?? [];
  const host = bracketed ?? plain?.replace(/\.$/, '');
  return host ? { host, port: portOf(port ?? null) } : null;
}

interface HostAndPort {
  readonly host: string;
  readonly port: number | null;
}

/** A host that needs no label to be known as one: a name of Amazon RDS, an address of four numbers. */
function bareHost(note: string): HostAndPort | null {
  for (const word of note.split(/[^A-Za-z0-9.:_-]+/)) {
    const [, host = '', port] = /^([A-Za-z0-9._-]+?)\.?(?::(\d{1,5}))?[.:]*$/.exec(word) ?? [];
    const isFourNumbers = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host);
    if (isAmazonRds(host) || isFourNumbers) return { host, port: portOf(port ?? null) };
  }
  return null;
}

function portOf(written: string | null): number | null {
  const port = Number(/^\d{1,5}(?!\d)/.exec(written ?? '')?.[0] ?? 0);
  return port >= 1 && port <= 65_535 ? port : null;
}
