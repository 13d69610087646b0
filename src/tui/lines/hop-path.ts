/** The way to an endpoint as a path: each hop lights up as it passes, with its time below. */
import type { AnyHop, HopName } from '../../model/hops.ts';
import { padEnd, width } from '../layout/text.ts';
import { words } from '../text/words.ts';
import type { Look } from '../theme/look.ts';

const INDENT = '  ';

/**
 * One or more pairs of lines: the hops, and their times. Hops still to come stay grey; behind one that failed
 * nothing is linked.
 */
export function hopPathLines(
  planned: readonly HopName[],
  hops: readonly AnyHop[],
  columns: number,
  look: Look,
): string[] {
  const pairs = [
    piece(words().hops.here, ''),
    ...planned.map((name, index) => hopPiece(name, hops[index], look)),
  ];
  const lines: { path: string; times: string }[] = [];
  for (const { path, time, isOpen } of pairs) {
    const last = lines.at(-1);
    const wide = Math.max(width(path), width(time));
    const fits = last !== undefined && width(last.path) + wide <= columns;
    const line = fits ? last : { path: INDENT, times: INDENT };
    if (!fits) lines.push(line);
    const cell = isOpen ? look.paint('dim', padEnd(path, wide)) : padEnd(path, wide);
    line.path += cell;
    line.times += padEnd(time, wide);
  }
  return lines.flatMap(({ path, times }) => [path.trimEnd(), look.paint('dim', times.trimEnd())]);
}

interface Piece {
  readonly path: string;
  readonly time: string;
  readonly isOpen: boolean;
}

function piece(path: string, time: string, isOpen = false): Piece {
  return { path, time, isOpen };
}

/** The link to a hop and its name; the time stands below, where it widens nothing. */
function hopPiece(name: HopName, hop: AnyHop | undefined, look: Look): Piece {
  const says = words().hops.names[name];
  if (hop === undefined) return piece(` ${look.rule.level} ${look.rule.level} ${says}`, '', true);
  const mark = { passed: look.ok, warned: look.warn, failed: look.bad }[hop.result];
  const style = { passed: 'ok', warned: 'warn', failed: 'bad' } as const;
  const link = `${look.link}${mark}${look.link}`;
  const time = ` ${words().time.milliseconds(hop.ms)}`;
  return piece(` ${look.paint(style[hop.result], link)} ${says}`, time);
}
