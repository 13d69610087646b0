/** What assessments say of the tables themselves: keys, engines, values, columns, definitions, foreign keys. */
import { expect } from 'vitest';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { selection, transformation } from '../copying.ts';
import { describeWorlds, type World } from './assessing.ts';

const KB = 1024;

const worlds: World[] = [
  {
    name: 'a small table without a key is noted',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.t (a INT, b INT) ENGINE=InnoDB`);
      return {};
    },
    finds: ({ schema }) => [
      {
        check: 'keys',
        kind: 'no-key',
        level: 'noted',
        subjects: [`${schema}.t`],
        facts: { tables: [expect.objectContaining({ table: `${schema}.t`, why: 'none' })] },
      },
    ],
  },
  {
    name: 'a table without a key that is more than one chunk needs a look',
    make: async ({ source, schema }) => {
      await source.query(
        `CREATE TABLE ${schema}.t (a CHAR(250) NOT NULL) ENGINE=InnoDB CHARACTER SET latin1`,
      );
      await source.query(`INSERT INTO ${schema}.t VALUES ('x')`);
      for (let rows = 1; rows < 10_000; rows *= 2) {
        await source.query(`INSERT INTO ${schema}.t SELECT * FROM ${schema}.t`);
      }
      await source.query(`ANALYZE TABLE ${schema}.t`);
      return { target: `file://${temporaryFolder()}`, targetSettings: { MaxFileSize: 1024 } };
    },
    finds: ({ schema }) => [{ check: 'keys', kind: 'no-key', level: 'warned', subjects: [`${schema}.t`] }],
  },
  {
    name: 'a key of which a column stays behind is none',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b INT) ENGINE=InnoDB`);
      const rules = [selection(schema, '%'), transformation('column', 'remove-column', [schema, 't', 'a'])];
      return { rules };
    },
    finds: () => [
      {
        check: 'keys',
        kind: 'no-key',
        level: 'noted',
        facts: { tables: [expect.objectContaining({ why: 'removed' })] },
      },
      // The primary key cannot be made without its column.
      { check: 'definitions', kind: 'issue', level: 'warned' },
    ],
  },
  {
    name: 'a key in a character set that UTF-8 cannot be told from is none on the way to files',
    make: async ({ source, schema }) => {
      await source.query(
        `CREATE TABLE ${schema}.t (a VARCHAR(20) CHARACTER SET sjis PRIMARY KEY, b INT) ENGINE=InnoDB`,
      );
      return { target: `file://${temporaryFolder()}` };
    },
    finds: () => [
      {
        check: 'keys',
        kind: 'no-key',
        level: 'noted',
        facts: { tables: [expect.objectContaining({ why: 'charset' })] },
      },
    ],
  },
  {
    name: 'a view that is loaded as a table has no key',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b INT) ENGINE=InnoDB`);
      await source.query(`CREATE VIEW ${schema}.v AS SELECT b FROM ${schema}.t`);
      const rules = [
        selection(schema, 'v', {
          'object-locator': { 'schema-name': schema, 'table-name': 'v', 'table-type': 'view' },
        }),
      ];
      return { rules };
    },
    finds: ({ schema }) => [
      {
        check: 'keys',
        kind: 'no-key',
        level: 'noted',
        facts: { tables: [expect.objectContaining({ table: `${schema}.v`, why: 'view' })] },
      },
    ],
  },
  {
    name: 'a table without transactions on the source has no snapshot, and becomes InnoDB',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY) ENGINE=MyISAM`);
      return {};
    },
    finds: ({ schema }) => [
      {
        check: 'transactions',
        kind: 'no-snapshot',
        level: 'warned',
        facts: { tables: [{ table: `${schema}.t`, engine: 'MyISAM' }] },
      },
      { check: 'definitions', kind: 'issue', level: 'warned', subjects: [`${schema}.t`] },
    ],
  },
  {
    name: 'a table without transactions on the target is refused, with the statement that helps',
    make: async ({ source, target, schema }) => {
      await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY) ENGINE=InnoDB`);
      await target.query(`CREATE SCHEMA ${schema}`);
      await target.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY) ENGINE=MyISAM`);
      return {};
    },
    finds: ({ schema }) => [
      {
        check: 'transactions',
        kind: 'no-transactions',
        level: 'failed',
        facts: { tables: [{ table: `${schema}.t`, engine: 'MyISAM' }] },
        fix: `ALTER TABLE \`${schema}\`.\`t\` ENGINE = InnoDB;`,
      },
      { check: 'target-tables', kind: 'error', level: 'failed' },
    ],
  },
  {
    name: 'values longer than the limit are counted, with the limit that would cut none',
    make: async ({ source, schema }) => {
      await source.query(
        `CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b TEXT, c BLOB, d TEXT) ENGINE=InnoDB`,
      );
      await source.query(`INSERT INTO ${schema}.t VALUES ?`, [
        [
          [1, 'x'.repeat(3 * KB), null, 'short'],
          [2, 'x'.repeat(KB), Buffer.alloc(2 * KB, 1), null],
          [3, 'x'.repeat(KB + 1), Buffer.alloc(KB), 'short'],
        ],
      ]);
      return { taskSettings: { TargetMetadata: { LimitedSizeLobMode: true, LobMaxSize: 1 } } };
    },
    finds: ({ schema }) => [
      {
        check: 'large-values',
        kind: 'values-cut',
        level: 'warned',
        subjects: [`${schema}.t.b`, `${schema}.t.c`],
        facts: {
          limitBytes: KB,
          columns: [
            { table: `${schema}.t`, column: 'b', longestBytes: 3 * KB, values: 2, rows: 3, whole: true },
            { table: `${schema}.t`, column: 'c', longestBytes: 2 * KB, values: 1, rows: 3, whole: true },
          ],
        },
        fix: '"LobMaxSize": 3',
      },
    ],
  },
  {
    name: 'values of columns that the LOB mode leaves behind are counted',
    make: async ({ source, schema }) => {
      await source.query(
        `CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b MEDIUMTEXT, c LONGBLOB) ENGINE=InnoDB`,
      );
      await source.query(
        `INSERT INTO ${schema}.t VALUES (1, 'one', NULL), (2, 'three', NULL), (3, NULL, NULL)`,
      );
      return { taskSettings: { TargetMetadata: { SupportLobs: false } } };
    },
    finds: ({ schema }) => [
      {
        check: 'large-values',
        kind: 'values-left',
        level: 'warned',
        subjects: [`${schema}.t.b`],
        facts: { columns: [expect.objectContaining({ column: 'b', longestBytes: 5, values: 2, rows: 3 })] },
      },
    ],
  },
  {
    name: 'tables there was no time to look at are named',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b TEXT) ENGINE=InnoDB`);
      return { valuesLimitMs: 0 };
    },
    finds: ({ schema }) => [
      { check: 'large-values', kind: 'values-unseen', level: 'noted', subjects: [`${schema}.t`] },
    ],
  },
  {
    name: 'generated columns are computed again by a server',
    make: async ({ source, schema }) => {
      await source.query(
        `CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b INT GENERATED ALWAYS AS (a + 1) VIRTUAL) ENGINE=InnoDB`,
      );
      return {};
    },
    finds: ({ schema }) => [
      {
        check: 'columns',
        kind: 'generated-columns',
        level: 'noted',
        facts: { recomputed: true, columns: [{ table: `${schema}.t`, column: 'b' }] },
      },
    ],
  },
  {
    name: 'generated columns are in no file',
    make: async ({ source, schema }) => {
      await source.query(
        `CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b INT GENERATED ALWAYS AS (a + 1) STORED) ENGINE=InnoDB`,
      );
      return { target: `file://${temporaryFolder()}` };
    },
    finds: ({ schema }) => [
      {
        check: 'columns',
        kind: 'generated-columns',
        level: 'warned',
        subjects: [`${schema}.t.b`],
        facts: { recomputed: false, columns: [{ table: `${schema}.t`, column: 'b' }] },
      },
    ],
  },
  {
    name: 'invisible columns come along',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY, b INT INVISIBLE) ENGINE=InnoDB`);
      return {};
    },
    finds: ({ schema }) => [
      {
        check: 'columns',
        kind: 'invisible-columns',
        level: 'noted',
        facts: { staysInvisible: true, columns: [{ table: `${schema}.t`, column: 'b' }] },
      },
    ],
  },
  {
    name: 'what a file cannot hold is said once, with all columns it is true of',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.t (a INT PRIMARY KEY, p POINT, q GEOMETRY) ENGINE=InnoDB`);
      return { target: `file://${temporaryFolder()}` };
    },
    finds: ({ schema }) => [
      {
        check: 'definitions',
        kind: 'issue',
        level: 'warned',
        subjects: [`${schema}.t.p`, `${schema}.t.q`],
        facts: { issue: expect.objectContaining({ code: 'translated' }) },
      },
    ],
  },
  {
    name: 'a foreign key to a table that is left out is named with it',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.parent (id INT PRIMARY KEY) ENGINE=InnoDB`);
      await source.query(
        `CREATE TABLE ${schema}.child (id INT PRIMARY KEY, CONSTRAINT of_parent FOREIGN KEY (id) REFERENCES parent (id)) ENGINE=InnoDB`,
      );
      return { rules: [selection(schema, 'child')] };
    },
    finds: ({ schema }) => [
      {
        check: 'foreign-keys',
        kind: 'foreign-keys-lost',
        level: 'warned',
        subjects: [`${schema}.child`],
        facts: {
          keys: [{ table: `${schema}.child`, name: 'of_parent', parent: `${schema}.parent` }],
        },
      },
    ],
  },
  {
    name: 'a foreign key to a table that comes along in part is uncertain',
    make: async ({ source, schema }) => {
      await source.query(`CREATE TABLE ${schema}.parent (id INT PRIMARY KEY) ENGINE=InnoDB`);
      await source.query(
        `CREATE TABLE ${schema}.child (id INT PRIMARY KEY, CONSTRAINT of_parent FOREIGN KEY (id) REFERENCES parent (id)) ENGINE=InnoDB`,
      );
      const filters = [
        {
          'filter-type': 'source',
          'column-name': 'id',
          'filter-conditions': [{ 'filter-operator': 'gte', value: '2' }],
        },
      ];
      return { rules: [selection(schema, 'child'), selection(schema, 'parent', { filters })] };
    },
    finds: ({ schema }) => [
      {
        check: 'foreign-keys',
        kind: 'foreign-keys-unsure',
        level: 'warned',
        facts: {
          keys: [{ table: `${schema}.child`, name: 'of_parent', parent: `${schema}.parent` }],
        },
      },
    ],
  },
];

describeWorlds('tables and columns', worlds);
