/** A target of CSV files over any store. */
import type { FileSettings } from '../../model/endpoint-url.ts';
import type { EndpointIdentity, TargetEndpoint, TargetSession } from '../contract.ts';
import type { TargetSurvey } from '../survey-contract.ts';
import { FileSession } from './file-session.ts';
import type { FileStore } from './file-store.ts';
import { FileSurvey } from './file-survey.ts';

/** Few enough files for readers, and little enough to write again after a kill. */
const CHUNK_BYTES = 64 * 1024 * 1024;

export class FileTarget implements TargetEndpoint {
  readonly identity: EndpointIdentity;
  readonly text = 'utf8';
  /** By the names in its ledger. */
  readonly knowsItsOwn = true;
  readonly chunkBytes: number;
  readonly #store: FileStore;
  readonly #settings: FileSettings;
  readonly #stateFolder: string;
  readonly #sessions: FileSession[] = [];

  constructor(store: FileStore, settings: FileSettings, stateFolder: string) {
    this.identity = store.identity;
    this.chunkBytes = Math.min(CHUNK_BYTES, settings.maxFileBytes);
    this.#store = store;
    this.#settings = settings;
    this.#stateFolder = stateFolder;
  }

  ownerOf(): null {
    return null;
  }

  get namesAreCaseSensitive(): boolean {
    return this.#store.namesAreCaseSensitive;
  }

  async open(task: string, signal: AbortSignal): Promise<TargetSession> {
    const session = await FileSession.open(this.#store, this.#settings, this.#stateFolder, task, signal);
    this.#sessions.push(session);
    return session;
  }

  async survey(): Promise<TargetSurvey> {
    return new FileSurvey(this.#store);
  }

  async close(): Promise<void> {
    await Promise.all(this.#sessions.map((session) => session.close()));
    await this.#store.close();
  }
}
