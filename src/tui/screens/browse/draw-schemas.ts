/** How the schemas of an endpoint are drawn. */
import { keyName } from '../../keys/key-name.ts';
import { printable } from '../../layout/text.ts';
import { rowsCell, sizeCell } from '../../lines/catalog-cells.ts';
import type { Drawing, Room } from '../../place.ts';
import { filterText } from '../../state/filter.ts';
import { exact } from '../../text/numbers.ts';
import { words } from '../../text/words.ts';
import type { Look } from '../../theme/look.ts';
import { type DataColumn, drawList } from '../../widgets/data-list.ts';
import { filterLine } from '../../widgets/filter-line.ts';
import { askingLines } from './asking.ts';
import { meansTables, type SchemaRow, type SchemasState } from './schemas-state.ts';

/** The line above the list, and a blank one. */
export const SCHEMAS_HEAD = 2;

export function drawSchemas(state: SchemasState, room: Room, look: Look): Drawing {
  const says = words().browse;
  const asking = askingLines(state, state.schemas !== null, room.columns, look);
  if (state.schemas === null) return { lines: ['', ...asking] };
  const { schemas, shown, filter, list } = state;
  const head = filterLine(filter, headWords(state), room.columns, look);
  const below = asking.length > 0 ? asking : emptyLines(state);
  const rows = Math.max(2, room.rows - SCHEMAS_HEAD - below.length);
  const lines = drawList(
    { columns: columnsOf(look), all: rowsForWidth(schemas, shown), rows: shown, place: list },
    { columns: room.columns, rows },
    look,
  );
  const nothing = schemas.length === 0 ? [`  ${says.noSchemas}`] : [];
  return { lines: [...head.lines, '', ...lines, ...nothing, ...below], cursor: head.cursor ?? null };
}

function headWords({ schemas, shown, filter }: SchemasState): string {
  const says = words().browse;
  const all = schemas!.length;
  return filterText(filter) === null ? words().counts.schemas(all) : says.of(shown.length, all);
}

function emptyLines(state: SchemasState): string[] {
  const looked = filterText(state.filter);
  if (looked === null || state.shown.length > 0) return [];
  const says = words().browse;
  return [
    `  ${meansTables(state) ? says.patternEnter(keyName('list.open')) : says.nothingMatches(printable(looked))}`,
  ];
}

/** With the row of all, whose numbers are the widest. */
function rowsForWidth(schemas: readonly SchemaRow[], shown: readonly SchemaRow[]): readonly SchemaRow[] {
  return shown[0]?.schema === null ? shown : schemas;
}

function columnsOf(look: Look): DataColumn<SchemaRow>[] {
  const { allSchemas } = words().browse;
  const { schemaColumns } = words().browsing;
  const number = { align: 'right', shrinks: 'never' } as const;
  const counted =
    (cell: (counts: NonNullable<SchemaRow['counts']>) => string) =>
    ({ counts }: SchemaRow) =>
      counts === null ? look.ellipsis : cell(counts);
  return [
    {
      title: schemaColumns.schema,
      align: 'left',
      shrinks: 'middle',
      cell: ({ schema }) => (schema === null ? allSchemas : printable(schema)),
    },
    { title: schemaColumns.tables, ...number, cell: counted(({ tables }) => exact(tables)) },
    {
      title: schemaColumns.views,
      ...number,
      goes: 1,
      cell: counted(({ views }) => (views === 0 ? '' : exact(views))),
    },
    { title: schemaColumns.rows, ...number, cell: counted(rowsCell) },
    { title: schemaColumns.size, ...number, cell: counted(sizeCell) },
  ];
}
