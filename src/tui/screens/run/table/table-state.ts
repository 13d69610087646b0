/** One table of a run from near: its chunks, its definition on both sides, its errors, its speed. */
import type { MovingCommand } from '../../../state/list.ts';
import { LIST_START, type ListPlace, moved } from '../../../state/list.ts';
import { AT_START, type Scroll, scrolled } from '../../../state/scroll.ts';
import type { Paragraph } from '../../../widgets/paper.ts';
import { type Asking, NOT_ASKING } from '../../browse/asking.ts';
import { emptyTable, NOTHING_YET, type TableView } from '../table-view.ts';

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
  };
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
