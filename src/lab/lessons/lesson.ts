/** A lab as a list of steps. Each step knows how to tell that it is done, and how to do it for a person. */
import type { DmsEvent } from '../../model/events.ts';
import type { LabId } from '../world/facts.ts';
import type { World } from '../world/world.ts';
import type { Done, Missing, Seen } from './facts.ts';

/** Where in the console a step takes place. */
export type Screen =
  | 'instances'
  | 'note'
  | 'browse.source'
  | 'browse.target'
  | 'endpoint.source'
  | 'endpoint.target'
  | 'way'
  | 'wizard.tables'
  | 'wizard.settings'
  | 'wizard.columns'
  | 'browse.objects'
  | 'browse.file';

/** Short texts on the spots where people stumble. */
export type CardId =
  | 'two-endpoints'
  | 'one-hop'
  | 'special-characters'
  | 'busy-instance'
  | 'rdbms-or-s3'
  | 'cost';

export type StepId =
  | 'instance'
  | 'note'
  | 'look-source'
  | 'look-target'
  | 'source-endpoint'
  | 'target-endpoint'
  | 'whole-way'
  | 'mappings'
  | 'prepare-nothing'
  | 'prepare-truncate'
  | 'prepare-drop'
  | 'lobs-limited'
  | 'lobs-full'
  | 'columns'
  | 'dial'
  | 'verify'
  | 's3-endpoint'
  | 'movies'
  | 'objects'
  | 'file'
  | 'several';

export interface Verdict {
  readonly holds: boolean;
  /** Empty when it holds. */
  readonly missing: readonly Missing[];
  readonly seen: readonly Seen[];
}

/** What steps work with. */
export interface Bench {
  readonly world: World;
  /** How the person calls things; what is done for a person takes these. */
  readonly names: Names;
  /** What stood before a step was begun, where the step has counted it. */
  readonly before: ReadonlyMap<StepId, Before>;
}

export interface Names {
  instance: string;
  source: string;
  target: string;
  store: string;
}

/** What there is to be seen of what is done for a person, while it is done. */
export interface Report {
  readonly done: (done: Done) => void;
  readonly event: (event: DmsEvent) => void;
}

/** Rows of the table a step is about, on the target. */
export interface Before {
  readonly rows: number;
}

export interface Step {
  readonly id: StepId;
  readonly screen: Screen;
  readonly cards: readonly CardId[];
  /** Steps whose work this one builds on. */
  readonly needs: readonly StepId[];
  /** Lays out what the step is about, whenever a person comes to it. Null: nothing stands there yet. */
  begin?(bench: Bench): Promise<Before | null>;
  /** Looks at servers, stores and what the program keeps; never at what was pressed. */
  check(bench: Bench): Promise<Verdict>;
  /** By the same functions that the console uses. */
  doIt(bench: Bench, report: Report, signal: AbortSignal): Promise<void>;
}

export interface Lab {
  readonly id: LabId;
  /** What a person who comes from another lab knows already: it is laid out before the first step. */
  readonly given: readonly Step[];
  readonly steps: readonly Step[];
}

/** It holds when nothing is missing. */
export function verdict(missing: readonly Missing[], seen: readonly Seen[] = []): Verdict {
  return { holds: missing.length === 0, missing, seen };
}
