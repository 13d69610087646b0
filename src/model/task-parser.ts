/** Reads the file of a task. */
import * as v from 'valibot';
import {
  didYouMean,
  filledText,
  flag,
  isObject,
  join,
  Problems,
  shape,
  text,
  wholeNumber,
} from './document.ts';
import type { SavedEndpoint } from './endpoint.ts';
import type { EndpointAddress } from './endpoint-url.ts';
import { parseEndpointUrl } from './endpoint-url.ts';
import type { Issue } from './errors.ts';
import { DmsError } from './errors.ts';
import type { EndpointRole } from './hops.ts';
import { parseTableMappings } from './mapping-parser.ts';
import { parseObjects } from './objects.ts';
import { mergedSettings, withTargetSettings } from './target-settings.ts';
import type { ObjectKind, Task } from './task.ts';
import { isTaskId, TASK_ID_ALLOWED } from './task-id.ts';
import { defaultTaskSettings, parseTaskSettings } from './task-settings-parser.ts';

/** A document of its own file, which takes the place of the one in the task file. */
export interface SeparateDocument {
  readonly document: unknown;
  readonly file: string;
}

export interface SeparateDocuments {
  readonly tableMappings?: SeparateDocument | undefined;
  readonly taskSettings?: SeparateDocument | undefined;
}

/** The saved endpoint of that id. @throws DmsError 'endpoint.unknown', 'endpoint.role', 'document' */
export type LookUpEndpoint = (id: string, role: EndpointRole) => SavedEndpoint;

export interface ReadTask {
  readonly task: Task;
  /** What `local.strict` says. */
  readonly strict: boolean;
  /** Id of the instance that `local.instance` names. */
  readonly instance: string | null;
  /** The saved endpoints that were named; null for a URL. */
  readonly saved: Readonly<Record<EndpointRole, SavedEndpoint | null>>;
}

const TASK_KEYS = ['task', 'migrationType', 'source', 'target', 'tableMappings', 'taskSettings', 'local'];
const LOCAL_KEYS = ['instance', 'lanes', 'objects', 'strict'];

/** More lanes only make the servers wait for each other; AWS DMS stops there too. */
const MOST_LANES = 49;

const taskShape = shape({
  task: v.pipe(text, v.check(isTaskId, TASK_ID_ALLOWED)),
  migrationType: v.nullish(v.string('full-load'), 'full-load'),
  source: shape({ url: v.nullish(filledText), endpoint: v.nullish(filledText) }),
  target: shape({ url: v.nullish(filledText), endpoint: v.nullish(filledText) }),
  local: v.nullish(
    shape({
      instance: v.nullish(filledText),
      lanes: v.nullish(wholeNumber(1, MOST_LANES)),
      objects: v.nullish(v.union([text, v.array(text)], 'tables, all, or a list of kinds')),
      strict: v.nullish(flag),
    }),
  ),
});

/** Where there are no saved endpoints. */
const NONE_SAVED: LookUpEndpoint = (id) => {
  throw new DmsError('endpoint.unknown', { id, near: [], saved: [], aside: [] });
};

/**
 * The task a file describes. Warnings about its URLs are among the task's issues.
 * @throws DmsError 'document' with the path of each problem
 */
export function parseTask(
  document: unknown,
  file: string,
  separate: SeparateDocuments = {},
  lookUp: LookUpEndpoint = NONE_SAVED,
): ReadTask {
  const problems = new Problems(file);
  const read = problems.read(taskShape, document, '');
  if (isObject(document)) {
    problems.onlyKeys(document, TASK_KEYS, '');
    if (isObject(document.local)) problems.onlyKeys(document.local, LOCAL_KEYS, 'local');
  }
  problems.throwIfAny();
  // What could not be read has left a problem, here and below.
  const written = read!;
  checkMigrationType(written.migrationType ?? 'full-load', problems);
  const issues: Issue[] = [];
  const reader = { file, problems, issues, lookUp };
  const source = readEndpoint(written.source, 'source', reader);
  const target = readEndpoint(written.target, 'target', reader);
  const objects = readObjects(written.local?.objects, problems);
  problems.throwIfAny();
  const mappings = readMappings(written.tableMappings, file, separate, problems);
  const settings = readSettings(written.taskSettings, file, separate);
  issues.push(...mappings.issues, ...settings.issues);
  const lanes = written.local?.lanes ?? settings.settings.lanes;
  const task: Task = {
    id: written.task,
    source: source!.address,
    target: target!.address,
    mappings: mappings.mappings,
    settings: { ...settings.settings, lanes },
    objects,
    issues,
  };
  const saved = { source: source!.saved, target: target!.saved };
  const { strict, instance } = written.local ?? {};
  return { task, strict: strict ?? false, instance: instance ?? null, saved };
}

function checkMigrationType(type: string, problems: Problems): void {
  if (type === 'full-load') return;
  const known = type === 'cdc' || type === 'full-load-and-cdc';
  const problem = known ? `is "${type}": ongoing changes are not carried out yet` : `is "${type}"`;
  problems.add('migrationType', problem, 'full-load');
}

interface EndpointReader {
  readonly file: string;
  readonly problems: Problems;
  readonly issues: Issue[];
  readonly lookUp: LookUpEndpoint;
}

interface WrittenEndpoint {
  readonly url?: string | null | undefined;
  readonly endpoint?: string | null | undefined;
  readonly settings?: unknown;
}

interface ReadEndpoint {
  readonly address: EndpointAddress;
  readonly saved: SavedEndpoint | null;
}

const ENDPOINT_ALLOWED = '"url": "mysql://user@host:3306/schema", or "endpoint": "id of a saved one"';

function readEndpoint(
  written: WrittenEndpoint,
  role: EndpointRole,
  reader: EndpointReader,
): ReadEndpoint | null {
  const { file, problems, issues } = reader;
  const keys = ['url', 'endpoint'];
  problems.onlyKeys(written, role === 'target' ? [...keys, 'settings'] : keys, role);
  if (written.url && written.endpoint) {
    problems.add(role, 'has a url and an endpoint', 'one of the two');
    return null;
  }
  if (!written.url && !written.endpoint) {
    problems.add(join(role, 'url'), 'is missing', ENDPOINT_ALLOWED);
    return null;
  }
  const found = written.url ? ofUrl(written.url, role, reader) : ofSaved(written.endpoint!, role, reader);
  if (found === null) return null;
  const { settings } = written;
  if (role === 'source' || settings === undefined || settings === null) return found;
  // Of a saved endpoint the settings of the task count for more, one by one.
  const base = found.saved === null ? found.address : parseEndpointUrl(found.saved.url, role).address;
  const document = isObject(settings) ? mergedSettings(found.saved?.settings ?? null, settings) : settings;
  const placed = withTargetSettings(base, document, file, join(role, 'settings'));
  issues.push(...placed.issues);
  return { ...found, address: placed.address };
}

function ofUrl(url: string, role: EndpointRole, { problems, issues }: EndpointReader): ReadEndpoint | null {
  const at = join(role, 'url');
  try {
    const { address, warnings } = parseEndpointUrl(url, role);
    issues.push(...warnings.map((warning) => ({ ...warning, subject: at })));
    return { address, saved: null };
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('url')) throw error;
    problems.add(at, `${error.facts.url}: ${error.facts.problem}`, error.facts.allowed);
    return null;
  }
}

function ofSaved(id: string, role: EndpointRole, { problems, lookUp }: EndpointReader): ReadEndpoint | null {
  const at = join(role, 'endpoint');
  try {
    const saved = lookUp(id, role);
    return { address: saved.address, saved };
  } catch (error) {
    if (!(error instanceof DmsError)) throw error;
    if (error.is('endpoint.unknown')) {
      const { saved } = error.facts;
      problems.add(
        at,
        `there is no endpoint "${id}"${didYouMean(id, saved)}`,
        saved.length > 0 ? saved.join(', ') : 'one that was saved with `dms-tui endpoint create`',
      );
    } else if (error.is('endpoint.role')) {
      problems.add(at, `"${error.facts.id}" was saved as a ${error.facts.role}`, `the id of a ${role}`);
    } else throw error;
    return null;
  }
}

function readObjects(written: string | string[] | null | undefined, problems: Problems): ObjectKind[] {
  if (written === null || written === undefined) return [];
  try {
    return parseObjects(Array.isArray(written) ? written.join(',') || 'tables' : written);
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('usage')) throw error;
    problems.add(join('local', 'objects'), error.facts.problem, error.facts.allowed);
    return [];
  }
}

function readMappings(
  written: unknown,
  file: string,
  { tableMappings }: SeparateDocuments,
  problems: Problems,
) {
  if (tableMappings) return parseTableMappings(tableMappings.document, tableMappings.file);
  if (written === undefined || written === null) {
    problems.add('tableMappings', 'is missing', '{"rules": […]}, or a file of its own with --table-mappings');
    problems.throwIfAny();
  }
  return parseTableMappings(written, file, 'tableMappings');
}

function readSettings(written: unknown, file: string, { taskSettings }: SeparateDocuments) {
  if (taskSettings) return parseTaskSettings(taskSettings.document, taskSettings.file);
  if (written === undefined || written === null) return { settings: defaultTaskSettings(), issues: [] };
  return parseTaskSettings(written, file, 'taskSettings');
}
