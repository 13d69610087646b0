/** What the options of `create` and `edit` say an endpoint is: its address and the secret that came with it. */
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { readDmsEndpoints } from '../../../model/endpoint-import/dms.ts';
import { type ImportedEndpoint, notCarried } from '../../../model/endpoint-import/imported.ts';
import { readMyCnf } from '../../../model/endpoint-import/my-cnf.ts';
import { type Note, type NotedEndpoint, readNote } from '../../../model/endpoint-import/note.ts';
import { type EndpointAddress, parseEndpointUrl } from '../../../model/endpoint-url.ts';
import { DmsError, type Issue } from '../../../model/errors.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import { readDocument } from '../../options.ts';
import type { EndpointOptions } from './command.ts';

/** Null where the options say nothing of it. */
export interface Described {
  readonly id: string | null;
  readonly role: EndpointRole | null;
  readonly base: EndpointAddress | null;
  readonly settings: Readonly<Record<string, unknown>> | null;
  readonly password: string | null;
  readonly issues: readonly Issue[];
}

const WAYS = '--source <url> or --target <url>, --from-note, --from-my-cnf, --from-dms';

/**
 * One for each endpoint that is described; one that says nothing when none is. `kept` is the role of the
 * endpoint that is edited.
 * @throws DmsError 'usage', 'url', 'document'
 */
export async function describedEndpoints(
  options: EndpointOptions,
  kept: EndpointRole | null,
): Promise<Described[]> {
  const { source, target, fromNote, fromMyCnf, fromDms, group } = options;
  const urls = [source, target].filter((one) => typeof one === 'string');
  const imports = [fromNote, fromMyCnf, fromDms].filter((one) => one !== undefined);
  if ((source !== undefined && target !== undefined) || urls.length + imports.length > 1)
    throw wrongUsage('More than one of the options say what the endpoint is.', `one of ${WAYS}`);
  if (group !== undefined && fromMyCnf === undefined)
    throw wrongUsage('--group is a part of an option file.', '--from-my-cnf <file> --group <name>');
  const said = source !== undefined ? 'source' : target !== undefined ? 'target' : null;
  if (fromDms !== undefined) {
    const read = readDmsEndpoints(readDocument(fromDms), fromDms);
    return read.map((one) => ofImported({ ...one, role: said ?? one.role }, kept));
  }
  const role = said ?? kept;
  if (urls.length + imports.length === 0)
    return [{ id: null, role, base: null, settings: null, password: null, issues: [] }];
  if (fromNote !== undefined) return [ofNote(await readTextOrStdin(fromNote), fromNote, role)];
  if (role === null) throw noRole();
  if (fromMyCnf !== undefined)
    return [ofImported({ ...readMyCnf(readText(fromMyCnf), fromMyCnf, group ?? 'client'), role }, kept)];
  const { address, warnings } = parseEndpointUrl(urls[0]!, role);
  return [{ id: null, role, base: address, settings: null, password: passwordIn(address), issues: warnings }];
}

function ofNote(written: string, file: string, said: EndpointRole | null): Described {
  const note = readNote(written);
  const role = said ?? onlyEnd(note);
  if (role === null) throw noRole();
  const noted = note[role] ?? note.either;
  if (noted === null || noted.url === null) {
    const other = role === 'source' ? 'target' : 'source';
    const missing = noted?.missing ?? ['host', 'user'];
    const nothing =
      missing.length > 0 ? `names no ${missing.join(' and no ')}` : 'holds an address that cannot be read';
    throw new DmsError('document', {
      file: file === '-' ? 'the note' : file,
      path: '',
      problem: noted === null && note[other] !== null ? `speaks of a ${other} only` : nothing,
      allowed: 'lines as in "Host: db1", "User: me", "Password: …", "Port: 3306", or a URL',
    });
  }
  const { address } = parseEndpointUrl(noted.url, role);
  return { id: null, role, base: address, settings: null, password: noted.password, issues: keysLeft(noted) };
}

/** The end that a note speaks of; null when it is both, or does not say. */
function onlyEnd({ source, target }: Note): EndpointRole | null {
  if ((source === null) === (target === null)) return null;
  return source === null ? 'target' : 'source';
}

function keysLeft({ holdsAccessKeys }: NotedEndpoint): Issue[] {
  if (!holdsAccessKeys) return [];
  const detail =
    'Not carried over: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile, are their place.';
  return [notCarried('access keys', detail)];
}

function noRole(): DmsError<'usage'> {
  return wrongUsage('Nothing says whether it is a source or a target.', '--source or --target');
}

function ofImported(imported: ImportedEndpoint, kept: EndpointRole | null): Described {
  const role = imported.role ?? kept ?? 'source';
  const { address } = parseEndpointUrl(imported.url, role);
  return { ...imported, role, base: address };
}

function passwordIn(address: EndpointAddress): string | null {
  return address.engine === 'mysql' ? address.password : null;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const problem = code === 'ENOENT' ? 'there is no such file' : `cannot be read: ${message}`;
    throw new DmsError('document', { file, path: '', problem });
  }
}

async function readTextOrStdin(file: string): Promise<string> {
  return file === '-' ? await text(process.stdin) : readText(file);
}

export function wrongUsage(problem: string, allowed: string): DmsError<'usage'> {
  return new DmsError('usage', { problem, allowed });
}
