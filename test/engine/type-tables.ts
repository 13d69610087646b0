/** A table for every family of types, filled with the values that careless copies lose. */
import type { Product } from '../../src/lab/servers/program.ts';

export interface TypeTable {
  readonly name: string;
  readonly columns: string;
  /** Value lists, one per row. */
  readonly rows: readonly string[];
  /** Left out on the other product as a source. */
  readonly only?: Product;
  /** What the other product cannot hold: these tables travel between equal products. */
  readonly notTo?: Product;
  /** Columns to compare by, where the products keep one thing in different types. */
  readonly compareBy?: string;
}

const TEXTS = [
  "''",
  'NULL',
  "'plain'",
  "'  spaces around  '",
  "'\\\\N'",
  "'NULL'",
  "'a\\tb\\nc\\rd\\\\e\\'f\\\"g`h'",
  "'\\0nul\\0'",
  "'\\Z substitute'",
  "'\\\\'",
];

const ALL_BYTES = `X'${Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0')).join('')}'`;
const BITS = Array.from({ length: 64 }, (_, at) => at + 1);

/** Texts in a character set, and bytes of it that a reader without its rules takes for a backslash. */
function texts(charset: string, own: readonly string[]): TypeTable {
  const type = (name: string) => `${name} CHARACTER SET ${charset}`;
  const values = [...TEXTS, ...own];
  return {
    name: `texts_${charset}`,
    columns: `c ${type('CHAR(30)')}, v ${type('VARCHAR(60)')} NULL, t ${type('TEXT')}, m ${type('MEDIUMTEXT')}`,
    rows: values.map((value) => `${value}, ${value}, ${value}, REPEAT(${value}, 50)`),
  };
}

const COMMON: readonly TypeTable[] = [
  {
    name: 'integers',
    columns: `t TINYINT, tu TINYINT UNSIGNED, s SMALLINT, su SMALLINT UNSIGNED, m MEDIUMINT, mu MEDIUMINT UNSIGNED,
      i INT, iu INT UNSIGNED, b BIGINT, bu BIGINT UNSIGNED, z INT(10) UNSIGNED ZEROFILL, bo BOOLEAN`,
    rows: [
      '-128, 0, -32768, 0, -8388608, 0, -2147483648, 0, -9223372036854775808, 0, 0, FALSE',
      '127, 255, 32767, 65535, 8388607, 16777215, 2147483647, 4294967295, 9223372036854775807, 18446744073709551615, 4294967295, TRUE',
      '-1, 1, -1, 1, -1, 1, -1, 1, -1, 9223372036854775808, 42, 7',
      Array(12).fill('NULL').join(', '),
    ],
  },
  {
    name: 'decimals',
    columns: 'a DECIMAL(65,30), b DECIMAL(65,0), c DECIMAL(30,30), d DECIMAL(10,2) UNSIGNED, e DECIMAL(1,0)',
    rows: [
      `${'9'.repeat(35)}.${'9'.repeat(30)}, ${'9'.repeat(65)}, 0.${'9'.repeat(30)}, 99999999.99, 9`,
      `-${'9'.repeat(35)}.${'9'.repeat(30)}, -${'9'.repeat(65)}, -0.${'9'.repeat(30)}, 0, -9`,
      `-0.${'0'.repeat(29)}1, -0, 0.${'0'.repeat(29)}1, 0.01, 0`,
      'NULL, NULL, NULL, NULL, NULL',
    ],
  },
  {
    name: 'doubles',
    columns: 'd DOUBLE, f FLOAT, fixed DOUBLE(20,4), short FLOAT(7,3), du DOUBLE UNSIGNED, wide FLOAT(53)',
    rows: [
      '1.7976931348623157e308, 3.4028234663852886e38, 1234567890123456.5, 9999.999, 1e308, 0.1',
      '-1.7976931348623157e308, -3.4028234663852886e38, -0.0001, -0.001, 0, -0.1',
      '2.2250738585072014e-308, 1.1754943508222875e-38, 0.1, 0.1, 2.2250738585072014e-308, 1e-5',
      '4.9406564584124654e-324, 1.401298464324817e-45, 0, 0, 4.9406564584124654e-324, 123456789012345678',
      '-0e0, -0e0, 0, 0, 0, -0e0',
      '0.1, 0.1, 0.3, 0.3, 0.30000000000000004, 0.30000000000000004',
      '9007199254740993, 16777217, 3, 3, 18446744073709551615, 1e22',
      'NULL, NULL, NULL, NULL, NULL, NULL',
    ],
  },
  {
    name: 'bits',
    columns: BITS.map((width) => `b${width} BIT(${width})`).join(', '),
    rows: [
      BITS.map(() => '0').join(', '),
      BITS.map((width) => `b'${'1'.repeat(width)}'`).join(', '),
      BITS.map((width) => `b'${'10'.repeat(width).slice(0, width)}'`).join(', '),
      BITS.map((width) => `b'${'01011100'.repeat(8).slice(-width)}'`).join(', '),
      BITS.map(() => 'NULL').join(', '),
    ],
  },
  {
    name: 'days',
    columns: 'd DATE, n DATE NOT NULL, y YEAR',
    rows: [
      "'0000-00-00', '0000-00-00', 0",
      "'2004-04-31', '2004-02-31', 1901",
      "'1000-01-01', '0001-01-01', 2155",
      "'9999-12-31', '9999-12-31', 2000",
      "'2004-00-00', '2004-10-00', 1970",
      "NULL, '1970-01-01', NULL",
    ],
  },
  {
    name: 'moments',
    columns: [0, 1, 2, 3, 4, 5, 6].map((fsp) => `d${fsp} DATETIME(${fsp})`).join(', '),
    rows: [
      '0000-00-00 00:00:00',
      '2004-04-31 23:59:59.999999',
      '1000-01-01 00:00:00',
      '2004-00-00 12:34:56',
      '9999-12-31 23:59:59',
      '1970-01-01 00:00:00.000001',
      '0001-01-01 01:01:01.010101',
    ]
      .map((moment) => Array(7).fill(`'${moment}'`).join(', '))
      .concat([Array(7).fill('NULL').join(', ')]),
  },
  {
    name: 'stamps',
    columns: [0, 1, 2, 3, 4, 5, 6].map((fsp) => `t${fsp} TIMESTAMP(${fsp}) NULL`).join(', '),
    // In Berlin the clock shows 02:30 twice in that night, and never in the other.
    rows: [
      '1970-01-01 00:00:01',
      '2038-01-19 03:14:07',
      '0000-00-00 00:00:00',
      '2024-10-27 00:30:00.123456',
      '2024-10-27 01:30:00.123456',
      '2024-03-31 01:30:00',
      '2024-03-31 02:30:00',
      '2000-02-29 23:59:59.4',
    ]
      .map((moment) => Array(7).fill(`'${moment}'`).join(', '))
      .concat([Array(7).fill('NULL').join(', ')]),
  },
  {
    name: 'times',
    columns: [0, 1, 2, 3, 4, 5, 6].map((fsp) => `t${fsp} TIME(${fsp})`).join(', '),
    rows: [
      '-838:59:59',
      '838:59:59',
      '00:00:00',
      '-00:00:00.000001',
      '-00:00:01',
      '100:00:00.5',
      '23:59:59.999999',
    ]
      .map((time) => Array(7).fill(`'${time}'`).join(', '))
      .concat([Array(7).fill('NULL').join(', ')]),
  },
  {
    name: 'longest_times',
    columns: 't TIME(6)',
    rows: ["'838:59:59.999999'", "'-838:59:59.999999'"],
    only: 'mariadb',
    notTo: 'mysql',
  },
  texts('utf8mb4', ["'한글 漢字 🙂'", "'🦖'", "'ﬃ e\u0301'", "'\u{10FFFF}'"]),
  texts('utf8mb3', ["'한글 漢字'", "'\uFFFD'"]),
  texts('latin1', ["'café ÿ'", "_latin1 X'80818D8F909D'"]),
  texts('gbk', ["_gbk X'955C'", "_gbk X'955C5C955C6E'"]),
  texts('sjis', ["_sjis X'835C'", "_sjis X'835C5C5C835C'"]),
  texts('big5', ["_big5 X'A55C'"]),
  texts('euckr', ["'한글'"]),
  texts('cp932', ["_cp932 X'835C8160'"]),
  texts('ucs2', ["'한글'", "_ucs2 X'005C5C00095C0A5C'"]),
  texts('utf16', ["'한글🙂'", "_utf16 X'005C5C00095C0A5C'"]),
  texts('utf16le', ["'한글🙂'", "_utf16le X'5C00005C5C095C0A'"]),
  texts('utf32', ["'한글🙂'", "_utf32 X'0000005C00005C00'"]),
  {
    name: 'bytes',
    columns:
      'b BINARY(8), v VARBINARY(300), t TINYBLOB, l BLOB, m MEDIUMBLOB, g LONGBLOB, cb CHAR(4) CHARACTER SET binary',
    rows: [
      `'', '', '', '', '', '', ''`,
      `'a', ${ALL_BYTES}, LEFT(${ALL_BYTES}, 255), ${ALL_BYTES}, REPEAT(${ALL_BYTES}, 300), REPEAT(${ALL_BYTES}, 5000), X'5C0A'`,
      `X'6100000000000000', X'00', X'5C', X'5C4E', X'0A', X'09', X'FF'`,
      `X'FFFEFDFC', ' ', '  ', X'C3', X'C328', X'F09F', ' '`,
      Array(7).fill('NULL').join(', '),
    ],
  },
  {
    name: 'choices',
    columns: `e ENUM('a,b','it''s','q"q','back\\\\slash','\\\\N','NULL','','한글') CHARACTER SET utf8mb4,
      l ENUM('é','0','1') CHARACTER SET latin1, u ENUM('한','글') CHARACTER SET ucs2,
      s SET('x','it''s','q"','\\\\','한 글') CHARACTER SET utf8mb4, sl SET('ÿ','b') CHARACTER SET latin1`,
    rows: [
      "'a,b', 'é', '한', 'x,it\\'s', 'ÿ,b'",
      "'it\\'s', '0', '글', '', ''",
      "'q\"q', '1', '한', 'q\",\\\\', 'b'",
      "'back\\\\slash', 'é', '한', 'x,it\\'s,q\",\\\\,한 글', 'ÿ'",
      "'\\\\N', 'é', '한', '한 글', 'ÿ'",
      "'NULL', 'é', '한', '한 글', 'ÿ'",
      "'', 'é', '한', '한 글', 'ÿ'",
      "'한글', NULL, NULL, NULL, NULL",
    ],
  },
  {
    name: 'computed',
    columns: `a INT, v INT AS (a + 1) VIRTUAL, s INT AS (a * 2) STORED, hidden INT DEFAULT 5 INVISIBLE,
      w VARCHAR(40) AS (CONCAT('<', a, '>')) VIRTUAL, later INT, KEY (v), KEY (s)`,
    rows: [
      '1, DEFAULT, DEFAULT, 10, DEFAULT, 100',
      'NULL, DEFAULT, DEFAULT, NULL, DEFAULT, 200',
      '-5, DEFAULT, DEFAULT, 5, DEFAULT, NULL',
    ],
  },
  {
    name: 'shapes',
    columns:
      'g GEOMETRY, p POINT NOT NULL, l LINESTRING, y POLYGON, mp MULTIPOINT, ml MULTILINESTRING, my MULTIPOLYGON, gc GEOMETRYCOLLECTION',
    rows: [
      `ST_GeomFromText('POINT(1 2)'), ST_GeomFromText('POINT(-0.1 9.5)'), ST_GeomFromText('LINESTRING(0 0,1 1,92 10)'),
       ST_GeomFromText('POLYGON((0 0,10 0,10 10,0 10,0 0),(2 2,4 2,4 4,2 4,2 2))'), ST_GeomFromText('MULTIPOINT(1 1,2 2)'),
       ST_GeomFromText('MULTILINESTRING((0 0,1 1),(2 2,3 3))'), ST_GeomFromText('MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)))'),
       ST_GeomFromText('GEOMETRYCOLLECTION(POINT(9 10),LINESTRING(0 0,5 12))')`,
      "NULL, ST_GeomFromText('POINT(9 92)', 3857), NULL, NULL, NULL, NULL, NULL, NULL",
    ],
  },
];

const MARIADB: readonly TypeTable[] = [
  {
    name: 'addresses',
    columns: 'u UUID, f INET4, s INET6',
    rows: [
      "'00000000-0000-0000-0000-000000000000', '0.0.0.0', '::'",
      "'123e4567-e89b-12d3-a456-426655440000', '255.255.255.255', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'",
      "'5c5c5c5c-5c5c-1c5c-9c5c-5c5c5c5c5c5c', '92.92.92.92', '::ffff:92.10.9.0'",
      'NULL, NULL, NULL',
    ],
    only: 'mariadb',
    compareBy: 'CAST(u AS CHAR) AS u, CAST(f AS CHAR) AS f, CAST(s AS CHAR) AS s',
  },
  {
    name: 'documents',
    columns: 'j JSON',
    rows: [
      `'{"b": [1, 2.50, 1e2, {"deep": [[[]]]}], "a": "한글 🙂 \\\\u00e9 \\\\"q\\\\" \\\\\\\\"}'`,
      `'{"n": 123456789012345678901234567890, "m": -0.1, "d": 1}'`,
      "'[]'",
      '\'"text"\'',
      "'null'",
      'NULL',
    ],
    only: 'mariadb',
    compareBy: 'CAST(j AS CHAR) AS j',
  },
];

const MYSQL: readonly TypeTable[] = [
  {
    name: 'documents',
    columns: 'j JSON',
    rows: [
      `'{"b": [1, 2.50, 1e2, {"deep": [[[]]]}], "a": "한글 🙂 \\\\u00e9 \\\\"q\\\\" \\\\\\\\ \\\\n \\\\t \\\\u0000"}'`,
      `'{"n": 18446744073709551615, "m": -9223372036854775808, "d": 1.7976931348623157e308, "z": 0.1, "k": 123456789012345678901234567890}'`,
      "'[]'",
      '\'"text"\'',
      "'null'",
      "'true'",
      `JSON_OBJECT('long', REPEAT('한글 and \\\\ and "', 20000))`,
      'NULL',
    ],
    only: 'mysql',
    compareBy: 'CAST(j AS CHAR) AS j',
  },
  {
    name: 'vectors',
    columns: 'v VECTOR(3), w VECTOR(2) NOT NULL',
    rows: ["STRING_TO_VECTOR('[1,2.5,-3e-5]'), STRING_TO_VECTOR('[0,92]')", "NULL, X'5C0A09005C5C5C5C'"],
    only: 'mysql',
  },
  {
    name: 'places',
    columns: 'p POINT SRID 4326 NOT NULL, y POLYGON SRID 0, g GEOMETRY, SPATIAL KEY (p)',
    rows: [
      "ST_GeomFromText('POINT(37.5 127)', 4326), ST_GeomFromText('POLYGON((0 0,92 0,92 10,0 0))', 0), ST_GeomFromText('POINT(-89.9 -179.9)', 4326)",
      "ST_GeomFromText('POINT(-33.9 18.4)', 4326), NULL, ST_GeomFromText('GEOMETRYCOLLECTION EMPTY')",
    ],
    only: 'mysql',
  },
];

/** Tables of one product that can stand on the other. */
export function typeTables(from: Product, to: Product): TypeTable[] {
  return [...COMMON, ...(from === 'mariadb' ? MARIADB : MYSQL)].filter(
    (table) => (table.only === undefined || table.only === from) && table.notTo !== to,
  );
}
