/** How the window is shared between the frame and the place within. */
import type { Room } from './place.ts';

/** Header, footer and a rule below and above them. */
const FRAME_ROWS = 4;

export function bodyRoom({ columns, rows }: Room): Room {
  return { columns, rows: Math.max(0, rows - FRAME_ROWS) };
}
