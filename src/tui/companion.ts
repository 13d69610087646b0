/** Somebody beside the person on every place: the teacher of a lab. It draws in a part of the window of its own. */
import type { AnyVisit, Room } from './place.ts';
import type { Look } from './theme/look.ts';

export interface Companion {
  /** Told when there is something new to draw. */
  subscribe(listener: () => void): () => void;
  /** Above the place, where the window is narrow: very few lines. */
  strip(columns: number, look: Look): readonly string[];
  /** Beside the place, where the window is wide. */
  panel(room: Room, look: Look): readonly string[];
  /** What its key opens: all it has to say, and what it can do. */
  visit(): AnyVisit;
}
