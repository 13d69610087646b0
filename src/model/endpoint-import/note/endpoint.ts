/** Makes an endpoint of its parts, with what is missing and, when nothing is, its URL. */
import { parseEndpointUrl, showAddress, type TlsMode } from '../../endpoint-url.ts';
import { DmsError } from '../../errors.ts';
import { S3_KEYS } from '../../file-address.ts';
import { encodePath, MYSQL_KEYS } from '../../mysql-address.ts';
import { mysqlUrl } from '../imported.ts';
import type { NotedEndpoint } from '../note.ts';
import type { NoteParts } from './parts.ts';

export function endpointOf(parts: NoteParts): NotedEndpoint {
  switch (engineOf(parts)) {
    case 'mysql':
      return database(parts);
    case 's3':
      return inBucket(parts);
    case 'folder':
      return {
        ...NOTHING,
        engine: 'folder',
        folder: parts.folder!,
        url: readable(`file://${encodePath(parts.folder!)}`),
      };
  }
}

function engineOf({ bucket, folder, host, user, password, schema, port, region, role }: NoteParts) {
  if (bucket !== undefined) return 's3';
  if ([host, user, password, schema, port].some((part) => part !== undefined)) return 'mysql';
  if (folder?.startsWith('/') && region === undefined && role === undefined) return 'folder';
  return 's3';
}

const NOTHING = {
  host: null,
  port: null,
  user: null,
  password: null,
  schema: null,
  tls: null,
  bucket: null,
  folder: null,
  region: null,
  endpoint: null,
  role: null,
  holdsAccessKeys: false,
  missing: [],
} as const;

function database(parts: NoteParts): NotedEndpoint {
  const query = only(parts.query, MYSQL_KEYS);
  const host = parts.host ?? null;
  const port = portOf(parts.port);
  const user = parts.user ?? null;
  const schema = parts.schema ?? null;
  const missing = [
    ...(host === null && query.socket === undefined ? ['host' as const] : []),
    ...(user === null ? ['user' as const] : []),
  ];
  const whole = { host, port, user, schema };
  const url =
    missing.length > 0
      ? null
      : (readable(mysqlUrl({ ...whole, query })) ?? readable(mysqlUrl({ ...whole, query: {} })));
  const tls = (query.ssl as TlsMode | undefined) ?? null;
  return { ...NOTHING, engine: 'mysql', ...whole, password: parts.password ?? null, tls, url, missing };
}

function inBucket(parts: NoteParts): NotedEndpoint {
  const { bucket, folder, region, role, keys } = parts;
  const query = only(parts.query, S3_KEYS);
  const pairs = Object.entries({ region, role, ...query }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${encodeURIComponent(value)}`],
  );
  const path = folder === undefined ? '' : `/${encodePath(folder.replace(/^\/|\/$/g, ''))}`;
  return {
    ...NOTHING,
    engine: 's3',
    bucket: bucket ?? null,
    folder: folder ?? null,
    region: region ?? null,
    endpoint: query.endpoint ?? null,
    role: role ?? null,
    holdsAccessKeys: keys !== undefined,
    url: bucket === undefined ? null : readable(`s3://${bucket}${path}?${pairs.join('&')}`),
    missing: bucket === undefined ? ['bucket'] : [],
  };
}

/** The URL as we write it; null when it cannot be read. */
function readable(url: string): string | null {
  try {
    return showAddress(parseEndpointUrl(url, 'target').address);
  } catch (error) {
    if (error instanceof DmsError) return null;
    throw error;
  }
}

function only(query: NoteParts['query'], keys: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(query ?? {}).filter(([key]) => keys.includes(key)));
}

function portOf(written: string | undefined): number | null {
  const port = Number(/^\d{1,5}$/.exec(written ?? '')?.[0] ?? 0);
  return port >= 1 && port <= 65_535 ? port : null;
}
