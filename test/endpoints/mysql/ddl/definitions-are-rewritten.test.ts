/** What rules and servers change in a definition, and that they change nothing else. */
import { describe, expect, it } from 'vitest';
import type { ServerFacts } from '../../../../src/endpoints/mysql/ddl/server-facts.ts';
import { targetTable } from '../../../../src/endpoints/mysql/ddl/target-table.ts';
import type { Column } from '../../../../src/model/table.ts';
import { column, MARIADB_105, MARIADB_118, MYSQL_57, MYSQL_84, shapeOf } from './facts.ts';
import { type Changes, planOf, requestOf } from './worlds.ts';

function rewrite(
  from: ServerFacts,
  to: ServerFacts,
  create: string,
  columns: readonly Column[],
  changes: Changes = {},
) {
  const plan = planOf(shapeOf(from, create, columns), 'shop', changes);
  return targetTable(create, requestOf(plan, { facts: from }, { facts: to }));
}

const ORDERS = `CREATE TABLE \`orders\` (
  \`id\` bigint unsigned NOT NULL AUTO_INCREMENT,
  \`net\` decimal(10,2) NOT NULL DEFAULT '0.00'  COMMENT 'the \`net\`',
  \`tax\` decimal(10,2) GENERATED ALWAYS AS ((\`net\` * 0.2)) VIRTUAL,
  \`total\` decimal(10,2) GENERATED ALWAYS AS ((\`net\` + \`tax\`)) STORED,
  \`day\` date NOT NULL,
  PRIMARY KEY (\`id\`,\`day\`),
  KEY \`by_total\` (\`total\`),
  KEY \`by_day\` (\`day\`),
  CONSTRAINT \`net_ok\` CHECK ((\`net\` >= 0)),
  CONSTRAINT \`days\` FOREIGN KEY (\`day\`) REFERENCES \`other\`.\`days\` (\`day\`)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=latin1
/*!50100 PARTITION BY RANGE (to_days(day))
(PARTITION day VALUES LESS THAN MAXVALUE ENGINE = InnoDB) */`;

const ORDER_COLUMNS = [
  column('id', 'bigint', { autoIncrement: true }),
  column('net', 'decimal'),
  column('tax', 'decimal', { generated: true }),
  column('total', 'decimal', { generated: true }),
  column('day', 'date'),
];

describe('a renamed column', () => {
  const { create, indexes } = rewrite(MYSQL_84, MYSQL_84, ORDERS, ORDER_COLUMNS, {
    target: { schema: 'Neu`e', table: 'be.st' },
    renamed: { net: 'netto', day: 'ta`g' },
  });

  it('has its new name wherever it is used, and all else stands byte for byte', () => {
    expect(create).toBe(`CREATE TABLE \`Neu\`\`e\`.\`be.st\` (
  \`id\` bigint unsigned NOT NULL AUTO_INCREMENT,
  \`netto\` decimal(10,2) NOT NULL DEFAULT '0.00'  COMMENT 'the \`net\`',
  \`tax\` decimal(10,2) GENERATED ALWAYS AS ((\`netto\` * 0.2)) VIRTUAL,
  \`total\` decimal(10,2) GENERATED ALWAYS AS ((\`netto\` + \`tax\`)) STORED,
  \`ta\`\`g\` date NOT NULL,
  PRIMARY KEY (\`id\`,\`ta\`\`g\`),
  CONSTRAINT \`net_ok\` CHECK ((\`netto\` >= 0))
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci
PARTITION BY RANGE (to_days(\`ta\`\`g\`))
(PARTITION day VALUES LESS THAN MAXVALUE ENGINE = InnoDB)`);
    expect(indexes).toEqual([
      'ALTER TABLE `Neu``e`.`be.st` ADD KEY `by_total` (`total`), ADD KEY `by_day` (`ta``g`)',
    ]);
  });
});

describe('a removed column', () => {
  it('takes with it what is made of it, each by name', () => {
    const { create, indexes, foreignKeys, issues } = rewrite(MYSQL_84, MYSQL_84, ORDERS, ORDER_COLUMNS, {
      removed: ['net', 'day'],
    });
    expect(create).toBe(`CREATE TABLE \`shop\`.\`t\` (
  \`id\` bigint unsigned NOT NULL AUTO_INCREMENT,
  KEY (\`id\`)
) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci`);
    expect([indexes, foreignKeys]).toEqual([[], []]);
    const said = issues.map(({ detail }) => detail).join('\n');
    for (const part of [
      '`tax`',
      '`total`',
      'Primary key',
      '`by_total`',
      '`by_day`',
      '`net_ok`',
      '`days`',
      'partitioned',
    ]) {
      expect(said).toContain(part);
    }
  });

  it('takes the next AUTO_INCREMENT value with it when it was the counter', () => {
    const { create } = rewrite(MYSQL_84, MYSQL_84, ORDERS, ORDER_COLUMNS, { removed: ['id'] });
    expect(create).not.toContain('AUTO_INCREMENT');
  });
});

describe('a foreign key', () => {
  const create = `CREATE TABLE \`t\` (
  \`a\` int,
  KEY \`a\` (\`a\`),
  CONSTRAINT \`own\` FOREIGN KEY (\`a\`) REFERENCES \`t\` (\`a\`) ON DELETE CASCADE,
  CONSTRAINT \`far\` FOREIGN KEY (\`a\`) REFERENCES \`x\`\`y\`.\`p\` (\`id\`) ON UPDATE SET NULL,
  CONSTRAINT \`gone\` FOREIGN KEY (\`a\`) REFERENCES \`nobody\` (\`id\`)
) ENGINE=InnoDB`;
  const parent = planOf(
    { ...shapeOf(MYSQL_84, '', [column('id', 'int')]), name: { schema: 'x`y', table: 'p' } },
    'z',
    { target: { schema: 'z', table: 'parents' }, renamed: { id: 'key' } },
  );
  const plan = planOf(shapeOf(MYSQL_84, create, [column('a', 'int')]), 'shop', {
    target: { schema: 'z', table: 'u' },
    renamed: { a: 'b' },
  });
  const script = targetTable(create, requestOf(plan, { facts: MYSQL_84 }, { facts: MYSQL_84 }, [parent]));

  it('points to where its parent goes, by the names there', () => {
    expect(script.foreignKeys.map(({ sql }) => sql)).toEqual([
      'ALTER TABLE `z`.`u` ADD CONSTRAINT `own` FOREIGN KEY (`b`) REFERENCES `z`.`u` (`b`) ON DELETE CASCADE',
      'ALTER TABLE `z`.`u` ADD CONSTRAINT `far` FOREIGN KEY (`b`) REFERENCES `z`.`parents` (`key`) ON UPDATE SET NULL',
    ]);
  });

  it('stays behind, by name, when its parent is not part of the task', () => {
    expect(script.issues).toEqual([
      expect.objectContaining({
        code: 'left-behind',
        detail: expect.stringMatching(/`gone` refers to shop.nobody/),
      }),
    ]);
  });

  it('gets another name when a table of the target schema has that one', () => {
    const request = requestOf(plan, { facts: MYSQL_84 }, { facts: MYSQL_84 }, [parent]);
    request.names.claim('FOREIGN KEY', 'far', { schema: 'z', table: 'someone' });
    const { foreignKeys, issues } = targetTable(create, request);
    expect(foreignKeys.map(({ name }) => name)).toEqual(['own', 'u_far']);
    expect(issues.map(({ detail }) => detail).join()).toMatch(/`far`: the name is taken/);
    expect(targetTable(create, request).foreignKeys).toEqual(foreignKeys);
  });
});

describe('silence about a collation', () => {
  it('is broken where the target would understand it otherwise', () => {
    const create =
      'CREATE TABLE `t` (\n  `a` varchar(9),\n  `b` varchar(9) CHARACTER SET latin1\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4';
    const columns = [
      column('a', 'varchar', { charset: 'utf8mb4', collation: 'utf8mb4_general_ci' }),
      column('b', 'varchar', { charset: 'latin1', collation: 'latin1_swedish_ci' }),
    ];
    expect(rewrite(MYSQL_57, MYSQL_84, create, columns).create).toBe(
      'CREATE TABLE `shop`.`t` (\n  `a` varchar(9),\n  `b` varchar(9) CHARACTER SET latin1 COLLATE latin1_swedish_ci\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci',
    );
  });

  it('does not hide that utf8 has two names', () => {
    const create = 'CREATE TABLE `t` (\n  `a` varchar(9) COLLATE utf8mb3_bin\n) DEFAULT CHARSET=utf8mb3';
    const columns = [column('a', 'varchar', { charset: 'utf8mb3', collation: 'utf8mb3_bin' })];
    const script = rewrite(MYSQL_84, MYSQL_57, create, columns);
    expect(script.create).toContain('`a` varchar(9) CHARACTER SET utf8 COLLATE utf8_bin');
    expect(script.create).toContain('DEFAULT CHARSET=utf8 COLLATE=utf8_general_ci');
    expect([script.issues, script.recoded]).toEqual([[], []]);
  });
});

describe('a character set the target does not have', () => {
  it('is named as one whose bytes must be converted', () => {
    const create = 'CREATE TABLE `t` (\n  `a` varchar(9)\n) DEFAULT CHARSET=gb18030';
    const columns = [column('a', 'varchar', { charset: 'gb18030', collation: 'gb18030_chinese_ci' })];
    const script = rewrite(MYSQL_84, MARIADB_105, create, columns);
    expect(script.recoded).toEqual([{ column: 'a', charset: 'utf8mb4' }]);
    expect(script.issues).toHaveLength(1);
  });
});

describe('an older server', () => {
  const columns = [
    column('a', 'varchar', { charset: 'utf8mb4', collation: 'utf8mb4_0900_ai_ci' }),
    column('b', 'json'),
    column('c', 'int', { invisible: true }),
    column('d', 'vector'),
  ];
  const create = `CREATE TABLE \`t\` (
  \`a\` varchar(36) COLLATE utf8mb4_0900_ai_ci DEFAULT (uuid()),
  \`b\` json DEFAULT (json_array()),
  \`c\` int DEFAULT '1' /*!80023 INVISIBLE */ COMMENT 'x',
  \`d\` vector(3) DEFAULT NULL,
  KEY \`k\` (\`a\` DESC) /*!80000 INVISIBLE */,
  KEY \`f\` ((\`c\` + 1)),
  CONSTRAINT \`ck\` CHECK ((\`c\` > 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci`;

  it('gets what MySQL 5.7 can hold, and the rest is named', () => {
    const script = rewrite(MYSQL_84, MYSQL_57, create, columns);
    expect(script.create).toBe(`CREATE TABLE \`shop\`.\`t\` (
  \`a\` varchar(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci,
  \`b\` json,
  \`c\` int DEFAULT '1' COMMENT 'x',
  \`d\` blob DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci`);
    expect(script.indexes).toEqual(['ALTER TABLE `shop`.`t` ADD KEY `k` (`a` DESC)']);
    expect(script.issues).toHaveLength(8);
  });

  it('gets what MariaDB 10.5 can hold, and the rest is named', () => {
    const script = rewrite(MYSQL_84, MARIADB_105, create, columns);
    expect(script.create).toBe(`CREATE TABLE \`shop\`.\`t\` (
  \`a\` varchar(36) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_nopad_ci DEFAULT (uuid()),
  \`b\` json DEFAULT (json_array()),
  \`c\` int DEFAULT '1' INVISIBLE COMMENT 'x',
  \`d\` blob DEFAULT NULL,
  CONSTRAINT \`ck\` CHECK ((\`c\` > 0))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_nopad_ci`);
    expect(script.indexes).toEqual(['ALTER TABLE `shop`.`t` ADD KEY `k` (`a` DESC)']);
    expect(script.issues).toHaveLength(5);
  });

  it('is not named at all where it has everything', () => {
    expect(rewrite(MYSQL_84, { ...MYSQL_84, version: [9, 7, 0] }, create, columns).issues).toEqual([]);
    const vector = rewrite(MYSQL_84, MARIADB_118, create, columns).create;
    expect(vector).toContain('`d` vector(3) DEFAULT NULL');
  });
});

describe('an option nobody knows', () => {
  it('is passed on as it is', () => {
    const create = "CREATE TABLE `t` (\n  `a` int FLAVOUR SWEET\n) ENGINE=InnoDB FLAVOUR='sour' COMMENT='c'";
    const script = rewrite(MYSQL_84, MYSQL_84, create, [column('a', 'int')]);
    expect(script.create).toBe(
      "CREATE TABLE `shop`.`t` (\n  `a` int FLAVOUR SWEET\n) ENGINE=InnoDB FLAVOUR='sour' COMMENT='c'",
    );
  });
});

describe('an engine that keeps its rows elsewhere', () => {
  it('becomes InnoDB, and the password in its options is said to nobody', () => {
    const create =
      "CREATE TABLE `t` (\n  `a` int\n) ENGINE=FEDERATED CONNECTION='mysql://u:secret@h/d/t' DATA DIRECTORY='/x'";
    const script = rewrite(MYSQL_84, MYSQL_84, create, [column('a', 'int')]);
    expect(script.create).toBe('CREATE TABLE `shop`.`t` (\n  `a` int\n) ENGINE=InnoDB');
    expect(JSON.stringify(script)).not.toContain('secret');
    expect(script.issues).toHaveLength(2);
  });
});
