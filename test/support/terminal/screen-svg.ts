/** A picture of a terminal's screen: one text element per word, and shapes for bars and lines. */
import type { IBufferCell, Terminal } from '@xterm/headless';
import { type CellShape, shapesOf } from './cell-shapes.ts';

const CELL = { width: 8.4, height: 18 };
const MARGIN = 12;
const BACKGROUND = '#1b1f27';
const FOREGROUND = '#d7dae0';
/** The terminal's own 16 colours as many themes have them. */
const PALETTE = [
  '#1b1f27',
  '#e06c75',
  '#8bc27a',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#d7dae0',
  '#5c6370',
  '#ff7b86',
  '#a5e08f',
  '#ffd68a',
  '#7cc4ff',
  '#e19bff',
  '#6fd9e6',
  '#ffffff',
];

export function screenSvg(terminal: Terminal, title: string): string {
  const width = Math.ceil(terminal.cols * CELL.width + 2 * MARGIN);
  const height = Math.ceil(terminal.rows * CELL.height + 2 * MARGIN);
  const rows = Array.from({ length: terminal.rows }, (_, row) => rowSvg(terminal, row)).flat();
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" rx="6" fill="${BACKGROUND}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'D2Coding', 'Noto Sans Mono CJK KR', monospace" font-size="14" fill="${FOREGROUND}" xml:space="preserve">`,
    ...rows,
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

interface Run {
  readonly column: number;
  readonly style: string;
  readonly inverse: boolean;
  text: string;
  cells: number;
}

function rowSvg(terminal: Terminal, row: number): string[] {
  const line = terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row);
  if (line === undefined) return [];
  const runs: Run[] = [];
  for (let column = 0; column < terminal.cols; column += 1) {
    const cell = line.getCell(column);
    // The second half of a wide character has no width of its own.
    if (cell === undefined || cell.getWidth() === 0) continue;
    const style = styleOf(cell);
    const inverse = cell.isInverse() !== 0;
    const text = cell.getChars() || ' ';
    const before = runs.at(-1);
    if (before?.style === style && before.inverse === inverse && joins(before, text, cell.getWidth())) {
      before.text += text;
      before.cells += 1;
    } else {
      runs.push({ column, style, inverse, text, cells: cell.getWidth() });
    }
  }
  return runs.filter((run) => run.inverse || run.text.trim() !== '').flatMap((run) => runSvg(run, row));
}

/**
 * Each word stands at its own cell, and a wide character alone: a font that is wider than the cells moves nothing
 * but its own letters.
 */
function joins(before: Run, text: string, width: number): boolean {
  const last = before.text.at(-1)!;
  if (shapesOf(text) !== null || shapesOf(last) !== null) return text === last;
  const isPlain = width === 1 && text.length === 1 && before.cells === before.text.length;
  return isPlain && (text === ' ') === (last === ' ');
}

function runSvg(run: Run, row: number): string[] {
  const { column, style, inverse, text, cells } = run;
  const x = MARGIN + column * CELL.width;
  const y = MARGIN + row * CELL.height;
  const length = cells * CELL.width;
  const shapes = shapesOf(text[0]!);
  if (shapes !== null) return shapes.flatMap((shape) => shapeSvg(shape, run, x, y));
  const box = rect({ x, y, width: length, height: CELL.height }, ` fill="${FOREGROUND}"`);
  const fill = inverse ? ` fill="${BACKGROUND}"` : '';
  const letters = `<text x="${x.toFixed(1)}" y="${y + 13.5}" textLength="${length.toFixed(1)}" lengthAdjust="spacingAndGlyphs"${style}${fill}>${escaped(text)}</text>`;
  if (inverse) return text.trim() === '' ? [box] : [box, letters];
  return [letters];
}

/** What reaches both sides of its cell is one shape for all of them. */
function shapeSvg(shape: CellShape, { style, cells }: Run, x: number, y: number): string[] {
  const opacity = shape.opacity === 1 ? '' : ` fill-opacity="${shape.opacity}"`;
  const at = (left: number, width: number) =>
    rect(
      { x: left, y: y + shape.y * CELL.height, width, height: shape.height * CELL.height },
      `${style.replace(' font-weight="bold"', '')}${opacity}`,
    );
  if (shape.x === 0 && shape.width === 1) return [at(x, cells * CELL.width)];
  return Array.from({ length: cells }, (_, index) =>
    at(x + (index + shape.x) * CELL.width, shape.width * CELL.width),
  );
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function rect({ x, y, width, height }: Box, style: string): string {
  const [left, top, wide, high] = [x, y, width, height].map((one) => Number(one.toFixed(2)));
  return `<rect x="${left}" y="${top}" width="${wide}" height="${high}"${style}/>`;
}

function styleOf(cell: IBufferCell): string {
  const colour = cell.isFgPalette() ? PALETTE[cell.getFgColor()] : undefined;
  const fill = colour === undefined || cell.isInverse() !== 0 ? '' : ` fill="${colour}"`;
  return `${fill}${cell.isBold() ? ' font-weight="bold"' : ''}${cell.isDim() ? ' opacity="0.6"' : ''}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
