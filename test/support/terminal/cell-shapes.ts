/** Signs that a terminal draws to the edges of their cells: as shapes they meet whatever font is there. */

/** A part of a cell, in shares of its width and height. */
export interface CellShape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly opacity: number;
}

const THIN = 0.06;
const THICK = 0.12;

function part(x: number, y: number, width: number, height: number, opacity = 1): CellShape {
  return { x, y, width, height, opacity };
}

const LEFT_BLOCKS = '▏▎▍▌▋▊▉█';
const LOWER_BLOCKS = '▁▂▃▄▅▆▇';
const SHADES = '░▒▓';

const LINES: Readonly<Record<string, readonly CellShape[]>> = {
  '─': [part(0, 0.5 - THIN / 2, 1, THIN)],
  '━': [part(0, 0.5 - THICK / 2, 1, THICK)],
  '│': [part(0.5 - THIN, 0, 2 * THIN, 1)],
  '┼': [part(0, 0.5 - THIN / 2, 1, THIN), part(0.5 - THIN, 0, 2 * THIN, 1)],
};

/** Null for what is a letter. */
export function shapesOf(sign: string): readonly CellShape[] | null {
  const left = LEFT_BLOCKS.indexOf(sign);
  if (left >= 0) return [part(0, 0, (left + 1) / LEFT_BLOCKS.length, 1)];
  const lower = LOWER_BLOCKS.indexOf(sign);
  if (lower >= 0) return [part(0, 1 - (lower + 1) / 8, 0.9, (lower + 1) / 8)];
  const shade = SHADES.indexOf(sign);
  if (shade >= 0) return [part(0, 0, 1, 1, (shade + 1) / 4)];
  return LINES[sign] ?? null;
}
