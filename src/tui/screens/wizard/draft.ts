/** A migration that is being described, step by step: what has been answered so far. */
import type { EndpointSecrets } from '../../../endpoints/contract.ts';
import type { EndpointAddress } from '../../../model/endpoint-url.ts';
import type { EndpointRole } from '../../../model/hops.ts';
import type { EndpointLinks } from '../../../model/way.ts';

/** One end, saved under its id. The secrets stay in the memory of this process. */
export interface DraftEnd {
  readonly role: EndpointRole;
  readonly id: string;
  readonly address: EndpointAddress;
  readonly secrets: EndpointSecrets;
  /** What the last test found, for the picture of the whole way. */
  readonly links: EndpointLinks;
}

/** The `tableMappings` document of AWS DMS, as it will be in the task file. */
export interface MappingsDocument {
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}

export interface Draft {
  /** A note that spoke of both ends, pasted for one of them; the other one is filled from it. */
  readonly note: string | null;
  readonly source: DraftEnd | null;
  readonly target: DraftEnd | null;
  readonly mappings: MappingsDocument | null;
  /** How much the mappings take, for the line of answers: `3 of 41 tables`. */
  readonly taken: { readonly tables: number; readonly of: number } | null;
  /** The `taskSettings` document of AWS DMS: what was chosen, defaults left out. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** `S3Settings` of this task, for a target made of files. */
  readonly fileSettings: Readonly<Record<string, unknown>>;
  /** Our own options of a task file. */
  readonly local: Readonly<Record<string, unknown>>;
  readonly taskId: string;
}

export const EMPTY_DRAFT: Draft = {
  note: null,
  source: null,
  target: null,
  mappings: null,
  taken: null,
  settings: {},
  fileSettings: {},
  local: {},
  taskId: '',
};

/**
 * The task file of a draft whose ends are known: the same document that `dms-tui run` reads. It names its ends
 * by their ids, so no secret can be in it.
 */
export function taskDocument({ source, target, ...draft }: Draft): Readonly<Record<string, unknown>> {
  const hasFileSettings = Object.keys(draft.fileSettings).length > 0;
  return {
    task: draft.taskId,
    migrationType: 'full-load',
    source: { endpoint: source?.id },
    target: { endpoint: target?.id, ...(hasFileSettings && { settings: draft.fileSettings }) },
    tableMappings: draft.mappings,
    ...(Object.keys(draft.settings).length > 0 && { taskSettings: draft.settings }),
    ...(Object.keys(draft.local).length > 0 && { local: draft.local }),
  };
}
