/** What stands behind the definitions: engine, character set, row format, comment. */
import { charsetOf, defaultCollation, sameCharset, targetCollation } from './collations.ts';
import { noteCollation } from './column-text.ts';
import { Cursor } from './cursor.ts';
import { spanText } from './draft.ts';
import { nameOf } from './key-definition.ts';
import { atLeast, type ServerFacts } from './server-facts.ts';
import { spoken, type Token } from './tokens.ts';
import type { Translation } from './translation.ts';

export interface TableOption {
  /** In upper case, without DEFAULT: `ENGINE`, `CHARSET`, `DATA DIRECTORY`. */
  readonly name: string;
  readonly value: string;
  readonly text: string;
  /** Whether the name is in backticks: an option that a storage engine of MariaDB defines. */
  readonly ofEngine: boolean;
}

export function parseOptions(tokens: readonly Token[]): TableOption[] {
  const cursor = new Cursor(tokens);
  const options: TableOption[] = [];
  while (!cursor.atEnd) {
    const first = cursor.at;
    if (cursor.takeSymbol(',')) continue;
    const ofEngine = cursor.peek()?.kind === 'name';
    const words = takeName(cursor);
    if (cursor.takeSymbol('=') || words === 'TABLESPACE') {
      if (!cursor.takeGroup()) cursor.take();
      if (cursor.peek()?.kind === 'text' && !ofEngine && words === 'TABLESPACE') cursor.take();
    }
    const span = { first, last: cursor.before };
    options.push({ name: words, value: nameOf(tokens[span.last]), text: spanText(tokens, span), ofEngine });
  }
  return options;
}

const LONG_NAMES = [
  ['WITH', 'SYSTEM', 'VERSIONING'],
  ['DATA', 'DIRECTORY'],
  ['INDEX', 'DIRECTORY'],
  ['START', 'TRANSACTION'],
];

function takeName(cursor: Cursor): string {
  cursor.takeWords('DEFAULT');
  if (cursor.takeWords('CHARACTER', 'SET')) return 'CHARSET';
  const long = LONG_NAMES.find((words) => cursor.takeWords(...words));
  return long ? long.join(' ') : spoken(cursor.tokens[cursor.take()]);
}

/** Collation of the table on the source; null when the statement names no character set at all. */
export function sourceCollation(options: readonly TableOption[], from: ServerFacts): string | null {
  const collate = options.find(({ name }) => name === 'COLLATE');
  if (collate) return collate.value.toLowerCase();
  const charset = options.find(({ name }) => name === 'CHARSET');
  return charset ? defaultCollation(charset.value.toLowerCase(), from) : null;
}

/** Storage engine on the source, in lower case. */
export function sourceEngine(options: readonly TableOption[]): string {
  return (options.find(({ name }) => name === 'ENGINE')?.value ?? 'InnoDB').toLowerCase();
}

/** Engines whose rows lie on another server or in files: a copy of the rows needs one that keeps them. */
const ELSEWHERE = new Set([
  'federated',
  'connect',
  'spider',
  's3',
  'mrg_myisam',
  'merge',
  'sphinx',
  'oqgraph',
]);

/**
 * Engines that can take a chunk back. In any other, rows of a chunk that was cut off stay, and come a second
 * time when it is sent again.
 */
const TRANSACTIONAL: ReadonlySet<string> = new Set(['innodb', 'rocksdb', 'tokudb', 'ndbcluster', 'ndb']);

export function isTransactional(engine: string): boolean {
  return TRANSACTIONAL.has(engine.toLowerCase());
}

/** Engine for the target: the same one, or InnoDB and an issue. */
export function targetEngine(
  translation: Translation,
  options: readonly TableOption[],
  partitioned: boolean,
): string {
  const engine = options.find(({ name }) => name === 'ENGINE')?.value ?? 'InnoDB';
  const { to } = translation.request;
  const lower = engine.toLowerCase();
  const why = ELSEWHERE.has(lower)
    ? 'keeps its rows elsewhere'
    : !to.engines.has(lower)
      ? 'is not on the target'
      : partitioned && atLeast(to, 'mysql', 8, 0, 0) && lower !== 'innodb' && !lower.startsWith('ndb')
        ? 'has no partitions on the target'
        : isTransactional(engine)
          ? null
          : 'has no transactions, without which rows could be doubled';
  if (why === null) return engine;
  translation.translated(`Storage engine ${engine} ${why}; the table becomes InnoDB.`);
  return 'InnoDB';
}

const ONLY_MYSQL = new Set(['AUTOEXTEND_SIZE', 'COMPRESSION', 'ENCRYPTION', 'ENGINE_ATTRIBUTE', 'STORAGE']);
const ONLY_MARIADB = new Set([
  'PAGE_CHECKSUM',
  'TRANSACTIONAL',
  'SEQUENCE',
  'IETF_QUOTES',
  'ENCRYPTED',
  'ENCRYPTION_KEY_ID',
  'PAGE_COMPRESSED',
  'PAGE_COMPRESSION_LEVEL',
  'WITH SYSTEM VERSIONING',
]);
/** Places on the source's own disks, and a second engine that only some targets have. */
const OF_THE_PLACE = new Set([
  'DATA DIRECTORY',
  'INDEX DIRECTORY',
  'TABLESPACE',
  'SECONDARY_ENGINE',
  'SECONDARY_ENGINE_ATTRIBUTE',
]);
const INNODB_FORMATS = new Set(['DEFAULT', 'DYNAMIC', 'COMPACT', 'REDUNDANT', 'COMPRESSED']);
/** Options of other engines that InnoDB refuses, or whose value may be a password. */
const NOT_FOR_INNODB = new Set(['UNION', 'INSERT_METHOD', 'CONNECTION', 'KEY_BLOCK_SIZE', 'STORAGE']);

export function optionsScript(
  translation: Translation,
  options: readonly TableOption[],
  engine: string,
  collation: string | null,
  hasCounter: boolean,
): string {
  const changed = options.some((option) => option.name === 'ENGINE' && option.value !== engine);
  const kept: string[] = [];
  const dropped: string[] = [];
  for (const option of options) {
    if (option.name === 'ENGINE') kept.push(`ENGINE=${engine}`);
    else if (option.name === 'CHARSET') kept.push(...charsetText(translation, collation));
    else if (option.name === 'COLLATE' || (option.name === 'AUTO_INCREMENT' && !hasCounter)) continue;
    else if (stays(translation, option, changed)) kept.push(option.text);
    else dropped.push(option.name === 'CONNECTION' ? 'CONNECTION' : option.text);
  }
  if (!options.some(({ name }) => name === 'CHARSET')) kept.push(...charsetText(translation, collation));
  if (dropped.length > 0) {
    translation.leftBehind(`Table options without a counterpart on the target: ${dropped.join(', ')}.`);
  }
  return kept.join(' ');
}

function stays(translation: Translation, option: TableOption, engineChanged: boolean): boolean {
  const { from, to } = translation.request;
  if (OF_THE_PLACE.has(option.name)) return false;
  if (engineChanged && (NOT_FOR_INNODB.has(option.name) || option.ofEngine)) return false;
  if (engineChanged && option.name === 'ROW_FORMAT') return INNODB_FORMATS.has(option.value.toUpperCase());
  if (from.product === to.product) return true;
  if (to.product === 'mysql') return !option.ofEngine && !ONLY_MARIADB.has(option.name);
  return !ONLY_MYSQL.has(option.name);
}

/** Always both names: what a character set means without a collation differs between servers. */
function charsetText(translation: Translation, collation: string | null): string[] {
  if (collation === null) return [];
  const choice = targetCollation(collation, translation.request.to);
  if (choice.changed) {
    noteCollation(translation, 'default of the table', collation, choice.collation);
  }
  const charset = sameCharset(choice.charset, charsetOf(collation))
    ? choice.charset
    : charsetOf(choice.collation);
  return [`DEFAULT CHARSET=${charset} COLLATE=${choice.collation}`];
}
