/** Functions that one server has and another has not, as far as definitions use them. */
import { spanText } from './draft.ts';
import { atLeast, type ServerFacts } from './server-facts.ts';
import { isSymbol, type Span, spoken, type Token } from './tokens.ts';

const ONLY_MARIADB =
  words(`NEXTVAL LASTVAL SETVAL JSON_DETAILED JSON_COMPACT JSON_LOOSE JSON_EXISTS JSON_QUERY
  JSON_NORMALIZE JSON_EQUALS JSON_OBJECT_TO_ARRAY JSON_OBJECT_FILTER_KEYS JSON_ARRAY_INTERSECT JSON_KEY_VALUE SFORMAT
  UUID_V4 UUID_V7 NATURAL_SORT_KEY TO_CHAR CHR ADD_MONTHS NVL NVL2 DECODE_ORACLE KDF CRC32C COLUMN_CREATE
  COLUMN_GET COLUMN_ADD COLUMN_JSON COLUMN_LIST COLUMN_EXISTS COLUMN_DELETE COLUMN_CHECK VEC_DISTANCE
  VEC_DISTANCE_EUCLIDEAN VEC_DISTANCE_COSINE VEC_FROMTEXT VEC_TOTEXT LENGTHB TRIM_ORACLE RPAD_ORACLE SYS_GUID
  ROWNUM DEFAULT VALUE ENCODE DECODE OLD_PASSWORD PASSWORD DES_ENCRYPT DES_DECRYPT ENCRYPT SPIDER_DIRECT_SQL`);

const ONLY_MYSQL = words(`BIN_TO_UUID UUID_TO_BIN IS_UUID REGEXP_LIKE JSON_SCHEMA_VALIDATION_REPORT
  JSON_STORAGE_SIZE JSON_STORAGE_FREE STRING_TO_VECTOR VECTOR_TO_STRING VECTOR_DIM TO_VECTOR FROM_VECTOR
  STATEMENT_DIGEST STATEMENT_DIGEST_TEXT GROUPING ST_SWAPXY ST_TRANSFORM ST_LATITUDE ST_LONGITUDE ST_VALIDATE
  GTID_SUBTRACT GTID_SUBSET ETAG LIBRARY_ADD`);

/** What MySQL lets no generated column use; MariaDB lets virtual ones. */
const NOT_FIXED =
  words(`NOW CURRENT_TIMESTAMP LOCALTIME LOCALTIMESTAMP CURDATE CURRENT_DATE CURTIME CURRENT_TIME
  SYSDATE UTC_DATE UTC_TIME UTC_TIMESTAMP RAND UUID UUID_SHORT USER CURRENT_USER SESSION_USER
  SYSTEM_USER DATABASE SCHEMA CONNECTION_ID FOUND_ROWS ROW_COUNT LAST_INSERT_ID VERSION GET_LOCK RELEASE_LOCK
  SLEEP LOAD_FILE BENCHMARK RANDOM_BYTES CURRENT_ROLE`);

export type ExpressionUse = 'default' | 'check' | 'generated';

/** Something in the expression that the target refuses there, or null. */
export function refusedFunction(
  tokens: readonly Token[],
  span: Span,
  use: ExpressionUse,
  from: ServerFacts,
  to: ServerFacts,
): string | null {
  const other = from.product !== to.product;
  for (const name of calledFunctions(tokens, span)) {
    const refused =
      (other &&
        to.product === 'mysql' &&
        (ONLY_MARIADB.has(name) || (use === 'generated' && NOT_FIXED.has(name)))) ||
      (other && to.product === 'mariadb' && ONLY_MYSQL.has(name)) ||
      (name.startsWith('VEC_') && to.product === 'mariadb' && !atLeast(to, 'mariadb', 11, 7, 0));
    if (refused) return `${name.toLowerCase()}()`;
  }
  return other && to.product === 'mariadb' ? mysqlSyntax(spanText(tokens, span)) : null;
}

/** Forms of expressions that MariaDB cannot parse. */
function mysqlSyntax(expression: string): string | null {
  if (/\bas\s+json\s*\)/iu.test(expression)) return 'cast(… as json)';
  if (/\bmember\s+of\s*\(/iu.test(expression)) return 'member of()';
  return /\breturning\b/iu.test(expression) ? 'json_value(… returning …)' : null;
}

function calledFunctions(tokens: readonly Token[], span: Span): string[] {
  const names: string[] = [];
  for (let at = span.first; at <= span.last; at++) {
    const token = tokens[at]!;
    if (token.kind === 'word' && isSymbol(tokens[at + 1], '(')) names.push(spoken(token));
  }
  return names;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/u));
}
