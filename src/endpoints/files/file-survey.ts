/** What a target of files can tell of a task before it runs. */
import type { TableName, TablePlan } from '../../model/table.ts';
import type { StandingTrigger, TargetSurvey, Translated } from '../survey-contract.ts';
import { translated } from './file-session.ts';
import type { FileStore } from './file-store.ts';

export class FileSurvey implements TargetSurvey {
  readonly #store: FileStore;

  constructor(store: FileStore) {
    this.#store = store;
  }

  async look(): Promise<null> {
    return null;
  }

  async translate(table: TablePlan): Promise<Translated> {
    return { issues: translated(table), lostKeys: [], keptKeys: [] };
  }

  async triggers(): Promise<{ triggers: StandingTrigger[]; fix: null }> {
    return { triggers: [], fix: null };
  }

  async standing(): Promise<TableName[]> {
    return [];
  }

  async freeBytes(): Promise<number | null> {
    return await this.#store.freeBytes();
  }

  /** The store is the target's to close. */
  async close(): Promise<void> {}
}
