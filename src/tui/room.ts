/** How the window is shared between the frame, the place within, and who stands beside it. */
import type { Companion } from './companion.ts';
import type { Room } from './place.ts';
import type { Look } from './theme/look.ts';

/** Header, footer and a rule below and above them. */
const FRAME_ROWS = 4;
/** From here on there is room for two beside each other. */
const WIDE_COLUMNS = 116;
const PANEL_COLUMNS = 40;
/** A rule and a blank on both sides of it. */
const GAP_COLUMNS = 3;

export interface Share {
  readonly body: Room;
  /** Beside the body; null where it is narrow, or nobody is there. */
  readonly panel: Room | null;
  /** Above the body, with a rule below them. */
  readonly strip: readonly string[];
}

export function shareRoom({ columns, rows }: Room, companion: Companion | null, look: Look): Share {
  const inside = { columns, rows: Math.max(0, rows - FRAME_ROWS) };
  if (companion === null) return { body: inside, panel: null, strip: [] };
  if (columns >= WIDE_COLUMNS) {
    const panel = { columns: PANEL_COLUMNS, rows: inside.rows };
    return { body: { ...inside, columns: columns - PANEL_COLUMNS - GAP_COLUMNS }, panel, strip: [] };
  }
  const strip = companion.strip(columns, look);
  return { body: { ...inside, rows: Math.max(0, inside.rows - strip.length - 1) }, panel: null, strip };
}
