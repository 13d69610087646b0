/** Finds a secret in whatever a run leaves behind, in each form it could have there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { query, type ServerAddress } from '../../src/lab/servers/address.ts';

/** A place that was searched: its name, and every byte of it. */
export type Place = readonly [name: string, content: string | Buffer];

/** Where the secret is, each with the form it has there: `trace.log: base64`. */
export function findSecret(secret: string, places: readonly Place[]): string[] {
  const forms = formsOf(secret);
  return places.flatMap(([name, content]) => {
    const bytes = Buffer.from(content as string);
    const found = Object.entries(forms).filter(([, written]) => written.some((one) => bytes.includes(one)));
    return found.map(([form]) => `${name}: ${form}`);
  });
}

function formsOf(secret: string): Record<string, string[]> {
  const json = JSON.stringify(secret).slice(1, -1);
  const url = encodeURIComponent(secret);
  const form = new URLSearchParams({ '': secret }).toString().slice(1);
  return {
    plain: [secret, inspect(secret).slice(1, -1)],
    'a part of it': [longestWord(secret)],
    'URL-encoded': [url, form].flatMap((one) => [one, one.replace(/%../g, (code) => code.toLowerCase())]),
    'in JSON': [json, asciiOnly(json), JSON.stringify(json).slice(1, -1)],
    base64: [0, 1, 2].flatMap((before) => base64Behind(before, secret)),
    hexadecimal: [Buffer.from(secret).toString('hex'), Buffer.from(secret).toString('hex').toUpperCase()],
  };
}

/** Letters and digits stay what they are in most forms, and half a secret is one. */
function longestWord(secret: string): string {
  return secret.match(/[A-Za-z0-9]+/g)!.reduce((one, other) => (other.length > one.length ? other : one));
}

function asciiOnly(text: string): string {
  return text.replace(/[^\0-~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What base64 makes of it behind so many other bytes, without the ends that its neighbours have a part in. */
function base64Behind(before: number, secret: string): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  const whole = bytes
    .toString('base64')
    .slice(Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6));
  return [whole, whole.replaceAll('+', '-').replaceAll('/', '_')];
}

/** Every file below the folders. */
export function placesBelow(...folders: readonly string[]): Place[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      // Its name may hold it too.
      .map((path) => [path, Buffer.concat([Buffer.from(`${path}\n`), readFileSync(path)])] as const),
  );
}

/** Every row of every table of a schema. */
export async function placesInSchema(server: ServerAddress, schema: string): Promise<Place[]> {
  const tables = await query(server, `SHOW TABLES FROM \`${schema}\``);
  return await Promise.all(
    tables.map(async (row) => {
      const table = `\`${schema}\`.\`${String(Object.values(row)[0])}\``;
      const rows = await query(server, `SELECT * FROM ${table}`);
      // Bytes of a binary column are text in places, and JSON would make numbers of them.
      const text = rows.map((one) => Object.values(one).map(String).join('\n')).join('\n');
      return [`${table}, ${rows.length} rows`, text] as const;
    }),
  );
}

/** What the process list of this machine shows of a process and those it started; none where it keeps none. */
export function placesInProcessList(pid: number): Place[] {
  const read = (file: string): string => {
    try {
      return readFileSync(`/proc/${pid}/${file}`, 'utf8');
    } catch {
      // It has ended, or this system has no such file.
      return '';
    }
  };
  const shown = `${read('cmdline')}\n${read('comm')}`.trim();
  const children = read(`task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
  const own: Place[] = shown === '' ? [] : [[`the process list, ${pid}`, shown]];
  return [...own, ...children.flatMap(placesInProcessList)];
}
