/** Reads what stands behind a label as the value of its part. */
import { isBucketName } from '../../file-address.ts';
import { isAmazonRds } from '../../mysql-address.ts';
import type { NotePart, NoteParts } from './parts.ts';

/** What people write where they give no value. */
const NO_VALUE =
  /^(?:[-?]+|n\/a|none|null|tbd|없음|미정|[*•●∙]{3,}|x{4,}|<[\p{L} _-]+>|\[[\p{L} _-]+\]|\$\{.*\}|\{\{.*\}\}|\(?(?:hidden|redacted|masked|비공개|숨김|별도 ?전달|따로 ?전달|추후 ?전달)\)?)$/iu;

export function isNoValue(written: string): boolean {
  return NO_VALUE.test(written);
}

/** Null when it says nothing that can be used. */
export function readValue(part: NotePart, written: string): NoteParts | null {
  const value = written.trim();
  if (value === '' || isNoValue(value)) return null;
  switch (part) {
    case 'password':
      // Blanks within its quotes are a part of it.
      return { password: written };
    case 'keys':
      return { keys: 'given' };
    case 'host':
    case 'reader':
      return hostIn(part, value);
    case 'port': {
      const port = portIn(value.normalize('NFKC'));
      return port === null ? null : { port };
    }
    case 'region': {
      const region = /\b[a-z]{2}(?:-[a-z]{2,12}){1,3}-\d{1,2}\b/.exec(value)?.[0];
      return region === undefined ? null : { region };
    }
    case 'role':
      return roleArnIn(value);
    case 'bucket':
      return bucketIn(firstWord(value));
    case 'folder':
      return { folder: firstWord(value) };
    case 'user':
      return userIn(firstWord(value));
    case 'schema':
      return schemaIn(firstWord(value));
  }
}

/** A person who explains writes it behind the value: `db1 (writer)`. */
function firstWord(value: string): string {
  const [word] = value.split(/\s/, 1);
  return word!.replace(/(?<=.)[,;"'`]+$/, '');
}

/** A role of AWS by its whole name, wherever it stands. */
export function roleArnIn(text: string): NoteParts | null {
  const role = /arn:aws[a-z-]{0,10}:iam::\d{1,20}:role\/[\w+=,.@/-]{1,600}/.exec(text)?.[0];
  return role === undefined ? null : { role: role.replace(/[.,]+$/, '') };
}

function userIn(word: string): NoteParts | null {
  // The number of an AWS account is no user.
  if (/^\d{12}$/.test(word)) return null;
  const account = /^['"`]?([^'"`@]+)['"`]?@['"`]?(?:%|localhost|\d[\d.%]*)['"`]?$/.exec(word)?.[1];
  return { user: account ?? word };
}

function schemaIn(word: string): NoteParts | null {
  // `Database: MySQL 8.0` speaks of the product, `DB: db1.example.com:3306` of the server.
  if (/^(?:mysql|mariadb|aurora(?:-mysql)?|rds|percona)$/i.test(word)) return null;
  return isHost(word) ? hostIn('host', word) : { schema: word };
}

function bucketIn(word: string): NoteParts | null {
  const [name = '', ...steps] = word.split('/');
  const folder = steps.join('/');
  if (!isBucketName(name)) return null;
  return folder === '' ? { bucket: name } : { bucket: name, folder };
}

/** Aurora says in the name of a cluster's endpoint that it leads to readers. */
const OF_READERS = /\.cluster-ro-/i;

/** The value of a host label: `db1:3306`, `[fd00::7]:3306`, `tcp(db1:3306)`, `https://store:9000`, `db1 (writer)`. */
function hostIn(part: 'host' | 'reader', value: string): NoteParts | null {
  const word = firstWord(value);
  if (/^https?:\/\/[\w.:-]+\/?$/i.test(word)) return { ...addressIn(part, word), query: { endpoint: word } };
  return addressIn(part, word);
}

function addressIn(part: 'host' | 'reader', word: string): NoteParts | null {
  const [first = ''] = word.replace(/^(?:tcp\(|[a-z]{1,10}:\/\/)/i, '').split(/[,;/)]/, 1);
  const [, bracketed, plain, port = null] =
    /^(?:\[([0-9a-f:.]+)\]|([0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*|[\p{L}\d_][\p{L}\d_.-]*?))\.?(?::(\d{1,5})?)?$/iu.exec(
      first,
    ) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || /^(?:mysql|mariadb|aurora|rds|percona|aws)$/i.test(host)) return null;
  const read = port === null ? null : portIn(port);
  return { [OF_READERS.test(host) ? 'reader' : part]: host, ...(read !== null && { port: read }) };
}

function portIn(value: string): string | null {
  const digits = /^\d{1,5}(?![\d.])/.exec(value)?.[0];
  const port = Number(digits ?? 0);
  return port >= 1 && port <= 65_535 ? String(port) : null;
}

/** A word that is a host by its looks alone: a name of Amazon RDS, four numbers, a name with a port behind it. */
export function isHost(word: string): boolean {
  const [, host = '', port] = /^([\w.-]+?)\.?(?::(\d{1,5}))?$/.exec(word) ?? [];
  if (isAmazonRds(host) || /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return true;
  return port !== undefined && /^[a-z].*\./i.test(host);
}
