/** SQL that measures values: how many rows, how long the longest of a column, how many longer than allowed. */
import type { Key } from '../../../model/chunk.ts';
import type { ValueQuestion } from '../../survey-contract.ts';
import type { ServerFacts } from '../ddl/server-facts.ts';
import { tooLong } from '../lob-limit.ts';
import { orderBy, sourceSide, whereOn } from '../select.ts';
import { quoteName, quoteTable } from '../sql-text.ts';

type ValueColumn = ValueQuestion['columns'][number];

/** One row: `q`, `n`, and `m0`, `s0`, `m1` … for as many columns as `width` says. */
export function measureAll(question: ValueQuestion, q: number, width: number): string {
  const { table } = question;
  const range = whereOn(sourceSide(table), { low: null, high: null });
  return `SELECT ${results(question, q, width, length, counted)} FROM ${quoteTable(table.source.name)}${range}`;
}

/** The same of so many rows: those behind `low` in the order of the key, or the last ones. */
export function measureSome(question: ValueQuestion, from: Key | 'first' | 'last', rows: number): string {
  const { table, columns } = question;
  const low = typeof from === 'string' ? null : from;
  const lengths = columns.map((one, at) => `${length(one)} AS l${at}, ${counted(one)} AS c${at}`);
  const range = whereOn(sourceSide(table), { low, high: null });
  const order = orderBy(table, from === 'last' ? 'DESC' : 'ASC');
  const some = `SELECT ${lengths.join(', ')} FROM ${quoteTable(table.source.name)}${range}${order} LIMIT ${rows}`;
  const fields = results(
    question,
    0,
    columns.length,
    (_, at) => `l${at}`,
    (_, at) => `c${at}`,
  );
  return `SELECT ${fields} FROM (${some}) AS some_rows`;
}

function results(
  { columns }: ValueQuestion,
  q: number,
  width: number,
  lengthOf: (column: ValueColumn, at: number) => string,
  countedOf: (column: ValueColumn, at: number) => string,
): string {
  const fields = [`${q} AS q`, 'COUNT(*) AS n'];
  for (let at = 0; at < width; at++) {
    const column = columns[at];
    if (column)
      fields.push(`MAX(${lengthOf(column, at)}) AS m${at}, SUM(${countedOf(column, at)}) AS s${at}`);
    else fields.push(`NULL AS m${at}, NULL AS s${at}`);
  }
  return fields.join(', ');
}

function length({ column }: ValueColumn): string {
  return `OCTET_LENGTH(${quoteName(column.name)})`;
}

function counted({ column, limitBytes }: ValueColumn): string {
  return limitBytes === null ? `${quoteName(column.name)} IS NOT NULL` : tooLong(column, limitBytes);
}

/** The statement with a limit of time, past which the server itself ends it. */
export function limited(select: string, limitMs: number, product: ServerFacts['product']): string {
  const ms = Math.ceil(limitMs);
  return product === 'mariadb'
    ? `SET STATEMENT max_statement_time = ${ms / 1_000} FOR ${select}`
    : select.replace(/^SELECT/u, `SELECT /*+ MAX_EXECUTION_TIME(${ms}) */`);
}
