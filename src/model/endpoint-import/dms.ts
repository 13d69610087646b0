/** Reads what `aws dms describe-endpoints` prints: one endpoint or several. */
import * as v from 'valibot';
import { isObject, join, Problems, shape, text, wholeNumber } from '../document.ts';
import type { EndpointRole } from '../hops.ts';
import { saysNothing } from '../mapping-rule.ts';
import { type ImportedEndpoint, mysqlUrl, notCarried } from './imported.ts';

const MYSQL_ENGINES = ['mysql', 'mariadb', 'aurora', 'aurora-mysql'];
const ENGINES = [...MYSQL_ENGINES, 's3'];

const TLS_MODES = ['none', 'require', 'verify-ca', 'verify-full'];

/** Parts that say nothing about how to connect. */
const QUIET = ['EndpointArn', 'EngineDisplayName', 'Status', 'KmsKeyId', 'ExternalId', 'IsReadOnly'];
const CARRIED = [
  'EndpointIdentifier',
  'EndpointType',
  'EngineName',
  'ServerName',
  'Port',
  'Username',
  'DatabaseName',
  'SslMode',
  'MySqlSettings',
  'S3Settings',
  'ExtraConnectionAttributes',
];
const MYSQL_CARRIED = ['ServerName', 'Port', 'Username', 'DatabaseName', 'Password'];

const port = v.nullish(wholeNumber(1, 65_535));
const name = v.nullish(text);

const endpointShape = shape({
  EndpointIdentifier: text,
  EndpointType: v.pipe(
    text,
    v.regex(/^(?:source|target)$/i, 'source, target'),
    v.transform((type) => type.toLowerCase() as EndpointRole),
  ),
  EngineName: v.pipe(
    text,
    v.check((engine) => ENGINES.includes(engine.toLowerCase()), ENGINES.join(', ')),
  ),
  ServerName: name,
  Port: port,
  Username: name,
  DatabaseName: name,
  SslMode: v.nullish(v.picklist(TLS_MODES, TLS_MODES.join(', '))),
  ExtraConnectionAttributes: name,
  MySqlSettings: v.nullish(
    shape({ ServerName: name, Port: port, Username: name, DatabaseName: name, Password: name }),
  ),
  S3Settings: v.nullish(shape({ BucketName: name })),
});

type Written = v.InferOutput<typeof endpointShape>;

/**
 * The endpoints of a document: `{"Endpoints": […]}`, `{"Endpoint": {…}}`, a list, or one of them alone.
 * @throws DmsError 'document' with every problem found
 */
export function readDmsEndpoints(document: unknown, file: string): ImportedEndpoint[] {
  const problems = new Problems(file);
  const found = listIn(document).map(({ value, at }) => ({
    at,
    read: problems.read(endpointShape, value, at),
  }));
  if (found.length === 0)
    problems.add('Endpoints', 'holds no endpoint', 'what `aws dms describe-endpoints` prints');
  problems.throwIfAny();
  const imported = found.map(({ at, read }) => importedFrom(read!, at, problems));
  problems.throwIfAny();
  return imported;
}

function listIn(document: unknown): { value: unknown; at: string }[] {
  if (isObject(document) && isObject(document.Endpoint))
    return [{ value: document.Endpoint, at: 'Endpoint' }];
  const inside = isObject(document) && Array.isArray(document.Endpoints);
  const list: unknown = inside ? document.Endpoints : document;
  if (!Array.isArray(list)) return [{ value: list, at: '' }];
  return list.map((value: unknown, index) => ({ value, at: join(inside ? 'Endpoints' : '', index) }));
}

function importedFrom(written: Written, at: string, problems: Problems): ImportedEndpoint {
  const common = { id: written.EndpointIdentifier, role: written.EndpointType };
  const issues = Object.entries(written)
    .filter(([key, value]) => !saysNothing(value) && ![...CARRIED, ...QUIET].includes(key))
    .map(([key]) => notCarried(join(at, key), hint(key)));
  const attributes = attributesOf(written.ExtraConnectionAttributes ?? '');
  if (written.EngineName.toLowerCase() === 's3') {
    return { ...common, ...bucketOf(written, attributes, at, problems), password: null, issues };
  }
  const { MySqlSettings: settings } = written;
  for (const [key, value] of Object.entries(settings ?? {})) {
    if (saysNothing(value) || MYSQL_CARRIED.includes(key)) continue;
    issues.push(notCarried(join(join(at, 'MySqlSettings'), key), hint(key)));
  }
  const inAttributes = join(at, 'ExtraConnectionAttributes');
  for (const key of Object.keys(attributes)) issues.push(notCarried(join(inAttributes, key)));
  const url = mysqlUrl({
    host: settings?.ServerName || written.ServerName || null,
    port: settings?.Port ?? written.Port ?? null,
    user: settings?.Username || written.Username || null,
    schema: settings?.DatabaseName || written.DatabaseName || null,
    query: { ssl: written.SslMode ?? null },
  });
  return { ...common, url, settings: null, password: settings?.Password || null, issues };
}

function bucketOf(
  { S3Settings: settings, EndpointType: role }: Written,
  attributes: Readonly<Record<string, string>>,
  at: string,
  problems: Problems,
): Pick<ImportedEndpoint, 'url' | 'settings'> {
  if (role === 'source') problems.add(join(at, 'EndpointType'), 'is "source"', 'S3 can be a target only');
  // Where both name a setting, AWS DMS takes that of the settings.
  const given = Object.entries({ ...attributes, ...settings }).filter(([, value]) => !saysNothing(value));
  const { BucketName: bucket, ...rest } = Object.fromEntries(given);
  if (typeof bucket !== 'string')
    problems.add(join(join(at, 'S3Settings'), 'BucketName'), 'is missing', 'a bucket');
  return { url: `s3://${String(bucket)}`, settings: Object.keys(rest).length > 0 ? rest : null };
}

/** `name=value;name=value`. Names get the capital letter they have among the settings. */
function attributesOf(written: string): Record<string, string> {
  const pairs = written.split(';').flatMap((pair) => {
    const equals = pair.indexOf('=');
    const key = equals < 0 ? '' : pair.slice(0, equals).trim();
    return key === '' ? [] : [[key.charAt(0).toUpperCase() + key.slice(1), pair.slice(equals + 1).trim()]];
  });
  return Object.fromEntries(pairs) as Record<string, string>;
}

function hint(key: string): string {
  if (key.startsWith('SecretsManager')) {
    return 'Not carried over: let a command fetch it, with --password-command "aws secretsmanager get-secret-value …".';
  }
  if (key === 'CertificateArn')
    return 'Not carried over: name a file with ca=path in the URL; those of Amazon RDS are built in.';
  return 'Not carried over.';
}
