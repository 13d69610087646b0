/** Finds what a person may have meant. */

/**
 * The candidates closest to `word`, best first, at most `most`; none when nothing is close. Case and
 * small slips (a letter missing, added, wrong, or two swapped) count little.
 */
export function nearest(word: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = word.toLowerCase();
  // A quarter of the word may be wrong, three letters at most: more, and the offer is noise.
  const farthest = Math.min(3, Math.max(1, Math.floor(wanted.length / 4)));
  const found: { candidate: string; distance: number }[] = [];
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), farthest);
    if (distance <= farthest) found.push({ candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return found.slice(0, most).map((one) => one.candidate);
}

/**
 * Edits between two words (insert, delete, replace, swap neighbours), or more than `farthest`. Only the
 * cells that `farthest` edits can reach are looked at: names are compared with those of a whole server.
 */
function editDistance(a: string, b: string, farthest: number): number {
  const tooFar = farthest + 1;
  if (Math.abs(a.length - b.length) > farthest) return tooFar;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = Array.from({ length: b.length + 1 }, () => tooFar);
    line[0] = row;
    let least = row;
    for (let column = Math.max(1, row - farthest); column <= Math.min(b.length, row + farthest); column++) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min(last[column]! + 1, line[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) edits = Math.min(edits, beforeLast[column - 2]! + 1);
      line[column] = edits;
      least = Math.min(least, edits);
    }
    if (least > farthest) return tooFar;
    beforeLast = last;
    last = line;
  }
  return last[b.length]!;
}
