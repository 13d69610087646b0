/**
 * Reads the note in which somebody was sent an endpoint, or both: lines in any order, labels in English or
 * Korean, a URL, a DSN, a command, a table or a host name anywhere. It is asked on every paste, so it is
 * quick and never fails.
 */
import type { TlsMode } from '../endpoint-url.ts';
import type { EndpointRole } from '../hops.ts';
import { partsOf } from './note/choose.ts';
import { endpointOf } from './note/endpoint.ts';
import { sayingsInDocument } from './note/json.ts';
import { linesOf } from './note/lines.ts';
import { known, type NoteParts, type Saying } from './note/parts.ts';
import { sayingsOf } from './note/sayings.ts';

/** What a note says of one endpoint. A part is null when it was not found. */
export interface NotedEndpoint {
  readonly engine: 'mysql' | 's3' | 'folder';
  readonly host: string | null;
  readonly port: number | null;
  readonly user: string | null;
  /** It must reach no file and no output. */
  readonly password: string | null;
  readonly schema: string | null;
  readonly tls: TlsMode | null;
  readonly bucket: string | null;
  /** Of the bucket, or the path of a folder of this machine. */
  readonly folder: string | null;
  readonly region: string | null;
  /** Address of another store than AWS. */
  readonly endpoint: string | null;
  /** The whole name of the role to take on: `arn:aws:iam::…:role/…`. */
  readonly role: string | null;
  /** Access keys stood there. They are not kept: the AWS files or the environment are their place. */
  readonly holdsAccessKeys: boolean;
  /** All of it as one URL, without the password; it may say more than the parts. Null while something is missing. */
  readonly url: string | null;
  /** What it cannot do without and was not found; a password it can. */
  readonly missing: readonly ('host' | 'user' | 'bucket')[];
}

export interface Note {
  readonly source: NotedEndpoint | null;
  readonly target: NotedEndpoint | null;
  /** What a note that tells of no end speaks of; null when it names an end or says nothing of an endpoint. */
  readonly either: NotedEndpoint | null;
}

/** What a text says of endpoints; all null where it is about something else. */
export function readNote(text: string): Note {
  const sayings = sayingsInDocument(text) ?? sayingsOf(linesOf(text));
  const { source, target } = endsOf(sayings);
  if (source !== null || target !== null) return noteOf(source, target, null);
  return noteOf(null, null, partsOf(sayings, null));
}

function endsOf(sayings: readonly Saying[]): Record<EndpointRole, NoteParts | null> {
  const source = partsOf(sayings, 'source');
  const target = partsOf(sayings, 'target');
  const common = partsOf(sayings, null);
  if (common === null) return { source, target };
  if (source === null && target === null) return databaseAndBucket(common);
  // What stands above both is of both, unless it is a place of its own: the end that was not named then.
  if (hasPlace(common) && (source === null || target === null)) {
    if (source !== null && hasPlace(source)) return { source, target: common };
    if (target !== null && hasPlace(target)) return { source: common, target };
  }
  return { source: withCommon(source, common), target: withCommon(target, common) };
}

/** Only a target can be a bucket, so a note with a database and a bucket speaks of both ends. */
function databaseAndBucket(parts: NoteParts): Record<EndpointRole, NoteParts | null> {
  const { bucket, folder, region, role, keys, query, ...database } = parts;
  const isDatabase = database.user !== undefined || (database.host !== undefined && !query?.endpoint);
  if (bucket === undefined || !isDatabase) return { source: null, target: null };
  return {
    source: { ...database, ...known({ query }) },
    target: known({ bucket, folder, region, role, keys, query }),
  };
}

function hasPlace({ host, bucket }: NoteParts): boolean {
  return host !== undefined || bucket !== undefined;
}

function withCommon(end: NoteParts | null, common: NoteParts): NoteParts | null {
  if (end === null || (hasPlace(end) && hasPlace(common))) return end;
  return { ...common, ...end };
}

function noteOf(source: NoteParts | null, target: NoteParts | null, either: NoteParts | null): Note {
  return {
    source: source && endpointOf(source),
    target: target && endpointOf(target),
    either: either && endpointOf(either),
  };
}
