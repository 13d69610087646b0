/**
 * A place of the console: one screen with its state, its keys and its picture. A place draws lines and changes
 * its state; it never touches the terminal. What takes time it does through its context, and goes on only as
 * long as the person is there.
 */
import type { LabId } from '../lab/world/facts.ts';
import type { CommandId } from './keys/commands.ts';
import type { Look } from './theme/look.ts';

/** What a place may draw on, in cells. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
}

export interface Drawing {
  /** From the top; lines beyond the room are cut off, wider ones too. */
  readonly lines: readonly string[];
  /** Where the terminal's own cursor stands: input methods for Korean and others write there. */
  readonly cursor?: { readonly column: number; readonly row: number } | null;
}

/** `State` holds everything that is drawn, so that the same state gives the same picture. */
export interface Place<State> {
  /** Its part of the path in the header: `Tasks`, `dees-to-rds`. */
  title(state: State): string;
  /** What can be done here now, the most important first; the footer shows as many as fit. */
  commands(state: State): readonly CommandId[];
  /** Whether a text field has the focus: then letters are text, never commands. */
  takesText(state: State): boolean;
  draw(state: State, room: Room, look: Look): Drawing;
  perform(command: CommandId, context: PlaceContext<State>): void;
  /** Text typed or pasted while a text field has the focus. */
  write?(text: string, isPaste: boolean, context: PlaceContext<State>): void;
  /** Once, when the place is opened, and `returned` when one above it was left. */
  opened?(context: PlaceContext<State>): void;
  returned?(context: PlaceContext<State>): void;
  /** False keeps the person here: the place has asked something. */
  mayLeave?(context: PlaceContext<State>): boolean;
}

/** What a place can do besides drawing. */
export interface PlaceContext<State> {
  readonly state: State;
  readonly room: Room;
  readonly console: ConsoleActions;
  /** Aborted when the place is left. */
  readonly signal: AbortSignal;
  /** Nothing happens once the place was left. `tick`: at most ten pictures a second come of such changes. */
  readonly update: (change: (state: State) => State, pace?: 'now' | 'tick') => void;
  /** Work that takes time. What it throws is shown as an error, unless the place was left. */
  readonly work: (task: (signal: AbortSignal) => Promise<void>) => void;
}

/** What every place may ask of the console. */
export interface ConsoleActions {
  readonly stateFolder: string;
  /** The key to show for a command; null when a person took all of its keys away. */
  keyOf(command: CommandId): string | null;
  /** Leaves the console for a lab, which has one of its own; null inside a lab. */
  readonly openLab: ((lab: LabId) => void) | null;
  /** Opens a place on top of this one. */
  open(visit: AnyVisit): void;
  /** Goes to a place in the stead of this one. */
  replace(visit: AnyVisit): void;
  /** Goes to what is open under this name, as it was left; else to a new place, right above the first one. */
  goTo(name: string, visit: AnyVisit): void;
  back(): void;
  /** Above the footer until the next key, folded where the window is narrow: something did not go as wished. */
  notice(text: string): void;
  /** The same for what went well. */
  confirm(text: string): void;
  /** At the right of the header. */
  status(line: string): void;
  fail(error: unknown): void;
  /** A question that stands over everything until it is answered. */
  ask(question: Question): void;
  /** Lines for the normal screen, printed when the console was left; one group for each key. */
  remember(key: string, lines: readonly string[]): void;
}

/** A place with the state it is opened with. */
export interface Visit<State> {
  readonly place: Place<State>;
  readonly state: State;
}

// biome-ignore lint/suspicious/noExplicitAny: visits of different places stand on one stack
export type AnyVisit = Visit<any>;

/** Nothing is done without a yes; `typed` asks for a name to be typed instead of a key. */
export interface Question {
  readonly title: string;
  readonly lines: readonly string[];
  /** The name to type; null where a key is enough. */
  readonly typed: string | null;
  /** What `enter` does: `drop these tables`. */
  readonly yes: string;
  onYes(): void;
}
