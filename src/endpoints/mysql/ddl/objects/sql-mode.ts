/** The sql_mode an object was made under, as far as the target has it. */
import type { ServerFacts } from '../server-facts.ts';

const BOTH = `REAL_AS_FLOAT PIPES_AS_CONCAT ANSI_QUOTES IGNORE_SPACE ONLY_FULL_GROUP_BY NO_UNSIGNED_SUBTRACTION
  NO_DIR_IN_CREATE ANSI NO_AUTO_VALUE_ON_ZERO NO_BACKSLASH_ESCAPES STRICT_TRANS_TABLES STRICT_ALL_TABLES
  NO_ZERO_IN_DATE NO_ZERO_DATE ALLOW_INVALID_DATES ERROR_FOR_DIVISION_BY_ZERO TRADITIONAL HIGH_NOT_PRECEDENCE
  NO_ENGINE_SUBSTITUTION PAD_CHAR_TO_FULL_LENGTH`;
const ONLY_MARIADB = `NO_AUTO_CREATE_USER IGNORE_BAD_TABLE_OPTIONS POSTGRESQL ORACLE MSSQL DB2 MAXDB NO_KEY_OPTIONS
  NO_TABLE_OPTIONS NO_FIELD_OPTIONS MYSQL323 MYSQL40 EMPTY_STRING_IS_NULL SIMULTANEOUS_ASSIGNMENT
  TIME_ROUND_FRACTIONAL`;
const ONLY_MYSQL = 'TIME_TRUNCATE_FRACTIONAL';
/** They concern accounts and the printing of definitions: an object's meaning does not change without them. */
const MEANINGLESS = new Set([
  'NO_AUTO_CREATE_USER',
  'NO_KEY_OPTIONS',
  'NO_TABLE_OPTIONS',
  'NO_FIELD_OPTIONS',
]);

export interface ModeChoice {
  readonly mode: string;
  /** Modes that the target has not and that may change what the object does. */
  readonly missing: readonly string[];
}

export function targetMode(sqlMode: string, to: ServerFacts): ModeChoice {
  const known = new Set(`${BOTH} ${to.product === 'mariadb' ? ONLY_MARIADB : ONLY_MYSQL}`.split(/\s+/u));
  const modes = sqlMode.split(',').filter((mode) => mode !== '');
  return {
    mode: modes.filter((mode) => known.has(mode)).join(','),
    missing: modes.filter((mode) => !known.has(mode) && !MEANINGLESS.has(mode)),
  };
}
