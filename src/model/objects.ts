/** Which objects come along: `tables`, `all`, or a list of kinds. */
import { didYouMean } from './document.ts';
import { DmsError } from './errors.ts';
import type { ObjectKind } from './task.ts';
import { OBJECT_KINDS } from './task.ts';

const ALLOWED = `tables, all, or a list of ${OBJECT_KINDS.join(', ')}`;

/**
 * The kinds a text like `views,triggers` names; `tables` names none beyond the tables themselves.
 * @throws DmsError 'usage'
 */
export function parseObjects(written: string): ObjectKind[] {
  const words = written.split(',').map((word) => word.trim().toLowerCase());
  const kinds = new Set<ObjectKind>();
  for (const word of words) {
    if (word === 'tables') continue;
    const named = word === 'all' ? OBJECT_KINDS : OBJECT_KINDS.filter((kind) => kind === word);
    if (named.length === 0) {
      const hint = didYouMean(word, ['tables', 'all', ...OBJECT_KINDS]);
      throw new DmsError('usage', { problem: `"${word}" is no kind of object${hint}`, allowed: ALLOWED });
    }
    for (const kind of named) kinds.add(kind);
  }
  return OBJECT_KINDS.filter((kind) => kinds.has(kind));
}
