/** The place of the pointer in a list that may be longer than the window. */
import type { CommandId } from '../keys/commands.ts';

export interface ListPlace {
  /** The row the keys act on. */
  readonly at: number;
  /** The first row in sight. */
  readonly top: number;
}

export const LIST_START: ListPlace = { at: 0, top: 0 };

export const MOVING = [
  'list.up',
  'list.down',
  'list.first',
  'list.last',
  'list.page-up',
  'list.page-down',
] as const satisfies readonly CommandId[];

export type MovingCommand = (typeof MOVING)[number];

export function isMoving(command: CommandId): command is MovingCommand {
  return MOVING.some((one) => one === command);
}

/** `rows` are those of the list, `sight` how many of them can be seen at once. */
export function moved(place: ListPlace, command: MovingCommand, rows: number, sight: number): ListPlace {
  const page = Math.max(1, sight - 1);
  const to = {
    'list.up': place.at - 1,
    'list.down': place.at + 1,
    'list.first': 0,
    'list.last': rows - 1,
    'list.page-up': place.at - page,
    'list.page-down': place.at + page,
  }[command];
  return placed({ ...place, at: to }, rows, sight);
}

/** Kept within a list that may have changed, and in sight of a window that may have. */
export function placed({ at, top }: ListPlace, rows: number, sight: number): ListPlace {
  const row = Math.max(0, Math.min(at, rows - 1));
  const lowest = Math.min(row, Math.max(0, rows - sight));
  return { at: row, top: Math.min(lowest, Math.max(top, row - sight + 1, 0)) };
}
