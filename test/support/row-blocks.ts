/** RowBlocks from values, and the tables they belong to, for tests of what takes blocks. */
import type { RowBlock } from '../../src/endpoints/row-block.ts';
import type { Column, ColumnKind, PlannedColumn, TablePlan } from '../../src/model/table.ts';

/** A field: its bytes, text that becomes UTF-8, or NULL. */
export type Cell = Buffer | string | null;

export function rowBlock(rows: readonly (readonly Cell[])[]): RowBlock {
  const encoded = rows.map((row) => Buffer.concat(row.flatMap(field)));
  const bytes = Buffer.concat(encoded);
  const last = encoded.at(-1);
  return { bytes, length: bytes.length, rows: rows.length, lastRow: bytes.length - (last?.length ?? 0) };
}

function field(cell: Cell): Buffer[] {
  if (cell === null) return [Buffer.of(0xfb)];
  const bytes = Buffer.from(cell);
  const { length } = bytes;
  if (length <= 250) return [Buffer.of(length), bytes];
  if (length < 2 ** 16) return [Buffer.of(0xfc, length & 255, length >> 8), bytes];
  const head = Buffer.alloc(length < 2 ** 24 ? 4 : 9);
  head[0] = length < 2 ** 24 ? 0xfd : 0xfe;
  head.writeUIntLE(length, 1, length < 2 ** 24 ? 3 : 6);
  return [head, bytes];
}

/** A nullable column of a kind; text is VARCHAR(255), binary VARBINARY(255), unless `more` says otherwise. */
export function plannedColumn(name: string, kind: ColumnKind, more: Partial<Column> = {}): PlannedColumn {
  const large = ['json', 'spatial', 'vector'].includes(kind);
  const source: Column = {
    name,
    kind,
    type: kind,
    fullType: kind,
    charset: null,
    collation: null,
    nullable: true,
    generated: false,
    invisible: false,
    autoIncrement: false,
    maxBytes: large ? null : 1020,
    ...more,
  };
  return { source, target: name, lobLimitBytes: null };
}

/** A plan that moves a table of these columns to a target of the same name, read as one stream. */
export function tablePlan(schema: string, table: string, columns: readonly PlannedColumn[]): TablePlan {
  return {
    source: {
      name: { schema, table },
      kind: 'table',
      engine: 'InnoDB',
      estimatedRows: 0,
      dataBytes: 0,
      columns: columns.map((column) => column.source),
      key: null,
      createSql: null,
      schemaCollation: 'utf8mb4_general_ci',
      dialect: null,
    },
    target: { schema, table },
    columns,
    removed: [],
    key: null,
    filters: [],
    loadOrder: 0,
  };
}
