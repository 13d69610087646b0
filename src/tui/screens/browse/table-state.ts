/** One table from near: its first rows, its columns and its indexes. */
import type { ListedTable, SampleRows, TableDescription } from '../../../endpoints/catalog-contract.ts';
import type { MovingCommand } from '../../state/list.ts';
import { LIST_START, type ListPlace, moved } from '../../state/list.ts';
import { type Asking, NOT_ASKING } from './asking.ts';

export const PARTS = ['rows', 'columns', 'indexes'] as const;

export type Part = (typeof PARTS)[number];

export interface TableState extends Asking {
  readonly table: ListedTable;
  readonly part: Part;
  /** Null before it was read, as are the rows. */
  readonly description: TableDescription | null;
  readonly sample: SampleRows | null;
  readonly lists: Readonly<Record<Part, ListPlace>>;
  /** The first column of the rows in sight. */
  readonly left: number;
}

export function unreadTable(table: ListedTable): TableState {
  return {
    ...NOT_ASKING,
    table,
    part: 'rows',
    description: null,
    sample: null,
    lists: { rows: LIST_START, columns: LIST_START, indexes: LIST_START },
    left: 0,
  };
}

export function turnedPart(state: TableState, step: 1 | -1): TableState {
  const at = PARTS.indexOf(state.part);
  return { ...state, part: PARTS[(at + step + PARTS.length) % PARTS.length]! };
}

/** How many things the list of the open part has. */
export function listed({ part, description, sample }: TableState): number {
  if (part === 'rows') return sample?.rows.length ?? 0;
  return description?.[part].length ?? 0;
}

export function movedInTable(state: TableState, command: MovingCommand, sight: number): TableState {
  const place = moved(state.lists[state.part], command, listed(state), sight);
  return { ...state, lists: { ...state.lists, [state.part]: place } };
}

/** `most` is the furthest that it makes sense to go. */
export function movedSideways(state: TableState, step: 1 | -1, most: number): TableState {
  return { ...state, left: Math.max(0, Math.min(state.left + step, most)) };
}
