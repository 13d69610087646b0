/** One copy of the shop to a target of its own, and the judge of whether it arrived. */
import { randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { LabStore } from '../../../src/lab/servers/s3.ts';
import { checksumTables, type TableContent } from '../../support/checksum.ts';
import { dropAfterwards, type TestServer } from '../../support/servers.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { contentForFiles, contentOfFolder } from './csv-content.ts';
import { type Ended, TaskOnDisk } from './product.ts';
import { COMMIT_RATE, type Shop } from './shop.ts';
import { keysOfObjects, saveObjects } from './stored-objects.ts';

interface Haul {
  readonly task: TaskOnDisk;
  /** Fails unless the target holds exactly the rows of the source. */
  readonly arrived: () => Promise<void>;
  /** Names of the files that can be seen at the target; null where it keeps none. */
  readonly files: () => Promise<string[] | null>;
}

export type Loading = (source: TestServer, shop: Shop) => Promise<Haul>;

/** To a MySQL-family server. `server` may also be reached at another port, for a proxy in front of it. */
export function toServer(server: () => Promise<TestServer>, port?: () => number): Loading {
  return async (source, shop) => {
    const target = await server();
    const schema = `${shop.schema}_${randomBytes(3).toString('hex')}`;
    const control = `${schema}_control`;
    dropAfterwards(target, schema);
    dropAfterwards(target, control);
    const at = port ? target.url().replace(`:${target.port}/`, `:${port()}/`) : target.url();
    const document = taskDocument(source, shop, at, {
      TargetMetadata: { TargetSchema: schema },
      ControlTablesSettings: { ControlSchema: control },
    });
    const task = new TaskOnDisk(document, passwords(source, target));
    return {
      task,
      files: async () => null,
      async arrived() {
        expect(await checksumTables(target, schema)).toEqual(await onSource(source, shop));
        expect(await keysOf(target, schema)).toEqual(await keysOf(source, shop.schema));
      },
    };
  };
}

export const toFolder: Loading = async (source, shop) => {
  // The user's folder may not be there yet.
  const folder = join(temporaryFolder(), 'out');
  const task = new TaskOnDisk(taskDocument(source, shop, `file://${folder}`), passwords(source));
  return {
    task,
    files: async () => (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.csv')),
    arrived: () => filesArrived(source, shop, folder),
  };
};

export function toStore(store: () => LabStore): Loading {
  return async (source, shop) => {
    const inside = `torture-${randomBytes(3).toString('hex')}`;
    const { accessKeyId, secretAccessKey } = store();
    const task = new TaskOnDisk(taskDocument(source, shop, store().url(inside)), {
      ...passwords(source),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    });
    return {
      task,
      files: () => keysOfObjects(store(), `${inside}/`),
      async arrived() {
        const folder = join(temporaryFolder(), 'objects');
        await mkdir(folder);
        await saveObjects(store(), `${inside}/`, folder);
        await filesArrived(source, shop, folder);
      },
    };
  };
}

async function filesArrived(source: TestServer, shop: Shop, folder: string): Promise<void> {
  const expected = await asFiles(source, shop);
  expect(await contentOfFolder(join(folder, shop.schema), Object.keys(expected))).toEqual(expected);
}

/** What a run that came to its end must have said: everything done, and every table compared. */
export function expectProved(ended: Ended): void {
  const last = ended.events.at(-1);
  const validation = last?.type === 'run.finished' ? last.tables.map((table) => table.validation) : [];
  const errors = ended.events.filter((event) => event.type === 'error');
  expect({ ...ended, events: errors, validation: new Set(validation) }).toMatchObject({
    code: 0,
    events: [],
    validation: new Set(['Validated']),
  });
}

export function taskDocument(
  source: { url(): string },
  shop: { readonly schema: string },
  targetUrl: string,
  settings: object = {},
) {
  return {
    task: `torture-${randomBytes(6).toString('hex')}`,
    source: { url: source.url() },
    target: { url: targetUrl },
    tableMappings: {
      rules: [
        {
          'rule-type': 'selection',
          'rule-id': '1',
          'rule-name': 'all',
          'object-locator': { 'schema-name': shop.schema, 'table-name': '%' },
          'rule-action': 'include',
        },
      ],
    },
    taskSettings: { FullLoadSettings: { CommitRate: COMMIT_RATE }, ...settings },
    local: { lanes: 2 },
  };
}

export function passwords(
  source: { readonly password: string },
  target?: { readonly password: string },
): Record<string, string> {
  return {
    DMS_TUI_SOURCE_PASSWORD: source.password,
    ...(target ? { DMS_TUI_TARGET_PASSWORD: target.password } : {}),
  };
}

/** The sources of a test file never change, so they are read once. */
const known = new Map<string, Promise<Record<string, TableContent>>>();

function onSource(source: TestServer, shop: Shop): Promise<Record<string, TableContent>> {
  return once(`server ${shop.schema}`, () => checksumTables(source, shop.schema));
}

function asFiles(source: TestServer, shop: Shop): Promise<Record<string, TableContent>> {
  return once(`files ${shop.schema}`, () => contentForFiles(source, shop.schema));
}

function once(
  name: string,
  read: () => Promise<Record<string, TableContent>>,
): Promise<Record<string, TableContent>> {
  const content = known.get(name) ?? read();
  known.set(name, content);
  return content;
}

/** Every index and foreign key of a schema, so that none is missing after a kill. */
async function keysOf(server: TestServer, schema: string): Promise<string[]> {
  const indexes = await server.query(
    `SELECT CONCAT_WS(' ', table_name, index_name, non_unique, seq_in_index, column_name) AS k
     FROM information_schema.statistics WHERE table_schema = ?`,
    [schema],
  );
  const foreign = await server.query(
    `SELECT CONCAT_WS(' ', table_name, column_name, 'refers to', referenced_table_name, referenced_column_name) AS k
     FROM information_schema.key_column_usage WHERE table_schema = ? AND referenced_table_name IS NOT NULL`,
    [schema],
  );
  return [...indexes, ...foreign].map((row) => String(row.k)).toSorted();
}
