/**
 * What a client and the process of a run say to each other: one JSON object a line, both ways. Each skips
 * what it does not know; a change of meaning raises the version.
 */
import * as v from 'valibot';
import type { DmsEvent } from '../../model/events.ts';
import type { CommandAnswer, Driver, Role } from '../../model/run-commands.ts';
import type { InstanceResult } from '../run-instance.ts';

export const PROTOCOL_VERSION = 1;

/** The first line of a client. Before it the process says nothing. */
export interface Hello {
  readonly v: number;
  readonly type: 'hello';
  /** Proves that the client can read the private folder of the task. */
  readonly token: string;
  readonly pid: number;
  /** What it is, in its own words. */
  readonly doing: string;
  readonly wish: 'drive' | 'watch';
}

export interface CommandLine {
  readonly type: 'command';
  /** Comes back with the answer. */
  readonly id: number;
  readonly command: unknown;
}

/** The answer to a ping. */
export interface Pong {
  readonly type: 'pong';
}

export type ClientLine = Hello | CommandLine | Pong;

export type ServerLine =
  | { readonly v: number; readonly type: 'welcome'; readonly role: Role; readonly driver: Driver | null }
  | { readonly type: 'event'; readonly event: DmsEvent }
  /** What happened before is told: from here on events come as they happen. */
  | { readonly type: 'present' }
  /** Whether the one who drives is there; a client answers at once. */
  | { readonly type: 'ping' }
  | { readonly type: 'drive'; readonly role: Role; readonly driver: Driver | null }
  | { readonly type: 'answer'; readonly id: number; readonly answer: CommandAnswer }
  /** The last line. */
  | { readonly type: 'bye'; readonly why: 'finished'; readonly result: InstanceResult }
  | { readonly type: 'bye'; readonly why: 'version' };

const clientLine = v.variant('type', [
  v.object({
    v: v.number(),
    type: v.literal('hello'),
    token: v.string(),
    pid: v.number(),
    doing: v.pipe(v.string(), v.maxLength(200)),
    wish: v.picklist(['drive', 'watch']),
  }),
  v.object({ type: v.literal('pong') }),
  v.object({ type: v.literal('command'), id: v.number(), command: v.unknown() }),
]);

/** Null for what no client of ours says. */
export function readClientLine(line: string): ClientLine | null {
  try {
    const read = v.safeParse(clientLine, JSON.parse(line));
    return read.success ? (read.output as ClientLine) : null;
  } catch {
    return null;
  }
}

/** Cuts what arrives into lines. A line that grows beyond `mostBytes` ends the conversation by throwing. */
export class Lines {
  readonly #mostBytes: number;
  #parts: string[] = [];
  #length = 0;

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  take(text: string): string[] {
    const pieces = text.split('\n');
    const rest = pieces.pop()!;
    const whole = pieces.length === 0 ? [] : [[...this.#parts, pieces.shift()!].join(''), ...pieces];
    if (whole.length > 0) {
      this.#parts = [];
      this.#length = 0;
    }
    // Kept in parts: a large line arrives in many, and joining each time would take quadratic time.
    this.#parts.push(rest);
    this.#length += rest.length;
    if (this.#length > this.#mostBytes) throw new RangeError('the line is too long');
    return whole;
  }
}
