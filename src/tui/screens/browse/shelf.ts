/**
 * The endpoint that is looked into: opened when something is first asked of it, and again when the connection
 * was lost in between. What was read of its lists is kept.
 */
import type {
  Catalog,
  ListedTable,
  SampleRows,
  TableDescription,
} from '../../../endpoints/catalog-contract.ts';
import type { EndpointSecrets } from '../../../endpoints/contract.ts';
import { openCatalog } from '../../../endpoints/registry.ts';
import { DmsError } from '../../../model/errors.ts';
import type { TableName } from '../../../model/table.ts';
import { type AskPerson, findSecrets, type SignIn } from '../../../store/find-secrets.ts';
import type { SecretUse } from '../../../store/secrets.ts';

export interface BrowsedEndpoint extends SignIn {
  /** What it is called in the path of the header: the id of a saved one. */
  readonly title: string;
  /** What opens it, where that is known already; else it is found, or asked for. */
  readonly secrets?: EndpointSecrets;
}

export class Shelf {
  readonly #endpoint: BrowsedEndpoint;
  readonly #ask: AskPerson;
  #secrets: EndpointSecrets | null;
  /** Which of them did not open it. */
  #refusal: { readonly use: SecretUse; readonly because: DmsError } | null = null;
  #catalog: Promise<Catalog> | null = null;
  readonly #tables = new Map<string, readonly ListedTable[]>();
  #counting: AbortController | null = null;

  /** Closed when the signal comes. */
  constructor(endpoint: BrowsedEndpoint, ask: AskPerson, signal: AbortSignal) {
    this.#endpoint = endpoint;
    this.#ask = ask;
    this.#secrets = endpoint.secrets ?? null;
    signal.addEventListener('abort', () => this.#close(), { once: true });
  }

  /** What opened it; null before it was opened. */
  get secrets(): EndpointSecrets | null {
    return this.#catalog === null ? null : this.#secrets;
  }

  async schemas(signal: AbortSignal): Promise<string[]> {
    return await this.#use(signal, (catalog) => catalog.schemas(signal));
  }

  /** Of one schema, or of all of them. */
  async tables(schemas: readonly string[], signal: AbortSignal): Promise<readonly ListedTable[]> {
    const unread = schemas.filter((schema) => !this.#tables.has(schema));
    if (unread.length > 0) {
      const read = await this.#use(signal, (catalog) => catalog.tables(unread, signal));
      const bySchema = Map.groupBy(read, ({ name }) => name.schema);
      for (const schema of unread) this.#tables.set(schema, bySchema.get(schema) ?? []);
    }
    return schemas.flatMap((schema) => this.#tables.get(schema)!);
  }

  /** Their names, ahead of the rest, where that takes long; null where it does not, or was read before. */
  async names(schemas: readonly string[], signal: AbortSignal): Promise<readonly ListedTable[] | null> {
    if (schemas.every((schema) => this.#tables.has(schema))) return null;
    const names = await this.#use(signal, async (catalog) => await catalog.names?.(schemas, signal));
    return (
      names?.map((one) => ({ ...one, engine: null, estimatedRows: null, dataBytes: null, key: null })) ?? null
    );
  }

  /** What is known of a schema so far; null before its tables were read. */
  known(schema: string): readonly ListedTable[] | null {
    return this.#tables.get(schema) ?? null;
  }

  /** Forgets what was read, so that it is read again. */
  forget(): void {
    this.#tables.clear();
  }

  async describe(table: TableName, signal: AbortSignal): Promise<TableDescription> {
    return await this.#use(signal, (catalog) => catalog.describe(table, signal));
  }

  async definition(table: TableName, signal: AbortSignal): Promise<string | null> {
    return await this.#use(signal, (catalog) => catalog.definition(table, signal));
  }

  async rows(table: TableName, limit: number, signal: AbortSignal): Promise<SampleRows> {
    return await this.#use(signal, (catalog) => catalog.rows(table, limit, signal));
  }

  /** Whether names that differ in case only are different; true before it was opened. */
  async namesAreCaseSensitive(signal: AbortSignal): Promise<boolean> {
    return await this.#use(signal, async (catalog) => catalog.namesAreCaseSensitive);
  }

  /**
   * Reads the tables of each of these schemas, one after the other, for as long as nothing else is asked: a
   * person who asks for something does not wait behind what was only to be counted.
   */
  async countAll(
    schemas: readonly string[],
    counted: (schema: string, tables: readonly ListedTable[]) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const counting = new AbortController();
    const either = AbortSignal.any([signal, counting.signal]);
    this.#counting = counting;
    try {
      for (const schema of schemas) {
        if (this.#tables.has(schema)) continue;
        const catalog = await this.#open(either);
        const read = await catalog.tables([schema], either);
        this.#tables.set(schema, read);
        counted(schema, read);
      }
    } catch (error) {
      if (!counting.signal.aborted) throw error;
    } finally {
      if (this.#counting === counting) this.#counting = null;
    }
  }

  async #use<Result>(signal: AbortSignal, ask: (catalog: Catalog) => Promise<Result>): Promise<Result> {
    this.#counting?.abort();
    const before = this.#catalog;
    try {
      return await ask(await this.#open(signal));
    } catch (error) {
      if (!(error instanceof DmsError) || !error.kind.startsWith('connect.')) throw error;
      this.#close();
      // A connection that has died since it was last used is no news to the person.
      if (before === null || signal.aborted) throw error;
      return await ask(await this.#open(signal));
    }
  }

  async #open(signal: AbortSignal): Promise<Catalog> {
    this.#catalog ??= this.#connect(signal);
    const opening = this.#catalog;
    try {
      return await opening;
    } catch (error) {
      if (this.#catalog === opening) this.#catalog = null;
      throw error;
    }
  }

  async #connect(signal: AbortSignal): Promise<Catalog> {
    const secrets = await this.#findSecrets();
    try {
      return await openCatalog(this.#endpoint.address, secrets, signal);
    } catch (error) {
      const use = refusedSecret(error);
      if (use !== null) this.#refusal = { use, because: error as DmsError };
      throw error;
    }
  }

  /** What was refused is not taken from the same place again: the person is asked. */
  async #findSecrets(): Promise<EndpointSecrets> {
    const { address, role } = this.#endpoint;
    if (this.#secrets === null) {
      this.#secrets = await findSecrets(this.#endpoint, this.#ask);
    } else if (this.#refusal !== null && address.engine === 'mysql') {
      const { use } = this.#refusal;
      const at = use === 'bastion' && address.ssh !== null ? address.ssh : address;
      const where = at === address && address.socket !== null ? address.socket : `${at.host}:${at.port}`;
      const typed = await this.#ask({ ...this.#refusal, role, user: at.user, where });
      this.#secrets = { ...this.#secrets, [use]: typed };
    }
    this.#refusal = null;
    return this.#secrets;
  }

  #close(): void {
    this.#counting?.abort();
    const catalog = this.#catalog;
    this.#catalog = null;
    // Nobody waits for it: one that cannot be opened or closed any more has nothing to say.
    catalog?.then(
      (open) => open.close(),
      () => {},
    );
  }
}

/** The secret that another one in its place would help with; null when it was not the secret. */
function refusedSecret(error: unknown): SecretUse | null {
  if (!(error instanceof DmsError)) return null;
  if (error.is('connect.login')) return (error.facts.why ?? 'password') === 'password' ? 'password' : null;
  if (!error.is('connect.bastion')) return null;
  return error.facts.why === 'login' || error.facts.why === 'identity' ? 'bastion' : null;
}
