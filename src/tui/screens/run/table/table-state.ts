/** One table of a run from near: its chunks, its definition on both sides, its errors, its speed. */
import type { MovingCommand } from '../../../state/list.ts';
import { LIST_START, type ListPlace, moved } from '../../../state/list.ts';
import { AT_START, type Scroll, scrolled } from '../../../state/scroll.ts';
import type { Paragraph } from '../../../widgets/paper.ts';
import { type Asking, NOT_ASKING } from '../../browse/asking.ts';
import type { RateHistory } from '../rate-history.ts';
import { emptyTable, isAtWork, NOTHING_YET, type TableView, withSpeed } from '../table-view.ts';

export const PARTS = ['chunks', 'definition', 'errors', 'speed'] as const;

export type Part = (typeof PARTS)[number];

/** The statements that make the table, as its servers word them; null where there is none. */
export interface Definitions {
  readonly source: string | null;
  readonly target: string | null;
}

export interface TableState extends Asking {
  readonly table: TableView;
  readonly part: Part;
  readonly chunks: ListPlace;
  readonly scroll: Scroll;
  /** Null before they were read. */
  readonly definitions: Definitions | null;
  readonly errors: readonly Paragraph[];
  /** With what was before this screen was opened; null until that was read. */
  readonly speed: RateHistory | null;
}

export function newTable(source: string, table: TableView | undefined): TableState {
  return {
    ...NOT_ASKING,
    table: table ?? emptyTable({ ...NOTHING_YET, source, target: source }),
    part: 'chunks',
    chunks: LIST_START,
    scroll: AT_START,
    definitions: null,
    errors: [],
    speed: null,
  };
}

/** As it stands now; `atMs` is when, on the clock of the run. */
export function tableTold(state: TableState, table: TableView, atMs: number): TableState {
  const { speed } = state;
  const { rows, validatedRows } = table.statistics;
  const goesOn = speed !== null && isAtWork(table.statistics) && atMs > speed.atMs;
  return { ...state, table, speed: goesOn ? withSpeed(speed, atMs, rows + validatedRows) : speed };
}

export function turnedPart(state: TableState, step: 1 | -1): TableState {
  const at = PARTS.indexOf(state.part);
  return { ...state, part: PARTS[(at + step + PARTS.length) % PARTS.length]!, scroll: AT_START };
}

/** `lines` are those of a text that is open, `sight` how much is seen at once. */
export function movedInTable(
  state: TableState,
  command: MovingCommand,
  lines: number,
  sight: number,
): TableState {
  if (state.part === 'chunks') {
    return { ...state, chunks: moved(state.chunks, command, state.table.chunks.length, sight) };
  }
  return { ...state, scroll: scrolled(state.scroll, command, lines, sight) };
}
