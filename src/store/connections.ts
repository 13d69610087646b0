/**
 * The last test of every saved endpoint from every instance: a file for each, so that two tests at once do not
 * meet. Losing one loses nothing that a minute would not bring back, so a damaged file counts as none.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../model/connection.ts';
import { isObject } from '../model/document.ts';
import { endpointKey } from '../model/endpoint.ts';
import { fileVersion, makePrivateFolder, writePrivateFile } from './private-files.ts';

/** Puts it in place of the one before, of the same endpoint and instance. */
export function keepConnection(home: string, connection: Connection): void {
  makePrivateFolder(folderOf(home));
  writePrivateFile(fileOf(home, connection), `${JSON.stringify(connection, null, 2)}\n`);
}

/** Of one endpoint, whatever the case of its id, the newest first. */
export function connectionsOf(home: string, endpoint: string): Connection[] {
  return filesOf(home, endpoint)
    .flatMap(read)
    .sort((one, other) => (one.tested < other.tested ? 1 : -1));
}

/** The newest of every endpoint, by the key of its id. */
export function newestConnections(home: string): Map<string, Connection> {
  const newest = new Map<string, Connection>();
  for (const connection of allFiles(home).flatMap(read)) {
    const key = endpointKey(connection.endpoint);
    const before = newest.get(key);
    if (before === undefined || before.tested < connection.tested) newest.set(key, connection);
  }
  return newest;
}

/** Another one whenever something was kept or forgotten. */
export function connectionsVersion(home: string): string {
  return fileVersion(folderOf(home));
}

/** Of an endpoint that is no more. */
export function forgetConnections(home: string, endpoint: string): void {
  for (const file of filesOf(home, endpoint)) rmSync(file, { force: true });
}

function folderOf(home: string): string {
  return join(home, 'connections');
}

/** No id of an endpoint or an instance holds the sign between them. */
function fileOf(home: string, { endpoint, instance }: Connection): string {
  return join(folderOf(home), `${endpointKey(endpoint)}~${instance ?? ''}.json`);
}

function filesOf(home: string, endpoint: string): string[] {
  const start = join(folderOf(home), `${endpointKey(endpoint)}~`);
  return allFiles(home).filter((file) => file.startsWith(start));
}

function allFiles(home: string): string[] {
  const folder = folderOf(home);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name));
}

function read(file: string): Connection[] {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isConnection(found) ? [found] : [];
  } catch {
    return [];
  }
}

function isConnection(found: unknown): found is Connection {
  return (
    isObject(found) &&
    typeof found.endpoint === 'string' &&
    typeof found.address === 'string' &&
    typeof found.tested === 'string' &&
    typeof found.passed === 'boolean' &&
    Array.isArray(found.hops)
  );
}
