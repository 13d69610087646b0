/** From the source's own CREATE TABLE to what makes the table on the target. */
import { quoteName, quoteTable } from '../sql-text.ts';
import { targetCollation } from './collations.ts';
import { attribute, parseColumn } from './column-definition.ts';
import { columnScript } from './column-script.ts';
import { checkScript, foreignKeyScript } from './constraint-script.ts';
import { type CreateTable, type DefinitionKind, parseCreateTable } from './create-table.ts';
import { Draft } from './draft.ts';
import { markGoneColumns } from './gone-columns.ts';
import { parseKey } from './key-definition.ts';
import { counterKey, indexStatements, keyScript, splitKeys } from './key-script.ts';
import { partitionScript } from './partition-clause.ts';
import {
  optionsScript,
  parseOptions,
  sourceCollation,
  sourceEngine,
  type TableOption,
  targetEngine,
} from './table-options.ts';
import type { ForeignKeyScript, TableRequest, TableScript } from './table-script.ts';
import { isWord, spoken, type Token } from './tokens.ts';
import { columnId, Translation } from './translation.ts';

/**
 * The definition of every column that needs no translation comes out byte for byte as the source
 * printed it. `createSql` is read with backticks around names (`sql_quote_show_create`), without
 * ANSI_QUOTES and NO_BACKSLASH_ESCAPES.
 */
export function targetTable(createSql: string, request: TableRequest): TableScript {
  const translation = new Translation(request);
  const table = parseCreateTable(createSql);
  const columns = tokensOf(table, 'column').map(parseColumn);
  const options = parseOptions(table.options.filter((token) => token.kind !== 'version'));
  noteVersioning(translation, options);
  markGoneColumns(translation, columns);
  const periods = periodScripts(translation, tokensOf(table, 'period'));
  const engine = targetEngine(translation, options, table.partitions.length > 0);
  const partitions = partitionScript(translation, table.partitions, engine);
  const collation = sourceCollation(options, request.from);
  const written = collation === null ? null : targetCollation(collation, request.to).collation;
  const staying = columns.filter((column) => !translation.isGone(column.name));
  const keys = tokensOf(table, 'key').flatMap(
    (tokens) => keyScript(translation, parseKey(tokens), columns, sourceEngine(options)) ?? [],
  );
  const { first, later } = splitKeys(translation, keys, columns, partitions.byTableKey);
  const definitions = [
    ...staying.map((column) => columnScript(translation, column, written)),
    ...periods,
    ...first.map(({ sql }) => sql),
    ...present(counterKey(translation, first, columns, engine.toLowerCase())),
    ...tokensOf(table, 'check').flatMap((tokens) => present(checkScript(translation, tokens, columns))),
    ...tokensOf(table, 'other').map((tokens) => new Draft(tokens).toString()),
  ];
  const name = quoteTable(request.plan.target);
  const hasCounter = staying.some((column) => attribute(column, 'auto-increment'));
  const tail = optionsScript(translation, options, engine, collation, hasCounter);
  return {
    create: [`CREATE TABLE ${name} (\n  ${definitions.join(',\n  ')}\n) ${tail}`, partitions.sql]
      .filter((part) => part !== '')
      .join('\n'),
    indexes: indexStatements(name, later),
    foreignKeys: foreignKeys(translation, table),
    lostKeys: translation.lostKeys,
    recoded: translation.recoded,
    issues: translation.allIssues(),
  };
}

function tokensOf(table: CreateTable, kind: DefinitionKind): (readonly Token[])[] {
  return table.definitions.filter((definition) => definition.kind === kind).map(({ tokens }) => tokens);
}

function present(text: string | null): string[] {
  return text === null ? [] : [text];
}

function foreignKeys(translation: Translation, table: CreateTable): ForeignKeyScript[] {
  return tokensOf(table, 'foreign-key').flatMap((tokens) => foreignKeyScript(translation, tokens) ?? []);
}

function noteVersioning(translation: Translation, options: readonly TableOption[]): void {
  if (!options.some(({ name }) => name === 'WITH SYSTEM VERSIONING')) return;
  const { to } = translation.request;
  translation.leftBehind(
    to.product === 'mysql'
      ? 'System versioning exists on MariaDB only: the present rows come along, their history does not.'
      : 'The history of the system-versioned table stays behind: the present rows come along.',
  );
}

/** Periods of MariaDB; one that cannot come along takes the keys over it with it. */
function periodScripts(translation: Translation, periods: readonly (readonly Token[])[]): string[] {
  return periods.flatMap((tokens) => {
    const names = translation.namesIn(tokens, { first: 0, last: tokens.length - 1 });
    const ofSystem = tokens.some((token) => isWord(token, 'SYSTEM_TIME'));
    const period = ofSystem ? 'SYSTEM_TIME' : (names[0] ?? '');
    const gone = translation.firstGone(names.slice(ofSystem ? 0 : 1));
    if (translation.request.to.product === 'mariadb' && gone === undefined) {
      const draft = new Draft(tokens);
      for (const [at, token] of tokens.entries()) {
        const renamed = token.kind === 'name' ? translation.newName(spoken(token)) : undefined;
        if (renamed !== undefined) draft.replaceAt(at, quoteName(renamed));
      }
      return [draft.toString()];
    }
    translation.gone.add(columnId(period));
    if (!ofSystem)
      translation.leftBehind(`Period \`${period}\` does not exist on the target; its columns come along.`);
    return [];
  });
}
