/** What assessments say of the documents of a task, of the tables they take, and of where those go. */
import { expect } from 'vitest';
import { CHECKS, type CheckId } from '../../../src/model/assessment.ts';
import { dropAfterwards, freshSchema } from '../../support/servers.ts';
import { selection, transformation } from '../copying.ts';
import { privateServer } from '../private-servers.ts';
import { describeWorlds, type Ground, type World } from './assessing.ts';

/** What there is to look at without a single table. */
const WITHOUT_TABLES: readonly CheckId[] = ['source', 'target', 'documents', 'selection', 'settings'];
const NEEDS_TABLES = CHECKS.filter((check) => !WITHOUT_TABLES.includes(check));

async function table({ source, schema }: Ground, name = 't'): Promise<void> {
  await source.query(`CREATE TABLE ${schema}.\`${name}\` (a INT PRIMARY KEY, b INT) ENGINE=InnoDB`);
}

const rename = (schema: string, to: string) => transformation('schema', 'rename', [schema], { value: to });

const worlds: World[] = [
  {
    name: 'mappings that take no table are refused, with tables that may be meant',
    make: async (ground) => {
      await table(ground, 'movies');
      return { rules: [selection(ground.schema, 'moveis')] };
    },
    finds: ({ schema }) => [
      {
        check: 'selection',
        kind: 'error',
        level: 'failed',
        facts: {
          error: expect.objectContaining({
            kind: 'mapping.nothing',
            facts: expect.objectContaining({ near: [`${schema}.movies`] }),
          }),
        },
      },
    ],
    untested: NEEDS_TABLES,
  },
  {
    name: 'mappings that take no table only need a look where the settings allow that',
    make: async (ground) => {
      await table(ground, 'movies');
      const taskSettings = { ErrorBehavior: { FailOnNoTablesCaptured: false } };
      return { rules: [selection(ground.schema, 'moveis')], taskSettings };
    },
    finds: ({ schema }) => [
      {
        check: 'selection',
        kind: 'no-tables',
        level: 'warned',
        facts: { patterns: [`${schema}.moveis`], near: [`${schema}.movies`] },
      },
    ],
    untested: NEEDS_TABLES,
    noRun: 'there is nothing to run',
  },
  {
    name: 'a rule that matches nothing is named, with what it may mean',
    make: async (ground) => {
      await table(ground, 'movies');
      await table(ground, 'actors');
      return { rules: [selection(ground.schema, 'movies'), selection(ground.schema, 'actosr')] };
    },
    finds: ({ schema }) => [
      {
        check: 'selection',
        kind: 'idle-rule',
        level: 'warned',
        subjects: [`${schema}.actosr`],
        facts: expect.objectContaining({ pattern: `${schema}.actosr`, near: [`${schema}.actors`] }),
      },
    ],
  },
  {
    name: 'a filter on a column that is not there is refused',
    make: async (ground) => {
      await table(ground);
      const filters = [
        {
          'filter-type': 'source',
          'column-name': 'zz',
          'filter-conditions': [{ 'filter-operator': 'eq', value: '2' }],
        },
      ];
      return { rules: [selection(ground.schema, 't', { filters })] };
    },
    finds: () => [
      {
        check: 'selection',
        kind: 'error',
        level: 'failed',
        facts: { error: expect.objectContaining({ kind: 'mapping.unknown-column' }) },
      },
    ],
    untested: NEEDS_TABLES,
  },
  {
    name: 'what of the documents is not carried out needs a look',
    make: async (ground) => {
      await table(ground);
      return {
        taskSettings: { Logging: { EnableLogging: true }, TargetMetadata: { BatchApplyEnabled: true } },
      };
    },
    finds: () => [{ check: 'documents', kind: 'issue', level: 'warned' }],
  },
  {
    name: 'what of the documents is not carried out is refused where that was asked for',
    make: async (ground) => {
      await table(ground);
      return { strict: true, taskSettings: { TargetMetadata: { BatchApplyEnabled: true } } };
    },
    finds: () => [{ check: 'documents', kind: 'issue', level: 'failed' }],
  },
  {
    name: 'two tables to one place are refused',
    make: async (ground) => {
      const { source, target, schema } = ground;
      await table(ground);
      const other = await freshSchema(source, 'assessed');
      await source.query(`CREATE TABLE ${other}.t (a INT PRIMARY KEY) ENGINE=InnoDB`);
      dropAfterwards(target, `${schema}_both`);
      return {
        rules: [
          selection(schema, 't'),
          selection(other, 't'),
          rename(schema, `${schema}_both`),
          rename(other, `${schema}_both`),
        ],
      };
    },
    finds: ({ schema }) => [
      {
        check: 'names',
        kind: 'error',
        level: 'failed',
        facts: {
          error: expect.objectContaining({
            kind: 'mapping.collision',
            facts: expect.objectContaining({ target: `${schema}_both.t` }),
          }),
        },
      },
    ],
  },
  {
    name: 'two tables whose names differ in case only are refused where the target takes them for one',
    on: 'mariadb',
    make: async (ground) => {
      await table(ground, 'movies');
      await table(ground, 'Movies');
      return { target: await privateServer('mariadb', { 'lower-case-table-names': '1' }) };
    },
    finds: ({ schema }) => [
      {
        check: 'names',
        kind: 'error',
        level: 'failed',
        facts: {
          error: expect.objectContaining({
            kind: 'mapping.collision',
            facts: expect.objectContaining({ sources: [`${schema}.Movies`, `${schema}.movies`] }),
          }),
        },
      },
      { check: 'settings', kind: 'settings-differ', level: 'noted', subjects: ['lower_case_table_names'] },
    ],
  },
  {
    name: 'a table that stands on the target in another case needs a look',
    make: async (ground) => {
      const { target, schema } = ground;
      await table(ground, 'Movies');
      await target.query(`CREATE SCHEMA ${schema}`);
      await target.query(`CREATE TABLE ${schema}.movies (a INT PRIMARY KEY)`);
      return {};
    },
    finds: ({ schema }) => [
      {
        check: 'names',
        kind: 'other-case',
        level: 'warned',
        facts: { tables: [{ table: `${schema}.Movies`, standing: `${schema}.movies` }] },
      },
    ],
  },
  {
    name: 'a schema of the server itself is no place for a table',
    make: async (ground) => {
      await table(ground, 'assessed_here');
      return { rules: [selection(ground.schema, '%'), rename(ground.schema, 'mysql')] };
    },
    finds: () => [
      {
        check: 'names',
        kind: 'error',
        level: 'failed',
        subjects: ['mysql.assessed_here'],
        facts: { error: expect.objectContaining({ kind: 'target.unfit' }) },
      },
    ],
  },
  {
    name: 'the ledger is no place for a table either',
    make: async (ground) => {
      const { target, schema } = ground;
      await table(ground, 'ledger_tables');
      dropAfterwards(target, `${schema}_control`);
      return {
        rules: [selection(schema, '%'), rename(schema, `${schema}_control`)],
        taskSettings: { ControlTablesSettings: { ControlSchema: `${schema}_control` } },
      };
    },
    finds: ({ schema }) => [
      { check: 'names', kind: 'error', level: 'failed', subjects: [`${schema}_control.ledger_tables`] },
    ],
  },
  {
    name: 'a table onto itself is refused',
    make: async (ground) => {
      await table(ground);
      return { target: ground.source };
    },
    finds: () => [
      {
        check: 'names',
        kind: 'error',
        level: 'failed',
        facts: { error: expect.objectContaining({ kind: 'mapping.same-table' }) },
      },
    ],
  },
  {
    name: 'a name that is too long is refused',
    make: async (ground) => {
      await table(ground);
      const longer = transformation('table', 'add-suffix', [ground.schema, 't'], { value: 'x'.repeat(64) });
      return { rules: [selection(ground.schema, 't'), longer] };
    },
    finds: () => [{ check: 'names', kind: 'error', level: 'failed' }],
  },
];

describeWorlds('selection and names', worlds);
