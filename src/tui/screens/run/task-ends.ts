/** Both ends of a saved task, to look into them and to start it again. */
import type { Secrets } from '../../../endpoints/mask-secrets.ts';
import type { SecretReferences } from '../../../model/endpoint.ts';
import { DmsError } from '../../../model/errors.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import { parseTask, type ReadTask } from '../../../model/task-parser.ts';
import { findEndpoint, readEndpoints } from '../../../store/endpoints.ts';
import { type AskPerson, findSecrets } from '../../../store/find-secrets.ts';
import { findTask, taskFile } from '../../../store/tasks.ts';
import { type BrowsedEndpoint, Shelf } from '../browse/shelf.ts';

const NO_REFERENCES: SecretReferences = { password: null, bastion: null };

export class TaskEnds {
  readonly #stateFolder: string;
  readonly #taskId: string;
  /** In memory for as long as the console shows the task. */
  #secrets: Secrets | null;
  #task: Promise<ReadTask> | null = null;

  /** `known`: what was found or typed when the task was started from here. */
  constructor(stateFolder: string, taskId: string, known: Secrets | null) {
    this.#stateFolder = stateFolder;
    this.#taskId = taskId;
    this.#secrets = known;
  }

  /** What opens both. @throws DmsError 'usage' when the task is not saved; what `ask` throws */
  async secrets(ask: AskPerson): Promise<Secrets> {
    if (this.#secrets !== null) return this.#secrets;
    // One after the other: two questions at once cannot be answered.
    const source = await findSecrets(await this.#end('source'), ask);
    const target = await findSecrets(await this.#end('target'), ask);
    this.#secrets = { source, target };
    return this.#secrets;
  }

  /** Looks into one of them, until the signal comes. */
  async look(role: EndpointRole, ask: AskPerson, signal: AbortSignal): Promise<Shelf> {
    return new Shelf(await this.#end(role), ask, signal);
  }

  async #end(role: EndpointRole): Promise<BrowsedEndpoint> {
    this.#task ??= this.#read();
    const { task, saved } = await this.#task;
    const secrets = this.#secrets?.[role];
    return {
      title: saved[role]?.id ?? '',
      role,
      address: task[role],
      references: saved[role] ?? NO_REFERENCES,
      ...(secrets !== undefined && { secrets }),
    };
  }

  async #read(): Promise<ReadTask> {
    const { document } = findTask(this.#stateFolder, this.#taskId);
    const endpoints = await readEndpoints(this.#stateFolder);
    return parseTask(document, taskFile(this.#stateFolder, this.#taskId), {}, (id, role) => {
      const endpoint = findEndpoint(endpoints, id);
      if (endpoint.role !== role)
        throw new DmsError('endpoint.role', { id: endpoint.id, role: endpoint.role });
      return endpoint;
    });
  }
}

/** Where nobody is to be disturbed: what cannot be found without a person is not looked into. */
export const askNobody: AskPerson = () => Promise.reject(new DmsError('interrupted', { task: '' }));
