/** Tables about keys, options and partitions. */
import type { Definition } from './definition.ts';

export const TABLE_DEFINITIONS: readonly Definition[] = [
  {
    about: 'AUTO_INCREMENT and its next value',
    sql: 'CREATE TABLE t (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, a int) AUTO_INCREMENT=4711',
  },
  {
    about: 'AUTO_INCREMENT with a secondary key only',
    sql: 'CREATE TABLE t (a int NOT NULL, id int NOT NULL AUTO_INCREMENT, PRIMARY KEY (a), KEY k (id), KEY a2 (a))',
  },
  {
    about: 'AUTO_INCREMENT second in the primary key',
    sql: 'CREATE TABLE t (a int NOT NULL, id int NOT NULL AUTO_INCREMENT, PRIMARY KEY (a,id), UNIQUE KEY k (id,a)) AUTO_INCREMENT=9',
  },
  { about: 'no key at all', sql: 'CREATE TABLE t (a int, b int)' },
  {
    about: 'unique keys only',
    sql: 'CREATE TABLE t (a int NOT NULL, b int NOT NULL, c int, UNIQUE KEY u1 (c), UNIQUE KEY u2 (a,b), KEY k (b))',
  },
  {
    about: 'prefix keys',
    sql: 'CREATE TABLE t (a varchar(500) NOT NULL, b blob, c text, PRIMARY KEY (a(20)), KEY k (b(10),c(7)), UNIQUE KEY u (c(30)))',
  },
  {
    about: 'descending keys',
    sql: 'CREATE TABLE t (a int NOT NULL, b int, PRIMARY KEY (a DESC), KEY k (b DESC, a))',
  },
  {
    about: 'keys with comments and algorithms',
    sql: "CREATE TABLE t (a int, b int, KEY k (a) USING BTREE COMMENT 'hi ''there''', KEY k2 (b) KEY_BLOCK_SIZE=4)",
  },
  {
    about: 'full-text keys',
    sql: 'CREATE TABLE t (a varchar(100), b text, FULLTEXT KEY f1 (a), FULLTEXT KEY f2 (a,b), KEY k (a(5)))',
  },
  {
    about: 'full-text key with the ngram parser',
    only: 'mysql',
    sql: 'CREATE TABLE t (a varchar(100), FULLTEXT KEY f1 (a) WITH PARSER ngram)',
    says: [/parser ngram is not on the target/],
  },
  {
    about: 'spatial columns and key',
    sql: 'CREATE TABLE t (a geometry NOT NULL, b point, c linestring, d polygon, e multipoint, f multilinestring, g multipolygon, h geometrycollection, SPATIAL KEY s (a))',
  },
  {
    about: 'spatial reference system',
    only: 'mysql',
    sql: 'CREATE TABLE t (id int primary key, a geometry NOT NULL SRID 4326, b point SRID 0, SPATIAL KEY s (a), KEY k (id))',
    says: [/`a`: SRID is noted/, /`b`: SRID/],
  },
  {
    about: 'spatial reference system of MariaDB',
    only: 'mariadb',
    sql: 'CREATE TABLE t (a geometry REF_SYSTEM_ID=4326 NOT NULL)',
  },
  {
    about: 'row formats and statistics',
    sql: 'CREATE TABLE t (a int PRIMARY KEY, b blob) ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8 STATS_PERSISTENT=1 STATS_AUTO_RECALC=0 STATS_SAMPLE_PAGES=9 MAX_ROWS=100 MIN_ROWS=2 AVG_ROW_LENGTH=50',
  },
  {
    about: 'MyISAM',
    sql: 'CREATE TABLE t (a int PRIMARY KEY, b varchar(9), FULLTEXT KEY f (b)) ENGINE=MyISAM PACK_KEYS=1 CHECKSUM=1 ROW_FORMAT=DYNAMIC DELAY_KEY_WRITE=1',
    always: [/engine MyISAM has no transactions/],
    says: [/engine MyISAM has no transactions/],
  },
  {
    about: 'MyISAM counting in groups',
    sql: 'CREATE TABLE t (g int NOT NULL, id int NOT NULL AUTO_INCREMENT, PRIMARY KEY (g,id)) ENGINE=MyISAM',
    always: [/engine MyISAM has no transactions/, /`id`: AUTO_INCREMENT needs a key/],
    says: [/engine MyISAM has no transactions/, /`id`: AUTO_INCREMENT needs a key/],
  },
  {
    about: 'MEMORY',
    sql: 'CREATE TABLE t (a int PRIMARY KEY, b varchar(9), KEY k (b) USING HASH, UNIQUE KEY u (b,a) USING HASH) ENGINE=MEMORY',
    always: [/engine MEMORY has no transactions/],
    says: [/engine MEMORY has no transactions/],
  },
  {
    about: 'Aria',
    only: 'mariadb',
    sql: 'CREATE TABLE t (g int NOT NULL, id int NOT NULL AUTO_INCREMENT, PRIMARY KEY (g,id)) ENGINE=Aria TRANSACTIONAL=1 PAGE_CHECKSUM=1 ROW_FORMAT=PAGE',
    says: [
      /engine Aria is not on the target/,
      /`id`: AUTO_INCREMENT needs a key/,
      /options .*ROW_FORMAT=PAGE/,
    ],
    always: [
      /engine Aria has no transactions/,
      /`id`: AUTO_INCREMENT needs a key/,
      /options .*ROW_FORMAT=PAGE/,
    ],
  },
  {
    about: 'options of MariaDB',
    only: 'mariadb',
    sql: 'CREATE TABLE t (a int) PAGE_COMPRESSED=1 PAGE_CHECKSUM=1',
    says: [/options .*PAGE_CHECKSUM/],
  },
  {
    about: 'options of MySQL',
    only: 'mysql',
    sql: "CREATE TABLE t (a int) COMPRESSION='zlib' ENCRYPTION='N' AUTOEXTEND_SIZE=4M",
    says: [/options .*COMPRESSION/],
  },
  {
    about: 'a tablespace of its own',
    only: 'mysql',
    sql: 'CREATE TABLE t (a int) TABLESPACE innodb_system',
    says: [/TABLESPACE/],
    always: [/TABLESPACE/],
  },
  {
    about: 'a secondary engine',
    only: 'mysql',
    sql: 'CREATE TABLE t (a int) SECONDARY_ENGINE=rapid',
    says: [/SECONDARY_ENGINE/],
    always: [/SECONDARY_ENGINE/],
  },
  {
    about: 'range partitions with subpartitions',
    sql: "CREATE TABLE t (a int, b date NOT NULL) PARTITION BY RANGE (to_days(b)) SUBPARTITION BY HASH (a) SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN (737000) COMMENT 'x', PARTITION p1 VALUES LESS THAN MAXVALUE)",
  },
  {
    about: 'list partitions over an awkward column',
    sql: "CREATE TABLE t (`a``b.한'` int, c int) PARTITION BY LIST COLUMNS (`a``b.한'`) (PARTITION `p``1` VALUES IN (1,2,NULL), PARTITION p2 VALUES IN (3))",
  },
  {
    about: 'range partitions over columns',
    sql: "CREATE TABLE t (a varchar(9), b date, PRIMARY KEY (a,b), UNIQUE KEY u (b,a)) PARTITION BY RANGE COLUMNS (b,a) (PARTITION p0 VALUES LESS THAN ('2026-01-01','m'), PARTITION p1 VALUES LESS THAN (MAXVALUE,MAXVALUE))",
  },
  {
    about: 'hash and key partitions',
    sql: 'CREATE TABLE t (a int NOT NULL, b int, UNIQUE KEY u (a)) PARTITION BY LINEAR KEY ALGORITHM=2 (a) PARTITIONS 3',
  },
  {
    about: 'partitions by the table key',
    sql: 'CREATE TABLE t (a int NOT NULL, b int, UNIQUE KEY u (a)) PARTITION BY KEY () PARTITIONS 3',
  },
  {
    about: 'partitions by the old key algorithm',
    sql: 'CREATE TABLE t (a int PRIMARY KEY) PARTITION BY KEY ALGORITHM=1 (a) PARTITIONS 2',
  },
  {
    about: 'partitions of MyISAM',
    only: 'mariadb',
    sql: 'CREATE TABLE t (a int PRIMARY KEY) ENGINE=MyISAM PARTITION BY HASH (a) PARTITIONS 2',
    says: [/engine MyISAM has no partitions/],
    always: [/engine MyISAM has no transactions/],
  },
  {
    about: 'default list partition',
    only: 'mariadb',
    sql: 'CREATE TABLE t (a int) PARTITION BY LIST (a) (PARTITION p0 VALUES IN (1), PARTITION pd DEFAULT)',
    says: [/DEFAULT partition exists on MariaDB only/],
  },
  {
    about: 'system versioning',
    only: 'mariadb',
    sql: 'CREATE TABLE t (a int PRIMARY KEY, b int WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING',
    says: [/versioning/, /options .*VERSIONING/],
    always: [/history/],
  },
  {
    about: 'system versioning with its own columns',
    only: 'mariadb',
    sql: 'CREATE TABLE t (a int PRIMARY KEY, s timestamp(6) GENERATED ALWAYS AS ROW START, e timestamp(6) GENERATED ALWAYS AS ROW END INVISIBLE, PERIOD FOR SYSTEM_TIME (s,e)) WITH SYSTEM VERSIONING',
    says: [/versioning/, /options .*VERSIONING/],
    always: [/history/],
  },
  {
    about: 'partitions by system time',
    only: 'mariadb',
    sql: 'CREATE TABLE t (a int) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME (PARTITION p0 HISTORY, PARTITION pc CURRENT)',
    says: [/versioning/, /SYSTEM_TIME/, /options/],
    always: [/history/],
  },
  {
    about: 'application periods',
    only: 'mariadb',
    sql: 'CREATE TABLE t (a int, b date, c date, PERIOD FOR ap (b,c), UNIQUE KEY u (a, ap WITHOUT OVERLAPS), KEY k (a))',
    says: [/Period `ap`/, /Unique index `u` .* uses `ap`/],
  },
];
