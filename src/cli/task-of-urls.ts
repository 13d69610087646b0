/** The task that two endpoints, given as URLs or ids of saved ones, and options describe. */

import { createHash } from 'node:crypto';
import { isObject } from '../model/document.ts';
import { NO_REFERENCES } from '../model/endpoint.ts';
import { parseEndpointUrl, showAddress } from '../model/endpoint-url.ts';
import { DmsError, type Issue } from '../model/errors.ts';
import { parseTableMappings } from '../model/mapping-parser.ts';
import { mappingsFromPatterns } from '../model/patterns.ts';
import type { TableMappings } from '../model/table-mappings.ts';
import { mergedSettings, withTargetSettings } from '../model/target-settings.ts';
import type { Task } from '../model/task.ts';
import { parseTaskId } from '../model/task-id.ts';
import { defaultTaskSettings, parseTaskSettings } from '../model/task-settings-parser.ts';
import { endpointOf, type GivenEndpoint } from './endpoint-word.ts';
import { type RunOptions, readDocument, settingsFromPairs } from './options.ts';
import { overridden } from './overrides.ts';
import type { TaskReferences } from './passwords.ts';

export interface TaskOfUrls {
  readonly task: Task;
  /** Where the secrets of saved endpoints are. */
  readonly references: TaskReferences;
}

export async function taskOfUrls(
  sourceWord: string,
  targetWord: string,
  options: RunOptions,
): Promise<TaskOfUrls> {
  const source = await endpointOf(sourceWord, 'source');
  const target = await endpointOf(targetWord, 'target');
  const issues: Issue[] = [...source.warnings, ...target.warnings];
  const schema = source.address.engine === 'mysql' ? source.address.schema : null;
  const mappings = readMappings(options, schema, issues);
  const address = withSettings(target, options, issues);
  const task: Task = {
    id: options.task === undefined ? derivedId(source.address, address, mappings) : parseTaskId(options.task),
    source: source.address,
    target: address,
    mappings,
    settings: readSettings(options, issues),
    objects: [],
    issues,
  };
  const references = { source: source.saved ?? NO_REFERENCES, target: target.saved ?? NO_REFERENCES };
  return { task: overridden(task, options), references };
}

function readMappings(options: RunOptions, schema: string | null, issues: Issue[]): TableMappings {
  const { include = [], exclude = [], tableMappings } = options;
  if (tableMappings !== undefined) {
    if (include.length > 0 || exclude.length > 0) {
      throw new DmsError('usage', {
        problem: '--table-mappings and --include or --exclude both say which tables to copy',
        allowed: 'one of the two',
      });
    }
    const read = parseTableMappings(readDocument(tableMappings), tableMappings);
    issues.push(...read.issues);
    return read.mappings;
  }
  // A schema named in the source URL is what the person came for.
  const whole = include.length === 0 && schema !== null ? [`\`${schema.replaceAll('`', '``')}\`.%`] : include;
  if (whole.length === 0) {
    throw new DmsError('usage', {
      problem: 'Nothing says which tables to copy.',
      allowed: "--include 'schema.%', --table-mappings file, or a schema in the source URL",
    });
  }
  return mappingsFromPatterns(whole, exclude);
}

/** What is typed counts for more than what is in a file, and that for more than what was saved. */
function withSettings(target: GivenEndpoint, options: RunOptions, issues: Issue[]): Task['target'] {
  const { targetSettings, set = [] } = options;
  const saved = target.saved?.settings ?? null;
  if (targetSettings === undefined && set.length === 0 && saved === null) return target.address;
  const written = targetSettings === undefined ? {} : readDocument(targetSettings);
  // A wrong file is left for its parser to refuse.
  const document = isObject(written) ? mergedSettings(saved, written, settingsFromPairs(set)) : written;
  const file = targetSettings ?? (set.length > 0 ? '--set' : `endpoint ${target.saved?.id}`);
  const base = target.saved === null ? target.address : parseEndpointUrl(target.saved.url, 'target').address;
  const placed = withTargetSettings(base, document, file);
  issues.push(...placed.issues);
  return placed.address;
}

function readSettings({ taskSettings }: RunOptions, issues: Issue[]): Task['settings'] {
  if (taskSettings === undefined) return defaultTaskSettings();
  const read = parseTaskSettings(readDocument(taskSettings), taskSettings);
  issues.push(...read.issues);
  return read.settings;
}

/** The same copy typed again finds its checkpoint; another one never meets it. */
function derivedId(source: Task['source'], target: Task['target'], mappings: TableMappings): string {
  const described = JSON.stringify([showAddress(source), showAddress(target), mappings]);
  return `copy-${createHash('sha256').update(described).digest('hex').slice(0, 8)}`;
}
