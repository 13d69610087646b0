/** Reads a group of an option file of MySQL (`my.cnf`, `~/.my.cnf`). */
import { didYouMean } from '../document.ts';
import { DmsError, type Issue } from '../errors.ts';
import { type ImportedEndpoint, mysqlUrl, notCarried } from './imported.ts';

const CARRIED = ['host', 'port', 'user', 'password', 'database', 'socket', 'ssl-mode'];
const TLS = { 'ssl-ca': 'ca', 'ssl-cert': 'cert', 'ssl-key': 'key' } as const;

const TLS_MODES: Readonly<Record<string, string>> = {
  DISABLED: 'none',
  PREFERRED: '',
  REQUIRED: 'require',
  VERIFY_CA: 'verify-ca',
  VERIFY_IDENTITY: 'verify-full',
};

/** @throws DmsError 'usage' when there is no such group, 'document' when the group makes no endpoint */
export function readMyCnf(text: string, file: string, group: string): ImportedEndpoint {
  const groups = groupsOf(text);
  const options = groups.get(group);
  if (options === undefined) {
    const names = [...groups.keys()];
    throw new DmsError('usage', {
      problem: `${file} has no group [${group}]${didYouMean(group, names)}`,
      allowed: names.length > 0 ? `--group with one of ${names.join(', ')}` : 'a file with a group [client]',
    });
  }
  const option = (name: string) => options.get(name) || null;
  const port = option('port');
  if (port !== null && !/^\d{1,5}$/.test(port)) {
    throw new DmsError('document', {
      file,
      path: `[${group}] port`,
      problem: 'is no number',
      allowed: 'a number from 1 to 65535',
    });
  }
  const socket = option('socket');
  const url = mysqlUrl({
    host: option('host') ?? (socket === null ? 'localhost' : null),
    port: port === null ? null : Number(port),
    user: option('user'),
    schema: option('database'),
    query: { ...tlsOf(option), socket },
  });
  return {
    id: null,
    role: null,
    url,
    settings: null,
    password: option('password'),
    issues: left(options, group),
  };
}

function tlsOf(option: (name: string) => string | null): Record<string, string | null> {
  const mode = (option('ssl-mode') ?? '').toUpperCase();
  const paths = Object.entries(TLS).map(([name, key]) => [key, option(name)] as const);
  return { ssl: TLS_MODES[mode] ?? null, ...Object.fromEntries(paths) };
}

function left(options: ReadonlyMap<string, string>, group: string): Issue[] {
  const known = [...CARRIED, ...Object.keys(TLS)];
  const issues = [...options.keys()]
    .filter((name) => !known.includes(name))
    .map((name) => notCarried(`[${group}] ${name}`));
  const mode = options.get('ssl-mode');
  if (mode !== undefined && TLS_MODES[mode.toUpperCase()] === undefined)
    issues.push(notCarried(`[${group}] ssl-mode`));
  return issues;
}

/** `-` and `_` in names are the same to MySQL; a name that stands twice has its last value. */
function groupsOf(text: string): Map<string, Map<string, string>> {
  const groups = new Map<string, Map<string, string>>();
  let options: Map<string, string> | null = null;
  for (const written of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const line = written.trim();
    const group = /^\[([^\]]*)\]/.exec(line)?.[1]?.trim();
    if (group !== undefined) {
      options = groups.get(group) ?? new Map();
      groups.set(group, options);
    } else if (options !== null && line !== '' && !/^[#;!]/.test(line)) {
      const equals = line.indexOf('=');
      const name = (equals < 0 ? line : line.slice(0, equals)).trim();
      options.set(
        name
          .toLowerCase()
          .replaceAll('_', '-')
          .replace(/^loose-/, ''),
        equals < 0 ? '' : optionValue(line.slice(equals + 1)),
      );
    }
  }
  return groups;
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  r: '\r',
  s: ' ',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** Quotes around a value go, and a comment behind it, which a # inside quotes is not. */
function optionValue(written: string): string {
  const trimmed = written.trim();
  const quoted = /^(["'])((?:\\.|(?!\1).)*)\1/.exec(trimmed)?.[2];
  const value = quoted ?? trimmed.replace(/\s#.*$/, '').trim();
  return value.replace(/\\(.)/g, (whole, character: string) => ESCAPES[character] ?? whole);
}
