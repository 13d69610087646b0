/**
 * The console without its terminal: takes keys, gives them to what is in sight, and keeps the one state that
 * is drawn. `app.tsx` joins it to Ink.
 */
import type { LabId } from '../lab/world/facts.ts';
import { errorRecord } from '../model/errors.ts';
import type { Companion } from './companion.ts';
import type { ConsoleOptions, TerminalActions } from './console-options.ts';
import type { CommandId } from './keys/commands.ts';
import { EVERYWHERE } from './keys/everywhere.ts';
import { type KeyPress, typedText } from './keys/key.ts';
import { type Keymap, resolveKey, shownKey } from './keys/keymap.ts';
import { openCommand, openHelp, pressOverlay, writeOverlay } from './overlays/overlay-keys.ts';
import type { AnyVisit, ConsoleActions, PlaceContext, Question, Room } from './place.ts';
import { shareRoom } from './room.ts';
import { type ConsoleState, type Entry, type Overlay, top, withEntryState } from './state/console-state.ts';
import { LIST_START } from './state/list.ts';
import { Store } from './state/store.ts';
import { EDITING, textField } from './state/text-field.ts';
import type { Look } from './theme/look.ts';

export class Console implements ConsoleActions {
  readonly stateFolder: string;
  readonly keymap: Keymap;
  readonly companion: Companion | null;
  readonly store: Store<ConsoleState>;
  /** Resolves when the person leaves. */
  readonly left: Promise<void>;
  readonly openLab: ConsoleActions['openLab'];
  readonly #look: Look;
  #lab: LabId | null = null;
  #terminal: TerminalActions | null = null;
  readonly #aborts = new Map<number, AbortController>();
  readonly #remembered = new Map<string, readonly string[]>();
  #leave: () => void = () => {};
  #nextKey = 0;

  constructor(options: ConsoleOptions, first: AnyVisit) {
    this.stateFolder = options.stateFolder;
    this.keymap = options.keymap;
    this.companion = options.companion;
    const leaveFor = (lab: LabId) => {
      this.#lab = lab;
      this.leave();
    };
    this.openLab = options.companion === null ? leaveFor : null;
    this.#look = options.look;
    this.left = new Promise((resolve) => {
      this.#leave = resolve;
    });
    const entry = this.#entryOf(first);
    this.store = new Store<ConsoleState>({
      room: options.room,
      stack: [entry],
      overlay: null,
      notice: null,
      status: '',
    });
    entry.place.opened?.(this.#contextOf(entry.key));
    // It draws with what it knows itself: the state only has to be another one.
    this.companion?.subscribe(() => this.store.set({ ...this.store.get() }, 'tick'));
  }

  onTerminal(actions: TerminalActions): void {
    this.#terminal = actions;
  }

  keyOf(command: CommandId): string | null {
    return shownKey(this.keymap, command);
  }

  /** What the console was left for; null when it was just left. */
  get leftFor(): LabId | null {
    return this.#lab;
  }

  /** What was to be said on the normal screen. */
  get farewell(): readonly string[] {
    return [...this.#remembered.values()].flat();
  }

  press(press: KeyPress): void {
    const { overlay, notice } = this.store.get();
    if (notice !== null) this.#set({ notice: null });
    const leaves = resolveKey(this.keymap, press.key, ['app.leave']) !== null;
    if (leaves && overlay?.kind === 'leave') this.leave();
    else if (leaves || overlay === null) this.#pressPlace(press);
    else pressOverlay(this, overlay, press);
  }

  write(written: string, isPaste: boolean): void {
    const { overlay } = this.store.get();
    const { place, state, key } = top(this.store.get());
    // A terminal sends the line breaks of what is pasted as the enter key.
    const text = isPaste ? written.replace(/\r\n?/g, '\n') : written;
    if (overlay !== null) writeOverlay(this, overlay, text, isPaste);
    else if (place.takesText(state) || isPaste) place.write?.(text, isPaste, this.#contextOf(key));
  }

  perform(command: CommandId): void {
    const { place, key } = top(this.store.get());
    switch (command) {
      case 'app.back':
        this.back();
        break;
      case 'app.help':
        this.over(openHelp());
        break;
      case 'app.command':
        this.over(openCommand());
        break;
      case 'app.leave':
        this.over({ kind: 'leave' });
        break;
      case 'app.quit':
        this.leave();
        break;
      case 'app.suspend':
        this.#terminal?.suspend();
        break;
      case 'app.redraw':
        this.#terminal?.redraw();
        break;
      case 'lab.guide':
        this.#openGuide();
        break;
      default:
        place.perform(command, this.#contextOf(key));
    }
  }

  resize(room: Room): void {
    const now = this.store.get().room;
    if (room.columns !== now.columns || room.rows !== now.rows) this.#set({ room });
  }

  /** What can be done now, for the footer, the help and the command line. */
  offered(): readonly CommandId[] {
    const { place, state } = top(this.store.get());
    const back: readonly CommandId[] = this.#isFirst() ? [] : ['app.back'];
    const writes = place.takesText(state);
    const guide: readonly CommandId[] = this.companion === null ? [] : ['lab.guide'];
    const more: readonly CommandId[] = writes ? guide : [...guide, 'app.command'];
    const help: readonly CommandId[] = writes ? [] : ['app.help'];
    return [...place.commands(state), ...more, ...back, ...help];
  }

  /** Rows a list over the place can show. */
  get sight(): number {
    return Math.max(1, this.#bodyRoom().rows - 3);
  }

  over(overlay: Overlay | null): void {
    this.#set({ overlay });
  }

  leave(): void {
    for (const abort of this.#aborts.values()) abort.abort();
    this.#leave();
  }

  open(visit: AnyVisit): void {
    this.#push(visit, this.store.get().stack);
  }

  replace(visit: AnyVisit): void {
    const { stack } = this.store.get();
    this.#forget(stack.at(-1)!);
    this.#push(visit, stack.slice(0, -1));
  }

  goTo(name: string, visit: AnyVisit): void {
    const { stack } = this.store.get();
    if (stack.some((entry) => entry.name === name)) {
      this.back();
      return;
    }
    for (const entry of stack.slice(1)) this.#forget(entry);
    this.#push(visit, stack.slice(0, 1), name);
  }

  back(): void {
    const { stack } = this.store.get();
    const entry = top(this.store.get());
    const stays = entry.place.mayLeave?.(this.#contextOf(entry.key)) === false;
    // Escape never ends the console.
    if (stays || this.#isFirst()) return;
    this.#forget(entry);
    this.#set({ stack: stack.slice(0, -1) });
    const below = top(this.store.get());
    below.place.returned?.(this.#contextOf(below.key));
  }

  notice(line: string): void {
    this.#set({ notice: { line, isGood: false } });
  }

  confirm(line: string): void {
    this.#set({ notice: { line, isGood: true } });
  }

  status(line: string): void {
    if (line !== this.store.get().status) this.#set({ status: line });
  }

  fail(error: unknown): void {
    this.over({ kind: 'error', error: errorRecord(error), list: LIST_START });
  }

  ask(question: Question): void {
    this.over({ kind: 'question', question, field: textField() });
  }

  remember(key: string, lines: readonly string[]): void {
    this.#remembered.set(key, lines);
  }

  #pressPlace(press: KeyPress): void {
    const { place, state } = top(this.store.get());
    const takesText = place.takesText(state);
    if (takesText && press.text !== '') {
      this.write(press.text, false);
      return;
    }
    // Where nothing is written, letters that came together are keys one after the other.
    const [first = '', ...others] = press.text;
    if (others.length > 0) {
      for (const letter of [first, ...others]) this.press(typedText(letter));
      return;
    }
    const offered = [...place.commands(state), ...(takesText ? EDITING : []), ...EVERYWHERE];
    const command = resolveKey(this.keymap, press.key, offered);
    if (command !== null) this.perform(command);
  }

  /** Its key opens what it has to say, and closes it again. */
  #openGuide(): void {
    const visit = this.companion?.visit();
    if (visit === undefined) return;
    if (top(this.store.get()).place === visit.place) this.back();
    else this.open(visit);
  }

  #bodyRoom(): Room {
    return shareRoom(this.store.get().room, this.companion, this.#look).body;
  }

  #isFirst(): boolean {
    return this.store.get().stack.length === 1;
  }

  #set(change: Partial<ConsoleState>): void {
    this.store.set({ ...this.store.get(), ...change });
  }

  #push(visit: AnyVisit, below: readonly Entry[], name: string | null = null): void {
    const entry = this.#entryOf(visit, name);
    this.#set({ stack: [...below, entry] });
    entry.place.opened?.(this.#contextOf(entry.key));
  }

  #entryOf({ place, state }: AnyVisit, name: string | null = null): Entry {
    const key = this.#nextKey++;
    this.#aborts.set(key, new AbortController());
    return { key, place, state, name };
  }

  #forget(entry: Entry): void {
    this.#aborts.get(entry.key)?.abort();
    this.#aborts.delete(entry.key);
  }

  // biome-ignore lint/suspicious/noExplicitAny: the place of an entry knows the type of its state
  #contextOf(key: number): PlaceContext<any> {
    const signal = this.#aborts.get(key)!.signal;
    const { store } = this;
    const room = () => this.#bodyRoom();
    return {
      get state() {
        return store.get().stack.find((entry) => entry.key === key)?.state;
      },
      get room() {
        return room();
      },
      console: this,
      signal,
      update: (change, pace = 'now') => store.set(withEntryState(store.get(), key, change), pace),
      work: (task) => {
        task(signal).catch((error: unknown) => {
          if (!signal.aborted) this.fail(error);
        });
      },
    };
  }
}
