/** Reads tables of a note, as pages and sheets give them: one endpoint in a line, or one in a column. */
import { endOf, labelOf } from './labels.ts';
import type { Saying } from './parts.ts';
import { readValue } from './values.ts';

/** A table of endpoints has fewer. */
const MOST_COLUMNS = 20;

/** A table that begins at this line, and the line behind it; null when none does. */
export function tableAt(lines: readonly string[], at: number): { sayings: Saying[]; end: number } | null {
  const header = cellsOf(lines[at]!);
  if (header.length < 2 || header.length > MOST_COLUMNS) return null;
  const ends = header.map(endOf);
  const labels = header.map(labelOf);
  const isOfColumns = ends.includes('source') && ends.includes('target');
  if (!isOfColumns && labels.filter((label) => label !== null).length < 2) return null;
  const sayings: Saying[] = [];
  let end = at + 1;
  for (; end < lines.length; end++) {
    const line = lines[end]!;
    const cells = cellsOf(line);
    if (/^[|\s:+-]+$/.test(line)) continue;
    // A line of labels and values is no row below a header.
    if (cells.length < 2 || (!isOfColumns && labelOf(cells[0]!) !== null && labels[0] !== null)) break;
    const name = isOfColumns ? labelOf(cells[0]!) : null;
    const row = isOfColumns ? null : (cells.map(endOf).find((one) => one !== null) ?? null);
    cells.forEach((cell, column) => {
      const label = isOfColumns ? name : labels[column];
      const role = isOfColumns ? ends[column]! : row;
      if (!label || (isOfColumns && role === null)) return;
      const parts = readValue(label.part, cell);
      if (parts !== null) sayings.push({ role: label.role ?? role, by: 'label', parts });
    });
  }
  return sayings.length > 0 ? { sayings, end } : null;
}

/** Of `| a | b |` and of `a<tab>b`; a line without such marks has one. */
function cellsOf(line: string): string[] {
  const cells = line.startsWith('|')
    ? line.replace(/^\||(?<!\\)\|$/g, '').split(/(?<!\\)\|/)
    : line.split('\t');
  return cells.map((cell) =>
    cell
      .trim()
      .replaceAll('\\|', '|')
      .replace(/^([`"'*]{1,2})(.+)\1$/, '$2'),
  );
}
