/** Looking into a place for files: folders are schemas, folders in them tables, and files their rows. */
import type { FileSettings } from '../../model/endpoint-url.ts';
import { DmsError } from '../../model/errors.ts';
import { showTable, type TableName } from '../../model/table.ts';
import type { Catalog, ListedTable, SampleRows, TableDescription } from '../catalog-contract.ts';
import type { EndpointIdentity } from '../contract.ts';
import { nameOfPart, tableFolder } from './layout.ts';
import { sampleFile } from './sample-file.ts';

export interface TreeFile {
  /** Below the folder of the endpoint, with slashes. */
  readonly path: string;
  readonly bytes: number;
}

/** What a catalog asks of a place for files. */
export interface FileTree {
  readonly identity: EndpointIdentity;
  /** Names of the folders right below that of the endpoint. */
  folders(signal: AbortSignal): Promise<string[]>;
  /** All files below this folder, as they are found; they may be many. */
  files(folder: string, signal: AbortSignal): AsyncIterable<TreeFile>;
  /** The bytes of a file, each piece valid until the next is asked for; null when there is none. */
  read(path: string, signal: AbortSignal): Promise<AsyncIterable<Buffer> | null>;
  /** A file that does not hold what its name says. */
  unreadable(path: string, reason: string): DmsError;
  close(): Promise<void>;
}

export class FilesCatalog implements Catalog {
  readonly identity: EndpointIdentity;
  readonly namesAreCaseSensitive = true;
  readonly #tree: FileTree;
  readonly #settings: FileSettings;

  constructor(tree: FileTree, settings: FileSettings) {
    this.identity = tree.identity;
    this.#tree = tree;
    this.#settings = settings;
  }

  async schemas(signal: AbortSignal): Promise<string[]> {
    const folders = await this.#tree.folders(signal);
    return folders.filter(isSeen).map(nameOfPart).toSorted();
  }

  async tables(schemas: readonly string[] | null, signal: AbortSignal): Promise<ListedTable[]> {
    const folders = (await this.#tree.folders(signal)).filter(isSeen);
    const wanted = folders.filter((folder) => schemas === null || schemas.includes(nameOfPart(folder)));
    const tables = new Map<string, FoundTable>();
    for (const folder of wanted) {
      for await (const { path, bytes } of this.#tree.files(folder, signal)) {
        const [schema, table, ...inside] = path.split('/');
        // A file beside the tables is none of them.
        if (schema === undefined || table === undefined || inside.length === 0) continue;
        if (![table, ...inside].every(isSeen)) continue;
        const id = `${schema}/${table}`;
        const found = tables.get(id) ?? { schema, table, bytes: 0, kinds: new Map() };
        tables.set(id, found);
        found.bytes += bytes;
        const kind = kindOf(path);
        found.kinds.set(kind, (found.kinds.get(kind) ?? 0) + 1);
      }
    }
    return [...tables.values()].map(listed).toSorted(byName);
  }

  async definition(): Promise<null> {
    return null;
  }

  /** Files say nothing about types; a header gives names. */
  async describe(table: TableName, signal: AbortSignal): Promise<TableDescription> {
    if (!this.#settings.header) {
      await this.#firstFile(table, signal);
      return { columns: [], indexes: [] };
    }
    const { columns } = await this.rows(table, 0, signal);
    return {
      columns: columns.map((name) => ({ name, type: 'text', nullable: true, default: null, extra: '' })),
      indexes: [],
    };
  }

  async rows(table: TableName, limit: number, signal: AbortSignal): Promise<SampleRows> {
    const path = await this.#firstFile(table, signal);
    if (!/\.csv(\.gz)?$/i.test(path)) {
      throw this.#tree.unreadable(path, `only CSV can be looked into, and this is ${kindOf(path)}`);
    }
    const bytes = await this.#tree.read(path, signal);
    if (bytes === null) throw new DmsError('table.gone', { table: showTable(table) });
    try {
      return await sampleFile(bytes, { gzip: /\.gz$/i.test(path), settings: this.#settings, limit });
    } catch (error) {
      if (!isDamage(error)) throw error;
      throw this.#tree.unreadable(path, `it is not CSV as the endpoint's settings have it: ${error.message}`);
    }
  }

  async close(): Promise<void> {
    await this.#tree.close();
  }

  /** The first file of a table in the order of names, one of CSV if there is any. */
  async #firstFile(table: TableName, signal: AbortSignal): Promise<string> {
    const folder = tableFolder(table);
    let first: string | null = null;
    for await (const { path } of this.#tree.files(folder, signal)) {
      if (
        !path
          .slice(folder.length + 1)
          .split('/')
          .every(isSeen)
      )
        continue;
      if (first === null || rank(path) < rank(first)) first = path;
    }
    if (first === null) throw new DmsError('table.gone', { table: showTable(table) });
    return first;
  }
}

interface FoundTable {
  readonly schema: string;
  readonly table: string;
  bytes: number;
  /** Files of each kind. */
  readonly kinds: Map<string, number>;
}

function listed({ schema, table, bytes, kinds }: FoundTable): ListedTable {
  const engine = [...kinds]
    .toSorted(([, one], [, other]) => other - one)
    .map(([kind, files]) => `${kind} (${files} ${files === 1 ? 'file' : 'files'})`)
    .join(', ');
  return {
    name: { schema: nameOfPart(schema), table: nameOfPart(table) },
    kind: 'table',
    engine,
    estimatedRows: null,
    dataBytes: bytes,
    key: null,
  };
}

function byName(one: ListedTable, other: ListedTable): number {
  const [a, b] = [one.name, other.name];
  if (a.schema !== b.schema) return a.schema < b.schema ? -1 : 1;
  return a.table < b.table ? -1 : 1;
}

/** Hidden are what is being written, and what is nobody's rows; an empty name is a folder made in a console. */
function isSeen(name: string): boolean {
  return name !== '' && !name.startsWith('.');
}

/** `CSV`, `CSV.GZ`, `PARQUET`; `files` for those without an ending. */
function kindOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /\.(\w+(?:\.gz)?)$/i.exec(name)?.[1]?.toUpperCase() ?? 'files';
}

/** CSV comes before all else. */
function rank(path: string): string {
  return (/\.csv(\.gz)?$/i.test(path) ? '0' : '1') + path;
}

function isDamage(error: unknown): error is Error {
  if (error instanceof SyntaxError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}
