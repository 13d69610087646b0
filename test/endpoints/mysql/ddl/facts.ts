/** Servers that are not here, as far as definitions depend on them. */
import type { ServerFacts } from '../../../../src/endpoints/mysql/ddl/server-facts.ts';
import type { Column, ColumnKind, TableShape } from '../../../../src/model/table.ts';

const SHARED = [
  'latin1_swedish_ci',
  'latin1_bin',
  'utf8mb4_general_ci',
  'utf8mb4_bin',
  'utf8mb4_unicode_520_ci',
  'ascii_general_ci',
  'binary',
];

export const MYSQL_57: ServerFacts = {
  product: 'mysql',
  version: [5, 7, 44],
  collations: new Set([...SHARED, 'utf8_general_ci', 'utf8_bin']),
  charsets: new Set(['latin1', 'utf8', 'utf8mb4', 'ascii', 'binary']),
  defaultCollations: new Map([
    ['latin1', 'latin1_swedish_ci'],
    ['utf8', 'utf8_general_ci'],
    ['utf8mb4', 'utf8mb4_general_ci'],
  ]),
  engines: new Set(['innodb', 'myisam']),
  lowerCaseTableNames: 0,
};

export const MYSQL_84: ServerFacts = {
  product: 'mysql',
  version: [8, 4, 3],
  collations: new Set([
    ...SHARED,
    'utf8mb3_general_ci',
    'utf8mb3_bin',
    'utf8mb4_0900_ai_ci',
    'gb18030_chinese_ci',
  ]),
  charsets: new Set(['latin1', 'utf8mb3', 'utf8mb4', 'ascii', 'binary', 'gb18030']),
  defaultCollations: new Map([
    ['latin1', 'latin1_swedish_ci'],
    ['utf8mb3', 'utf8mb3_general_ci'],
    ['utf8mb4', 'utf8mb4_0900_ai_ci'],
    ['gb18030', 'gb18030_chinese_ci'],
  ]),
  engines: new Set(['innodb', 'myisam', 'memory']),
  lowerCaseTableNames: 0,
};

export const MARIADB_105: ServerFacts = {
  product: 'mariadb',
  version: [10, 5, 20],
  collations: new Set([
    ...SHARED,
    'utf8_general_ci',
    'utf8_bin',
    'utf8mb4_unicode_520_nopad_ci',
    'utf8mb4_nopad_bin',
  ]),
  charsets: new Set(['latin1', 'utf8', 'utf8mb4', 'ascii', 'binary']),
  defaultCollations: new Map([
    ['latin1', 'latin1_swedish_ci'],
    ['utf8', 'utf8_general_ci'],
    ['utf8mb4', 'utf8mb4_general_ci'],
  ]),
  engines: new Set(['innodb', 'myisam', 'aria']),
  lowerCaseTableNames: 0,
};

export const MARIADB_118: ServerFacts = {
  ...MARIADB_105,
  version: [11, 8, 2],
  collations: new Set([
    ...SHARED,
    'utf8mb3_general_ci',
    'utf8mb4_uca1400_ai_ci',
    'utf8mb4_uca1400_nopad_ai_ci',
  ]),
  charsets: new Set(['latin1', 'utf8mb3', 'utf8mb4', 'ascii', 'binary']),
};

export function column(name: string, type: string, more: Partial<Column> = {}): Column {
  return {
    name,
    kind: (/char|text/u.test(type) ? 'text' : type) as ColumnKind,
    type,
    fullType: type,
    charset: null,
    collation: null,
    nullable: true,
    generated: false,
    invisible: false,
    autoIncrement: false,
    maxBytes: null,
    ...more,
  };
}

export function shapeOf(
  dialect: ServerFacts,
  createSql: string,
  columns: readonly Column[],
  table = 't',
): TableShape {
  return {
    name: { schema: 'shop', table },
    kind: 'table',
    engine: 'InnoDB',
    estimatedRows: 0,
    dataBytes: 0,
    columns,
    key: null,
    createSql,
    schemaCollation: 'utf8mb4_general_ci',
    dialect,
  };
}
