/**
 * What checks find and what is done for a person, as facts. They are worded in `tui/text/`, in every language;
 * none of them holds a secret.
 */
import type { RunOutcome } from '../../model/events.ts';
import type { EndpointRole, HopName } from '../../model/hops.ts';
import type { PrepMode } from '../../model/task-settings.ts';

export type Side = 'source' | 'target';

/** A field of the four-field note. */
export type NoteField = 'url' | 'user' | 'password' | 'port';

/** What a line of a file shows. */
export type LineOf = 'quotes' | 'commas' | 'line-breaks' | 'null-and-empty' | 'languages';

/** What is still missing of a step. */
export interface MissingFacts {
  instance: object;
  /** There are some, none of them small. */
  'instance.class': { readonly ids: readonly string[] };
  note: { readonly side: Side };
  'note.fields': { readonly side: Side; readonly fields: readonly NoteField[] };
  /** Nobody has looked into these tables as the user that was handed out. */
  'look.tables': { readonly tables: readonly string[] };
  'look.target': object;
  endpoint: { readonly role: EndpointRole };
  'endpoint.name': { readonly role: EndpointRole; readonly ids: readonly string[] };
  'endpoint.place': { readonly id: string; readonly wanted: string };
  'endpoint.user': { readonly id: string; readonly wanted: string };
  'endpoint.bucket': { readonly bucket: string };
  'endpoint.folder': { readonly id: string };
  connection: { readonly id: string };
  'connection.outdated': { readonly id: string };
  /** It was tested, though not from an instance. */
  'connection.instance': { readonly id: string };
  'connection.failed': { readonly id: string; readonly hop: HopName };
  way: { readonly source: string; readonly target: string };
  /** No run has moved exactly these tables. */
  run: { readonly tables: readonly string[] };
  'run.outcome': { readonly task: string; readonly outcome: RunOutcome };
  preparation: { readonly mode: PrepMode; readonly table: string };
  /** It ran with this mode, and there was nothing on the target it could have shown on. */
  'preparation.rows': { readonly mode: PrepMode; readonly table: string };
  'lobs.limited': { readonly table: string };
  'lobs.full': { readonly table: string };
  'lobs.cut': { readonly table: string };
  'columns.left-out': { readonly table: string };
  'columns.renamed': { readonly table: string };
  dial: object;
  'table.gone': { readonly side: Side; readonly table: string };
  rows: { readonly table: string; readonly source: number; readonly target: number };
  content: { readonly table: string };
  'look.rows': object;
  'objects.layout': { readonly key: string };
  'look.objects': object;
  'look.file': { readonly key: string };
  'file.rows': { readonly table: string; readonly source: number; readonly files: number };
}

/** What a check has seen that is worth showing. */
export interface SeenFacts {
  instance: { readonly id: string; readonly lanes: number; readonly memoryBytes: number };
  /** As they were noted; the password is not shown. */
  note: { readonly side: Side; readonly url: string; readonly user: string; readonly port: number };
  counts: {
    readonly side: Side;
    readonly tables: readonly { readonly table: string; readonly rows: number }[];
  };
  schemas: { readonly schemas: readonly string[] };
  endpoint: { readonly id: string; readonly address: string };
  connection: {
    readonly id: string;
    readonly instance: string;
    readonly hops: number;
    readonly ms: number;
  };
  way: { readonly source: string; readonly instance: string; readonly target: string };
  run: { readonly task: string; readonly tables: number; readonly rows: number; readonly ms: number };
  /** Null where it was not counted. `own` tells of the row and the index the lab had put there. */
  preparation: {
    readonly mode: PrepMode;
    readonly table: string;
    readonly before: number | null;
    readonly after: number;
    readonly outcome: RunOutcome;
    readonly ownRow: boolean;
    readonly ownIndex: boolean;
  };
  lobs: {
    readonly mode: 'limited' | 'full';
    readonly truncated: number;
    /** Bytes of the longest value on either side. */
    readonly source: number;
    readonly target: number;
  };
  columns: { readonly table: string; readonly gone: readonly string[]; readonly added: readonly string[] };
  dials: { readonly task: string; readonly turned: number };
  equal: { readonly table: string; readonly rows: number };
  object: { readonly key: string; readonly bytes: number };
  line: { readonly of: LineOf; readonly text: string };
  file: { readonly table: string; readonly rows: number; readonly files: number; readonly bytes: number };
}

/** What was done for a person. */
export interface DoneFacts {
  instance: { readonly id: string };
  note: { readonly side: Side; readonly url: string; readonly user: string; readonly port: number };
  'look.table': { readonly side: Side; readonly table: string; readonly rows: number | null };
  'look.schemas': { readonly schemas: readonly string[] };
  'look.rows': { readonly table: string; readonly rows: number };
  endpoint: { readonly id: string; readonly address: string };
  test: { readonly ids: readonly string[]; readonly hops: number; readonly passed: boolean };
  task: { readonly id: string };
  run: { readonly task: string; readonly outcome: RunOutcome; readonly rows: number; readonly ms: number };
  dial: { readonly lanes: number };
  'look.objects': { readonly objects: number };
  'look.file': { readonly key: string };
}

/** A fact of any kind, with what belongs to it. */
export type AnyFact<Facts> = { [Kind in keyof Facts]: { readonly what: Kind } & Facts[Kind] }[keyof Facts];

export type Missing = AnyFact<MissingFacts>;
export type Seen = AnyFact<SeenFacts>;
export type Done = AnyFact<DoneFacts>;
