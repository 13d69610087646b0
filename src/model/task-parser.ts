/** Reads the file of a task. */
import * as v from 'valibot';
import { filledText, flag, isObject, join, Problems, shape, text, wholeNumber } from './document.ts';
import type { EndpointAddress } from './endpoint-url.ts';
import { parseEndpointUrl } from './endpoint-url.ts';
import type { Issue } from './errors.ts';
import { DmsError } from './errors.ts';
import { parseTableMappings } from './mapping-parser.ts';
import { parseObjects } from './objects.ts';
import { withTargetSettings } from './target-settings.ts';
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

const TASK_KEYS = ['task', 'migrationType', 'source', 'target', 'tableMappings', 'taskSettings', 'local'];
const LOCAL_KEYS = ['lanes', 'objects', 'strict'];

/** More lanes only make the servers wait for each other; AWS DMS stops there too. */
const MOST_LANES = 49;

const taskShape = shape({
  task: v.pipe(text, v.check(isTaskId, TASK_ID_ALLOWED)),
  migrationType: v.nullish(v.string('full-load'), 'full-load'),
  source: shape({ url: v.nullish(filledText) }),
  target: shape({ url: v.nullish(filledText) }),
  local: v.nullish(
    shape({
      lanes: v.nullish(wholeNumber(1, MOST_LANES)),
      objects: v.nullish(v.union([text, v.array(text)], 'tables, all, or a list of kinds')),
      strict: v.nullish(flag),
    }),
  ),
});

/**
 * The task a file describes, and whether its `local.strict` makes an error of what is not carried out.
 * Warnings about its URLs are among the task's issues.
 * @throws DmsError 'document' with the path of each problem
 */
export function parseTask(
  document: unknown,
  file: string,
  separate: SeparateDocuments = {},
): { task: Task; strict: boolean } {
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
  const source = readEndpoint(written.source, 'source', file, problems, issues);
  const target = readEndpoint(written.target, 'target', file, problems, issues);
  const objects = readObjects(written.local?.objects, problems);
  problems.throwIfAny();
  const mappings = readMappings(written.tableMappings, file, separate, problems);
  const settings = readSettings(written.taskSettings, file, separate);
  issues.push(...mappings.issues, ...settings.issues);
  const lanes = written.local?.lanes ?? settings.settings.lanes;
  const task: Task = {
    id: written.task,
    source: source!,
    target: target!,
    mappings: mappings.mappings,
    settings: { ...settings.settings, lanes },
    objects,
    issues,
  };
  return { task, strict: written.local?.strict ?? false };
}

function checkMigrationType(type: string, problems: Problems): void {
  if (type === 'full-load') return;
  const known = type === 'cdc' || type === 'full-load-and-cdc';
  const problem = known ? `is "${type}": ongoing changes are not carried out yet` : `is "${type}"`;
  problems.add('migrationType', problem, 'full-load');
}

function readEndpoint(
  written: { readonly url?: string | null | undefined; readonly [key: string]: unknown },
  role: 'source' | 'target',
  file: string,
  problems: Problems,
  issues: Issue[],
): EndpointAddress | null {
  const urlPath = join(role, 'url');
  if (written.endpoint !== undefined) {
    problems.add(
      join(role, 'endpoint'),
      'saved endpoints are not available yet',
      '"url": "mysql://user@host:3306/schema"',
    );
    return null;
  }
  problems.onlyKeys(written, role === 'target' ? ['url', 'settings'] : ['url'], role);
  if (!written.url) {
    problems.add(urlPath, 'is missing', '"url": "mysql://user@host:3306/schema"');
    return null;
  }
  let address: EndpointAddress;
  try {
    const read = parseEndpointUrl(written.url, role);
    address = read.address;
    issues.push(...read.warnings.map((warning) => ({ ...warning, subject: urlPath })));
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('url')) throw error;
    problems.add(urlPath, `${error.facts.url}: ${error.facts.problem}`, error.facts.allowed);
    return null;
  }
  const settings = written.settings;
  if (role === 'source' || settings === undefined || settings === null) return address;
  const placed = withTargetSettings(address, settings, file, join(role, 'settings'));
  issues.push(...placed.issues);
  return placed.address;
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
