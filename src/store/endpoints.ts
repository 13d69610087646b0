/** The saved endpoints of a state folder. */
import { endpointKey, endpointRecord, parseEndpointRecord, type SavedEndpoint } from '../model/endpoint.ts';
import { DmsError } from '../model/errors.ts';
import { nearest } from '../model/nearest.ts';
import { fileVersion } from './private-files.ts';
import { changeProfile, profileFile, putAside, readProfile } from './profile.ts';

export interface SavedEndpoints {
  /** By id. */
  readonly endpoints: readonly SavedEndpoint[];
  /** Entries that cannot be read, as somebody's editor left them; they stay in the file. */
  readonly damaged: readonly DamagedEntry[];
  /** Files that were put aside because nothing of them could be read. */
  readonly aside: readonly string[];
}

export interface DamagedEntry {
  readonly id: string;
  readonly error: DmsError<'document'>;
}

/** @throws DmsError 'profile.damaged' when nothing can be read; the file was put aside then */
export async function readEndpoints(home: string): Promise<SavedEndpoints> {
  const records = await readProfile(home);
  const endpoints: SavedEndpoint[] = [];
  const damaged: DamagedEntry[] = [];
  for (const id of Object.keys(records).sort()) {
    try {
      endpoints.push(parseEndpointRecord(records[id], profileFile(home), id));
    } catch (error) {
      if (!(error instanceof DmsError) || !error.is('document')) throw error;
      damaged.push({ id, error });
    }
  }
  return { endpoints, damaged, aside: putAside(home) };
}

/** Another one whenever something was saved or removed: who looks every second need not read it each time. */
export function endpointsVersion(home: string): string {
  return fileVersion(profileFile(home));
}

/**
 * The endpoint of that id, whatever its case.
 * @throws DmsError 'endpoint.unknown' with the nearest ones; 'document' when its entry cannot be read
 */
export function findEndpoint({ endpoints, damaged, aside }: SavedEndpoints, id: string): SavedEndpoint {
  const key = endpointKey(id);
  const found = endpoints.find((one) => endpointKey(one.id) === key);
  if (found !== undefined) return found;
  const broken = damaged.find((one) => one.id === key);
  if (broken !== undefined) throw broken.error;
  const ids = endpoints.map((one) => one.id);
  throw new DmsError('endpoint.unknown', { id, near: nearest(id, ids), saved: ids, aside: [...aside] });
}

/**
 * Saves what `make` makes of the endpoint that is there, null when none is.
 * @throws what `make` throws; nothing is changed then
 */
export async function saveEndpoint(
  home: string,
  id: string,
  make: (before: SavedEndpoint | null) => SavedEndpoint,
): Promise<{ saved: SavedEndpoint; before: SavedEndpoint | null }> {
  let result: { saved: SavedEndpoint; before: SavedEndpoint | null } | undefined;
  const key = endpointKey(id);
  await changeProfile(home, key, (record) => {
    const before = record === null ? null : parseEndpointRecord(record, profileFile(home), key);
    const saved = make(before);
    result = { saved, before };
    return endpointRecord(saved);
  });
  return result!;
}

/** Removes an entry, readable or not. Returns what it was, null when it could not be read. */
export async function removeEndpoint(home: string, id: string): Promise<SavedEndpoint | null> {
  const saved = await readEndpoints(home);
  const isDamaged = saved.damaged.some((one) => one.id === endpointKey(id));
  const endpoint = isDamaged ? null : findEndpoint(saved, id);
  await changeProfile(home, endpointKey(id), () => null);
  return endpoint;
}
