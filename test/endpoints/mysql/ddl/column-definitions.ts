/** Tables about what columns can be. */
import type { Definition } from './definition.ts';

export const COLUMN_DEFINITIONS: readonly Definition[] = [
  {
    about: 'every integer type',
    sql: 'CREATE TABLE t (a tinyint, b smallint unsigned, c mediumint, d int(5) zerofill, e bigint unsigned NOT NULL, f tinyint(1) DEFAULT 1)',
  },
  {
    about: 'decimals and floats',
    sql: 'CREATE TABLE t (a decimal(30,10) DEFAULT -1.5, b float, c double DEFAULT 1e30, d float(5,1), e double(10,2) unsigned, f decimal(5,0) zerofill)',
  },
  {
    about: 'bits',
    sql: "CREATE TABLE t (a bit(1) DEFAULT b'1', b bit(64), c bit(3) NOT NULL DEFAULT b'101')",
  },
  {
    about: 'dates and times',
    sql: "CREATE TABLE t (a date DEFAULT '2026-02-03', b time(3) DEFAULT '10:00:01.5', c datetime(6), d year DEFAULT 2000, e timestamp(3) NULL)",
  },
  {
    about: 'current timestamps',
    sql: 'CREATE TABLE t (a timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, b datetime(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), c datetime DEFAULT NOW())',
  },
  {
    about: 'zero dates as defaults',
    sql: "CREATE TABLE t (a timestamp NOT NULL DEFAULT '0000-00-00 00:00:00', b date NOT NULL DEFAULT '0000-00-00', c datetime DEFAULT '2026-00-00 00:00:00')",
  },
  {
    about: 'two timestamps without defaults',
    sql: 'CREATE TABLE t (a int, b timestamp NULL, c timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP, d timestamp(6) NULL DEFAULT NULL)',
  },
  {
    about: 'short texts',
    sql: "CREATE TABLE t (a char(3) NOT NULL DEFAULT 'x', b varchar(255) DEFAULT '', c varchar(10) DEFAULT 'a''b\\\\c\\n')",
  },
  {
    about: 'long texts and blobs',
    sql: 'CREATE TABLE t (a tinytext, b text NOT NULL, c mediumtext, d longtext, e tinyblob, f blob, g mediumblob, h longblob)',
  },
  {
    about: 'binaries',
    sql: "CREATE TABLE t (a binary(4) DEFAULT 'ab', b varbinary(300), c binary(16) NOT NULL)",
  },
  {
    about: 'binary defaults of any bytes',
    sql: "CREATE TABLE t (a varbinary(9) DEFAULT 0x00ff80, b binary(3) DEFAULT 0xe9, c varbinary(4) DEFAULT '?', d varbinary(9) DEFAULT '한', e varbinary(3) DEFAULT '', f int)",
  },
  {
    about: 'enums and sets with awkward members',
    sql: "CREATE TABLE t (a enum('a','b''c','d,e','(') NOT NULL DEFAULT 'b''c', b set('x','y','z z') DEFAULT 'x,y', c enum('한','글'))",
  },
  {
    about: 'comments with quotes and commas',
    sql: "CREATE TABLE t (a int COMMENT 'it''s, \\\\ \"x\" (`y`) \\n z', b int COMMENT 'PRIMARY KEY (a), KEY') COMMENT='tab ''c'' ENGINE=x, PARTITION BY'",
  },
  {
    about: 'comment marks inside texts',
    sql: "CREATE TABLE t (a varchar(30) DEFAULT '/*!50100 x */', b int COMMENT '*/ -- # x', c char(1) DEFAULT '\"')",
  },
  {
    about: 'nasty names',
    sql: "CREATE TABLE t (`a``b.한'\nc` int NOT NULL, `PRIMARY` int, `KEY` int, `1` int, ` x` int, `,)` int, `/*!` int, `\"` int, PRIMARY KEY (`a``b.한'\nc`), KEY `we``ird,(` (`PRIMARY`,`KEY`), KEY `k\n2` (`,)`,`/*!` ))",
  },
  {
    about: 'names that are key words',
    sql: 'CREATE TABLE t (`default` int DEFAULT 3, `check` int, `generated` int, `comment` varchar(9), `constraint` int, KEY `references` (`check`), UNIQUE KEY `unique` (`generated`))',
  },
  {
    about: 'JSON',
    only: 'mysql',
    sql: "CREATE TABLE t (a json, b json NOT NULL, c json DEFAULT (json_array(1,'x')))",
    says: [/JSON is kept as text .*`a`.*`b`.*`c`/],
  },
  {
    about: 'JSON of MariaDB',
    only: 'mariadb',
    sql: "CREATE TABLE t (a json, b json NOT NULL DEFAULT '{}', c json DEFAULT json_array())",
  },
  {
    about: 'latin1 table',
    sql: 'CREATE TABLE t (a varchar(10), b varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin, c text) DEFAULT CHARSET=latin1',
  },
  {
    about: 'table with another than its default collation',
    sql: 'CREATE TABLE t (a varchar(10), b varchar(10) COLLATE latin1_swedish_ci, c char(2) COLLATE latin1_bin) CHARACTER SET latin1 COLLATE latin1_general_cs',
  },
  {
    about: 'old and wide character sets',
    sql: 'CREATE TABLE t (a varchar(10) CHARACTER SET ucs2, b text CHARACTER SET utf16, c char(4) CHARACTER SET euckr, d char(4) CHARACTER SET sjis, e char(4) CHARACTER SET ascii, f varchar(3) CHARACTER SET cp1251)',
  },
  {
    about: 'three-byte UTF-8',
    sql: 'CREATE TABLE t (a varchar(10), b varchar(10) COLLATE utf8_bin, c varchar(10) COLLATE utf8_unicode_ci) CHARACTER SET utf8',
  },
  {
    about: 'binary table',
    sql: 'CREATE TABLE t (a varchar(10), b text, c char(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci) CHARACTER SET binary',
  },
  {
    about: 'default collation of MySQL 8',
    only: 'mysql',
    sql: 'CREATE TABLE t (a varchar(10) PRIMARY KEY, b text COLLATE utf8mb4_0900_as_cs, c char(3) COLLATE utf8mb4_0900_bin, d enum("x") COLLATE utf8mb4_de_pb_0900_ai_ci) COLLATE utf8mb4_0900_ai_ci',
    says: [
      /utf8mb4_0900_ai_ci .* utf8mb4_uca1400_nopad_ai_ci .*`a`.*default of the table/,
      /utf8mb4_uca1400_nopad_as_cs .*`b`/,
      /utf8mb4_nopad_bin .*`c`/,
      /utf8mb4_uca1400_german2_nopad_ai_ci .*`d`/,
    ],
  },
  {
    about: 'collations of MariaDB',
    only: 'mariadb',
    sql: 'CREATE TABLE t (a varchar(10) PRIMARY KEY, b text COLLATE uca1400_as_cs, c char(3) COLLATE utf8mb4_nopad_bin, d varchar(9) CHARACTER SET latin1 COLLATE latin1_swedish_nopad_ci, e char(9) COLLATE uca1400_swedish_ai_ci) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci',
    says: [
      /utf8mb4_uca1400_ai_ci .* utf8mb4_0900_ai_ci .*`a`.*default of the table/,
      /utf8mb4_0900_as_cs .*`b`/,
      /utf8mb4_0900_bin .*`c`/,
      /latin1_swedish_ci .*`d`/,
      /utf8mb4_sv_0900_ai_ci .*`e`/,
    ],
  },
  {
    about: 'invisible columns',
    sql: "CREATE TABLE t (a int, b int INVISIBLE DEFAULT 3, c varchar(9) INVISIBLE COMMENT 'x')",
  },
  {
    about: 'invisible column that is never NULL',
    only: 'mysql',
    sql: 'CREATE TABLE t (a int, b int NOT NULL INVISIBLE)',
    says: [/`b` is invisible on the source; MariaDB hides no/],
  },
  {
    about: 'invisible primary key',
    only: 'mysql',
    sql: 'CREATE TABLE t (my_row_id bigint unsigned NOT NULL AUTO_INCREMENT INVISIBLE PRIMARY KEY, a int)',
  },
  {
    about: 'invisible indexes',
    only: 'mysql',
    sql: "CREATE TABLE t (a int, b int, KEY k (a) INVISIBLE, UNIQUE KEY u (b) COMMENT 'c' INVISIBLE)",
  },
  {
    about: 'ignored indexes',
    only: 'mariadb',
    sql: "CREATE TABLE t (a int, b int, KEY k (a) IGNORED, UNIQUE KEY u (b) COMMENT 'c' IGNORED)",
  },
  {
    about: 'generated columns',
    sql: "CREATE TABLE t (a int, b int AS (a+1) VIRTUAL, c varchar(30) AS (concat(a,'x')) STORED, d int AS (b*2) VIRTUAL COMMENT 'd', KEY k (b), UNIQUE KEY u (c))",
  },
  {
    about: 'invisible generated column',
    sql: "CREATE TABLE t (a int, b int AS (a+1) VIRTUAL INVISIBLE COMMENT 'x')",
  },
  {
    about: 'generated column that is never NULL',
    only: 'mysql',
    sql: 'CREATE TABLE t (a int NOT NULL, b int AS (a+1) STORED NOT NULL, KEY k (b))',
    says: [/NOT NULL for generated columns/],
  },
  {
    about: 'generated primary key',
    only: 'mysql',
    sql: 'CREATE TABLE t (a int NOT NULL, b int AS (a+1) STORED NOT NULL PRIMARY KEY)',
    says: [/NOT NULL for generated columns/, /Primary key \(`b`\) covers a generated column/],
  },
  {
    about: 'generated from the counter',
    only: 'mariadb',
    sql: 'CREATE TABLE t (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, b int AS (id+1) VIRTUAL, c int AS (b+1) VIRTUAL)',
    says: [/Generated column `b` .* AUTO_INCREMENT/, /Generated column `c` .* uses column `b`/],
  },
  {
    about: 'generated by functions of MySQL',
    only: 'mysql',
    sql: "CREATE TABLE t (a varchar(36), b binary(16) AS (uuid_to_bin(a)) VIRTUAL, c int AS (json_value('{\"a\":1}', '$.a' RETURNING SIGNED)) VIRTUAL)",
    says: [/`b` .* uuid_to_bin/, /`c` .* json_value/],
  },
  {
    about: 'generated with a collation',
    only: 'mysql',
    sql: 'CREATE TABLE t (a varchar(9) COLLATE utf8mb4_bin, b varchar(9) COLLATE utf8mb4_bin AS (lower(a collate utf8mb4_0900_ai_ci)) VIRTUAL) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin',
  },
  {
    about: 'JSON paths in generated columns',
    only: 'mysql',
    sql: "CREATE TABLE t (j json, a varchar(20) CHARACTER SET latin1 AS (j->>'$.a') STORED, KEY k (a))",
    says: [/JSON is kept as text/],
  },
  {
    about: 'indexes on expressions',
    only: 'mysql',
    sql: "CREATE TABLE t (a int, j json, KEY k ((a+1), a), KEY l (a), KEY m ((cast(j->'$.x' as unsigned array))))",
    says: [/JSON/, /Index `k` .* expression/, /Index `m` .* expression/],
  },
  {
    about: 'checks',
    sql: "CREATE TABLE t (a int, b varchar(9), CONSTRAINT ck_named CHECK (a > 0 and b <> 'x)'), CHECK (a <> 5))",
  },
  { about: 'checks of columns', sql: 'CREATE TABLE t (a int CHECK (a > 0), b int)' },
  {
    about: 'checks that are not enforced',
    only: 'mysql',
    sql: 'CREATE TABLE t (a int, CONSTRAINT ck CHECK (a > 0) NOT ENFORCED, CONSTRAINT ck2 CHECK (a > 1))',
    says: [/Check `ck` .* not enforced/],
  },
  {
    about: 'generated by the clock',
    only: 'mariadb',
    sql: 'CREATE TABLE t (a date, b int AS (datediff(a, curdate())) VIRTUAL)',
    says: [/Generated column `b` .* curdate/],
  },
  {
    about: 'default expressions of MySQL',
    only: 'mysql',
    sql: "CREATE TABLE t (a char(36) DEFAULT (uuid()), b text DEFAULT ('abc'), c date DEFAULT (curdate() + interval 1 day), d int DEFAULT (1+2), e double DEFAULT (rand()), f blob DEFAULT (0x00ff), g int DEFAULT (d+1), h date DEFAULT (now()))",
  },
  {
    about: 'default functions of MySQL only',
    only: 'mysql',
    sql: 'CREATE TABLE t (a binary(16) DEFAULT (uuid_to_bin(uuid())), b int)',
    says: [/`a`: DEFAULT .* uuid_to_bin/],
  },
  {
    about: 'default expressions of MariaDB',
    only: 'mariadb',
    sql: "CREATE TABLE t (a char(36) DEFAULT uuid(), b text DEFAULT 'ab\\'c', c date DEFAULT (curdate() + interval 1 day), d int DEFAULT (1+2), e double DEFAULT rand(), f blob DEFAULT 'x', g int DEFAULT (d), h date DEFAULT now(), i datetime(3) DEFAULT (now()), j varchar(9) DEFAULT concat('a','b'), k int DEFAULT (case when 1 then 2 else 3 end), l text DEFAULT NULL, m varchar(30) DEFAULT (cast(3 as char)))",
  },
  {
    about: 'types of MariaDB',
    only: 'mariadb',
    sql: "CREATE TABLE t (a uuid NOT NULL DEFAULT uuid() COMMENT 'u', b inet4 DEFAULT '1.2.3.4', c inet6 DEFAULT '::1', PRIMARY KEY (a), KEY k (b,c))",
    says: [/Type uuid .*`a`/, /Type inet4 .*`b`/, /Type inet6 .*`c`/],
  },
  {
    about: 'vectors',
    only: 'mysql',
    sql: 'CREATE TABLE t (a vector(3) NOT NULL, b vector)',
    says: [/Type vector .*`a`.*`b`/],
  },
  {
    about: 'compressed columns',
    only: 'mariadb',
    sql: 'CREATE TABLE t (a text COMPRESSED, b varchar(99) COMPRESSED CHARACTER SET latin1 NOT NULL)',
    says: [/`a`: .*COMPRESSED/, /`b`: .*COMPRESSED/],
  },
  {
    about: 'storage hints of columns',
    only: 'mysql',
    sql: 'CREATE TABLE t (a int COLUMN_FORMAT FIXED, b int STORAGE DISK COLUMN_FORMAT DYNAMIC DEFAULT 3)',
    says: [/`a`: .*FIXED/, /`b`: .*STORAGE DISK/, /`b`: .*DYNAMIC/],
  },
  {
    about: 'unique key over long values',
    only: 'mariadb',
    sql: 'CREATE TABLE t (id int PRIMARY KEY, a text, UNIQUE KEY u (a))',
    says: [/Unique index `u` .* longer than/],
  },
];
