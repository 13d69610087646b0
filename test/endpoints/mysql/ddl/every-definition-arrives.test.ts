/** Tables of either product arrive on either product; what cannot be kept is named, and nothing else is. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { targetCollation } from '../../../../src/endpoints/mysql/ddl/collations.ts';
import { quoteName } from '../../../../src/endpoints/mysql/sql-text.ts';
import type { ColumnKind, TableShape } from '../../../../src/model/table.ts';
import { describeMysql, mariadb, mysql } from '../../../support/servers.ts';
import { DEFINITIONS } from './definitions.ts';
import { openSide, passOn, type Side, showCreate } from './worlds.ts';

const DIRECTIONS = [
  ['mariadb', 'mariadb'],
  ['mariadb', 'mysql'],
  ['mysql', 'mariadb'],
  ['mysql', 'mysql'],
] as const;

for (const [from, to] of DIRECTIONS) {
  const suite = from === 'mysql' || to === 'mysql' ? describeMysql : describe;
  suite(`${from} to ${to}`, () => {
    let source: Side;
    let target: Side;
    beforeAll(async () => {
      source = await openSide(await (from === 'mysql' ? mysql : mariadb)('a'), 'source');
      target = await openSide(await (to === 'mysql' ? mysql : mariadb)('b'), 'target');
    });
    afterAll(async () => {
      await source.close();
      await target.close();
    });

    for (const definition of DEFINITIONS.filter(({ only }) => only === undefined || only === from)) {
      it(definition.about, async () => {
        await source.connection.query('DROP TABLE IF EXISTS t');
        await target.connection.query('DROP TABLE IF EXISTS t');
        await source.connection.query(definition.sql);
        const script = await passOn(source, target, 't');
        const said = script.issues.map(({ detail }) => detail);
        const expected = (from === to ? definition.always : definition.says) ?? [];
        for (const pattern of expected) expect(said.join('\n')).toMatch(pattern);
        expect(said.filter((line) => !expected.some((pattern) => pattern.test(line)))).toEqual([]);
        if (from === to && !definition.always) {
          expect(withoutCharsets(await showCreate(target, 't'))).toBe(
            withoutCharsets(await showCreate(source, 't')),
          );
        }
        if (from !== to && expected.length === 0) {
          expect(await keysOf(target)).toEqual(await keysOf(source));
          expect(await defaultsOf(target)).toEqual(await defaultsOf(source));
        }
        const dropped = from === to ? [] : columnsNamedAsLeftOut(said);
        expect(facts(await target.shape('t'), target, dropped)).toEqual(
          facts(await source.shape('t'), target, [...dropped, ...(from === to ? [] : rowTimes(said))]),
        );
      });
    }
  });
}

/** MySQL remembers for each column whether its character set was written, which means nothing. */
function withoutCharsets(sql: string): string {
  return sql.replaceAll(/ CHARACTER SET \w+(?= COLLATE)/gu, '');
}

function columnsNamedAsLeftOut(said: readonly string[]): string[] {
  return said.flatMap((line) => /^Generated column `(.*?)`/u.exec(line)?.[1] ?? []);
}

async function keysOf(side: Side): Promise<unknown> {
  const [rows] = await side.connection.query(
    `SELECT INDEX_NAME AS name, COLUMN_NAME AS col, SUB_PART AS part, NON_UNIQUE AS many, COLLATION AS direction,
       CAST(INDEX_COMMENT AS CHAR) AS comment
     FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = '${side.schema}' AND TABLE_NAME = 't'
     ORDER BY INDEX_NAME, SEQ_IN_INDEX`,
  );
  // A spatial key has a length on one product and none on the other.
  return (rows as { part: number | null }[]).map((row) => (row.part === 32 ? { ...row, part: null } : row));
}

/** What a row gets that names no column, in a form that the clock and chance do not change. */
async function defaultsOf(side: Side): Promise<unknown> {
  const columns = (await side.shape('t')).columns.filter(({ generated }) => !generated);
  if (columns.some(({ kind, nullable }) => kind === 'spatial' && !nullable)) return null;
  const picked = columns.map(({ name, kind }, at) => `${steady(quoteName(name), kind)} AS c${at}`);
  await side.connection.query("SET SESSION sql_mode = 'NO_ENGINE_SUBSTITUTION'");
  await side.connection.query('INSERT IGNORE INTO t () VALUES ()');
  const [rows] = await side.connection.query(`SELECT ${picked.join(', ')} FROM t`);
  return rows;
}

function steady(column: string, kind: ColumnKind): string {
  if (kind === 'date' || kind === 'datetime' || kind === 'timestamp') {
    return `IF(ABS(DATEDIFF(${column}, NOW())) < 3, 'near now', CAST(${column} AS CHAR))`;
  }
  if (kind === 'double') return `IF(${column} BETWEEN 0 AND 1, 'by chance', CAST(${column} AS CHAR))`;
  return `IF(LENGTH(${column}) = 36, 'a UUID', HEX(${column}))`;
}

/** MySQL has no columns for the life of a row. */
function rowTimes(said: readonly string[]): string[] {
  return said.some((line) => line.startsWith('System versioning')) ? ['s', 'e'] : [];
}

/** What every product says in its own words, in common words. */
function facts(shape: TableShape, target: Side, dropped: readonly string[]) {
  return shape.columns
    .filter(({ name }) => !dropped.includes(name))
    .map((column) => ({
      name: column.name,
      kind: COMMON_KINDS[column.kind] ?? column.kind,
      collation:
        column.collation === null
          ? (COLLATIONS[column.kind] ?? null)
          : targetCollation(column.collation, target.facts).collation,
      autoIncrement: column.autoIncrement,
      generated: column.generated,
    }));
}

/** Kinds that only one product has, by what they become on the other. */
const COMMON_KINDS: Readonly<Record<string, string>> = {
  json: 'text',
  uuid: 'text',
  inet: 'text',
  vector: 'binary',
};

/** Collations those have where they are texts. */
const COLLATIONS: Readonly<Record<string, string>> = {
  json: 'utf8mb4_bin',
  uuid: 'ascii_general_ci',
  inet: 'ascii_general_ci',
};
