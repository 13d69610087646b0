/** What a note says, bit by bit, before it is known what of it belongs together. */
import type { EndpointRole } from '../../hops.ts';

/** `reader` is the host of a reader, and `role` that of AWS; `keys` are access keys, which no endpoint keeps. */
export type NotePart =
  | 'host'
  | 'reader'
  | 'port'
  | 'user'
  | 'password'
  | 'schema'
  | 'bucket'
  | 'folder'
  | 'region'
  | 'role'
  | 'keys';

export type NoteParts = { readonly [part in NotePart]?: string } & {
  /** What only an address can say, by the keys of our URLs: `ssl`, `ca`, `ssh`, `endpoint`, `profile`. */
  readonly query?: Readonly<Record<string, string>>;
};

export interface Saying {
  /** The end it is said of; null where the note does not tell. */
  readonly role: EndpointRole | null;
  /** Labels were written for a reason: they count for more than addresses, and those for more than bare names. */
  readonly by: 'label' | 'address' | 'bare';
  readonly parts: NoteParts;
}

/** Those that are there. */
export function known(
  parts: { readonly [part in keyof NoteParts]: NoteParts[part] | null | undefined },
): NoteParts {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value)) as NoteParts;
}

/** A URL, a DSN or a command, and which piece of the line it is. */
export interface AddressInLine {
  readonly parts: NoteParts;
  readonly start: number;
  readonly end: number;
}
