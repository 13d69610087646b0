/** What a lab's private set-up is made of, as plain values that can be handed to another process. */
import type { ServerAddress } from '../servers/address.ts';

export const LAB_IDS = ['mysql-to-mysql', 'mysql-to-s3'] as const;

export type LabId = (typeof LAB_IDS)[number];

/** What a lab asks for. */
export interface WorldPlan {
  readonly lab: LabId;
  /** Whether `dees` has all of its rows: 5 million in `sample1`. */
  readonly full: boolean;
}

/** The connection data of a database as an instructor hands it out. */
export interface ConnectionNote {
  /** The host; people call it the URL. */
  readonly url: string;
  readonly user: string;
  /** Of a server that lives as long as the lab. It must reach no file and no log all the same. */
  readonly password: string;
  readonly port: number;
}

export interface WorldDatabase {
  /** The administrator: for checks, never handed out. */
  readonly admin: ServerAddress;
  readonly note: ConnectionNote;
}

export interface WorldStore {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface WorldFacts extends WorldPlan {
  /** Of the process that keeps it: when that ends, everything is gone. */
  readonly keeper: number;
  /** ISO 8601, UTC. */
  readonly since: string;
  readonly kept: boolean;
  /** The lab's own state folder: instances, endpoints and run logs never meet those of the person. */
  readonly home: string;
  /** Holds the instructor's `dees`. */
  readonly source: WorldDatabase;
  /** Empty; null in a lab whose target is the store. */
  readonly target: WorldDatabase | null;
  readonly store: WorldStore | null;
}

/** One statement that came to a server from an account that was handed out. */
export interface Statement {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly side: 'source' | 'target';
  readonly sql: string;
}

/** One request that came to the store. */
export interface StoreRequest {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  /** Whether a check of the lab asked, and not the person or a run. */
  readonly isCheck: boolean;
}

/** What is being done while the set-up is made. */
export type MakingFact =
  | { readonly making: 'install'; readonly product: string }
  /** A line of the installation. */
  | { readonly making: 'install.line'; readonly line: string }
  | { readonly making: 'server'; readonly side: 'source' | 'target'; readonly server: string }
  | { readonly making: 'store'; readonly bucket: string }
  | { readonly making: 'table'; readonly table: string; readonly rows: number | null };
