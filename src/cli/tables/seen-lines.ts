/** What was seen of an endpoint, as lines of text. */
import { countTables } from '../../model/match-tables.ts';
import { words } from '../../tui/text/words.ts';
import type { Look } from '../../tui/theme/look.ts';
import { schemaLines, tableLines } from './lists.ts';
import type { Seen } from './look-around.ts';
import { columnLines, headLine, indexLines, rowLines, type SeenTable } from './one-table.ts';

/** `columns`: of the terminal; null where there is none, and nothing is cut. */
export function seenLines(seen: Seen, columns: number | null, look: Look): string[] {
  switch (seen.kind) {
    case 'schemas':
      return [...schemaLines(seen.schemas, countTables(seen.all), columns, look), ...leftOut(seen)];
    case 'tables':
      return [...tableLines(seen.matched, seen.all, seen.limit, columns, look), ...leftOut(seen)];
    case 'near': {
      const pages = seen.seen.map((one) => tablePage(one, seen.columns, columns, look).join('\n\n'));
      const hidden = seen.matched.length - pages.length;
      const { browsing } = words();
      const counts = browsing.matched(countTables(seen.matched), countTables(seen.all));
      return [
        pages.join('\n\n\n'),
        ...(hidden > 0 ? ['', browsing.more(hidden)] : []),
        ...(seen.matched.length > 1 ? ['', counts] : []),
      ];
    }
  }
}

function leftOut({ sizesLeftOut }: { readonly sizesLeftOut: boolean }): string[] {
  return sizesLeftOut ? [words().browsing.sizesLeftOut] : [];
}

/** Its sections, each of some lines. */
function tablePage(
  { table, description, sample }: SeenTable,
  withColumns: boolean,
  columns: number | null,
  look: Look,
): string[] {
  const sections = [
    [headLine(table, look)],
    ...(withColumns ? [columnLines(description, columns, look), indexLines(description, columns, look)] : []),
    ...(sample ? [rowLines(sample, description, columns, look)] : []),
  ];
  return sections.filter((section) => section.length > 0).map((section) => section.join('\n'));
}
