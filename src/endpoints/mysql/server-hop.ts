/** Which server this is, who runs it, and whether it takes writes. */
import { DmsError, type Issue } from '../../model/errors.ts';
import type { EndpointRole, HopFacts } from '../../model/hops.ts';
import { showServer } from './failures.ts';
import { readGrants } from './read-grants.ts';
import type { Session } from './session.ts';
import { isOn, readVariables, type Variables } from './variables.ts';

/** What `recogniseServer` looks at. */
export const SERVER_MARKS: readonly string[] = [
  'version',
  'version_comment',
  'basedir',
  'aurora_version',
  'innodb_read_only',
  'super_read_only',
  'read_only',
];

/** @throws DmsError `target.read-only` */
export async function serverHop(
  session: Session,
  role: EndpointRole,
): Promise<{ found: HopFacts['server']; issues: Issue[] }> {
  const { address } = session.credentials;
  const variables = await readVariables(session, SERVER_MARKS);
  const found = recogniseServer(variables, address.host);
  const closed = READ_ONLY.find((name) => isOn(variables, name));
  if (role === 'target' && closed !== undefined && !(await mayWriteAnyway(session, closed, found))) {
    const isOurs = found.service === null && closed !== 'innodb_read_only';
    throw new DmsError(
      'target.read-only',
      { address: showServer(address), setting: closed },
      { fix: isOurs ? 'SET GLOBAL read_only = OFF;  -- never on a replica' : null },
    );
  }
  return { found, issues: tooOld(found, variables) };
}

/** The strongest first. Of a reader of Aurora the first is ON, of a replica of RDS the last. */
const READ_ONLY = ['innodb_read_only', 'super_read_only', 'read_only'] as const;

/** `read_only` alone does not bind administrators: one may be loading a server it still keeps others out of. */
async function mayWriteAnyway(
  session: Session,
  closed: (typeof READ_ONLY)[number],
  { product }: HopFacts['server'],
): Promise<boolean> {
  if (closed !== 'read_only') return false;
  const unbound = product === 'MariaDB' ? ['READ_ONLY ADMIN'] : ['SUPER', 'CONNECTION_ADMIN'];
  const grants = await readGrants(session);
  return grants === null || unbound.some((right) => grants.everywhere(right));
}

/** `host` is the name we connected to. */
export function recogniseServer(variables: Variables, host: string): HopFacts['server'] {
  return {
    ...productOf(variables),
    service: serviceOf(variables, host),
    role: READ_ONLY.some((name) => isOn(variables, name)) ? 'reader' : 'writer',
  };
}

function productOf(variables: Variables): Pick<HopFacts['server'], 'product' | 'version'> {
  const version = variables.get('version') ?? '';
  const comment = variables.get('version_comment') ?? '';
  const [numbers = version] = /^\d+(?:\.\d+)+/.exec(version) ?? [];
  const aurora = auroraVersion(variables);
  if (aurora !== null) return { product: 'Aurora MySQL', version: `${aurora} (MySQL ${numbers})` };
  if (/mariadb/i.test(`${version} ${comment}`)) return { product: 'MariaDB', version: numbers };
  // `8.0.26-16` and `Percona Server (GPL), Release 16, Revision 3d64165`: the release is part of the version.
  if (/percona/i.test(comment)) {
    return { product: 'Percona Server', version: /^\d[\d.]*(?:-\d[\d.]*)?/.exec(version)?.[0] ?? numbers };
  }
  return { product: 'MySQL', version: numbers };
}

/**
 * The AWS drivers know Aurora by the variable `aurora_version` (aws-advanced-jdbc-wrapper, its dialects);
 * engine versions are named `8.0.mysql_aurora.3.08.0` (Aurora user guide, "Checking Aurora MySQL version
 * numbers").
 */
function auroraVersion(variables: Variables): string | null {
  return (
    variables.get('aurora_version') ??
    /mysql_aurora\.([\d.]*\d)/.exec(variables.get('version') ?? '')?.[1] ??
    null
  );
}

function serviceOf(variables: Variables, host: string): HopFacts['server']['service'] {
  const version = variables.get('version') ?? '';
  if (auroraVersion(variables) !== null) return 'Amazon Aurora';
  // `/rdsdbbin/mysql-8.0.39.R1/`: also what phpMyAdmin knows RDS by (`isAmazonRds`).
  if (variables.get('basedir')?.startsWith('/rdsdbbin/')) return 'Amazon RDS';
  // `8.0.31-google` with the comment `(Google)`, as it heads dumps from Cloud SQL.
  if (/-google\b/i.test(version) || variables.get('version_comment') === '(Google)') {
    return 'Google Cloud SQL';
  }
  // `8.0.37-azure` (Hibernate's HHH-18518); 8.0.32 said nothing of it (azure-docs#111774) but by its name.
  if (/-azure\b/i.test(version) || /\.mysql\.database\.azure\.com\.?$/i.test(host)) return 'Azure';
  return null;
}

/** The first versions that the ways of reading and writing here are made for. */
const OLDEST: Readonly<Record<string, readonly [number, number]>> = { MariaDB: [10, 5] };
const OLDEST_MYSQL = [5, 7] as const;

export function tooOld({ product, version }: HopFacts['server'], variables: Variables): Issue[] {
  const [major = 0, minor = 0] = (variables.get('version') ?? '')
    .split('.')
    .map((part) => parseInt(part, 10));
  const [oldestMajor, oldestMinor] = OLDEST[product] ?? OLDEST_MYSQL;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return [];
  return [
    {
      code: 'notice',
      subject: `${product} ${version}`,
      detail: `It is older than ${oldestMajor}.${oldestMinor}, the first version that is known to work: validate the rows after a copy.`,
    },
  ];
}
