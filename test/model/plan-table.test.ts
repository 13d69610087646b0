import { describe, expect, test } from 'vitest';
import { problemsOfNames } from '../../src/model/check-targets.ts';
import { planTable } from '../../src/model/plan-table.ts';
import type { TableShape } from '../../src/model/table.ts';
import type { TableMappings, TransformationRule } from '../../src/model/table-mappings.ts';
import type { TaskSettings } from '../../src/model/task-settings.ts';
import { defaultTaskSettings } from '../../src/model/task-settings-parser.ts';
import { column, factsOf, lob, NO_RULES, selected, table } from './world.ts';

type Change = TransformationRule['change'];

function on(
  target: 'schema' | 'table' | 'column',
  id: number,
  where: string,
  change: Change,
): TransformationRule {
  const [schema = '', tableName = '%', columnName = '%'] = where.split('.');
  const locator = { schema, table: tableName, column: columnName };
  return { kind: 'transformation', id, target, locator, change } as TransformationRule;
}

function plan(
  shape: TableShape,
  rules: TransformationRule[] = [],
  settings: Partial<TaskSettings> = {},
  more: Partial<TableMappings> = {},
) {
  const mappings = { ...NO_RULES, transformations: rules, ...more };
  return planTable(selected(shape), shape, mappings, { ...defaultTaskSettings(), ...settings });
}

function columnsOf(made: ReturnType<typeof plan>) {
  return made.plan.columns.map((one) =>
    one.source.name === one.target ? one.target : `${one.source.name}>${one.target}`,
  );
}

const movies = table('dees.movies', ['id', 'title', 'year'], ['id']);

describe('the plan of a table', () => {
  test('without rules takes everything over as it is', () => {
    const { plan: made, issues } = plan(movies);
    expect(made.target).toEqual({ schema: 'dees', table: 'movies' });
    expect(made.columns.map((one) => [one.target, one.lobLimitBytes])).toEqual([
      ['id', null],
      ['title', null],
      ['year', null],
    ]);
    expect(made).toMatchObject({ removed: [], key: [0], filters: [], loadOrder: 0 });
    expect(issues).toEqual([]);
  });

  test('applies a schema rule and a table rule together, both by source names', () => {
    const rules = [
      on('schema', 1, 'dees', { action: 'rename', value: 'films' }),
      on('table', 2, 'dees.movies', { action: 'add-suffix', value: '_v2' }),
    ];
    expect(plan(movies, rules).plan.target).toEqual({ schema: 'films', table: 'movies_v2' });
    // A locator that names the new schema reaches nothing.
    const late = [rules[0]!, on('table', 2, 'films.movies', { action: 'rename', value: 'x' })];
    expect(plan(movies, late).plan.target).toEqual({ schema: 'films', table: 'movies' });
  });

  test('leaves case aside in names of schemas and tables when the source does', () => {
    const mappings = {
      ...NO_RULES,
      transformations: [on('table', 1, 'DEES.MOV%', { action: 'add-prefix', value: 'p_' })],
    };
    const made = (caseSensitive: boolean) =>
      planTable(selected(movies), movies, mappings, defaultTaskSettings(), { caseSensitive }).plan.target
        .table;
    expect([made(true), made(false)]).toEqual(['movies', 'p_movies']);
  });

  test('puts tables into TargetSchema unless a rule changes the schema', () => {
    expect(plan(movies, [], { targetSchema: 'all' }).plan.target.schema).toBe('all');
    const rule = on('schema', 1, 'd%', { action: 'add-prefix', value: 'x_' });
    expect(plan(movies, [rule], { targetSchema: 'all' }).plan.target.schema).toBe('x_dees');
  });

  test('follows the lowest rule-id where several reach one object, and says which lost', () => {
    const rules = [
      on('table', 7, '%.movies', { action: 'rename', value: 'seven' }),
      on('table', 3, 'dees.%', { action: 'convert-uppercase' }),
      on('column', 9, '%.%.title', { action: 'rename', value: 'nine' }),
      on('column', 4, '%.%.%', { action: 'convert-uppercase' }),
    ];
    const made = plan(movies, rules);
    expect(made.plan.target.table).toBe('MOVIES');
    expect(columnsOf(made)).toEqual(['id>ID', 'title>TITLE', 'year>YEAR']);
    expect(made.issues.map((one) => [one.code, one.subject])).toEqual([
      ['ambiguous', 'rule 7'],
      ['ambiguous', 'rule 9'],
    ]);
  });

  test('says the same words about a rule for every table, so that they can be shown once', () => {
    const rules = [
      on('table', 7, '%.%', { action: 'convert-lowercase' }),
      on('table', 3, '%.%', { action: 'convert-uppercase' }),
    ];
    expect(plan(movies, rules).issues).toEqual(plan(table('a.b', ['c']), rules).issues);
  });

  test('leaves removed columns out', () => {
    const made = plan(movies, [on('column', 1, 'dees.movies.YE%', { action: 'remove-column' })]);
    expect(columnsOf(made)).toEqual(['id', 'title']);
    expect(made.plan.removed).toEqual(['year']);
  });

  test('with include-column takes only the columns named, which may have new names too', () => {
    const rules = [
      on('column', 1, 'dees.movies.id', { action: 'include-column' }),
      on('column', 2, 'dees.movies.title', { action: 'include-column' }),
      on('column', 3, 'dees.movies.title', { action: 'rename', value: 'name' }),
    ];
    const made = plan(movies, rules);
    expect(columnsOf(made)).toEqual(['id', 'title>name']);
    expect(made.plan.removed).toEqual(['year']);
    expect(columnsOf(plan(table('dees.other', ['x']), rules))).toEqual(['x']);
  });

  test('lets remove-column and include-column be settled by the lower rule-id', () => {
    const included = on('column', 1, 'dees.movies.id', { action: 'include-column' });
    const removed = on('column', 2, 'dees.movies.%', { action: 'remove-column' });
    expect(columnsOf(plan(movies, [included, removed]))).toEqual(['id']);
    expect(() => plan(movies, [{ ...included, id: 3 }, removed])).toThrow('mapping.no-columns');
  });

  test('lets remove-column and a new name be settled by the lower rule-id', () => {
    const rename = on('column', 1, 'dees.movies.year', { action: 'rename', value: 'y' });
    const remove = on('column', 2, 'dees.movies.year', { action: 'remove-column' });
    expect(columnsOf(plan(movies, [remove, rename]))).toEqual(['id', 'title', 'year>y']);
    expect(columnsOf(plan(movies, [{ ...rename, id: 3 }, remove]))).toEqual(['id', 'title']);
  });

  test('gives key positions among the columns that travel, and none when a key column stays', () => {
    const keyed = table('a.b', ['x', 'k2', 'y', 'k1'], ['k1', 'k2']);
    expect(plan(keyed).plan.key).toEqual([3, 1]);
    expect(plan(keyed, [on('column', 1, 'a.b.x', { action: 'remove-column' })]).plan.key).toEqual([2, 0]);
    expect(plan(keyed, [on('column', 1, 'a.b.k2', { action: 'remove-column' })]).plan.key).toBeNull();
    expect(plan(table('a.b', ['x'])).plan.key).toBeNull();
  });

  test('never moves a generated column, and says so when a rule would rename it', () => {
    const shape = table('a.b', ['x', column('sum', { generated: true })]);
    expect(columnsOf(plan(shape))).toEqual(['x']);
    expect(plan(shape).plan.removed).toEqual([]);
    const named = plan(shape, [on('column', 1, 'a.b.%', { action: 'add-prefix', value: 'p_' })]);
    expect(columnsOf(named)).toEqual(['x>p_x']);
    expect(named.issues).toMatchObject([{ code: 'notice', subject: 'a.b' }]);
    const gone = plan(shape, [on('column', 1, 'a.b.sum', { action: 'remove-column' })]);
    expect(gone.plan.removed).toEqual(['sum']);
  });

  test('moves invisible columns', () => {
    expect(columnsOf(plan(table('a.b', ['x', column('y', { invisible: true })])))).toEqual(['x', 'y']);
  });
});

const lobs = table('a.lobs', [
  'id',
  lob('tinytext', 255),
  lob('tinyblob', 255),
  lob('text', 65_535),
  lob('blob', 65_535),
  lob('mediumtext', 16_777_215),
  lob('mediumblob', 16_777_215),
  lob('longtext', 4_294_967_295),
  lob('longblob', 4_294_967_295),
  column('doc', { kind: 'json', type: 'longtext', maxBytes: 4_294_967_295 }),
  column('doc2', { kind: 'json', type: 'json' }),
  column('place', { kind: 'spatial', type: 'geometry' }),
  column('name', { kind: 'text', type: 'varchar', maxBytes: 60_000 }),
]);

describe('LOB modes', () => {
  test('none leaves the large types behind, as AWS DMS does, and says so', () => {
    const made = plan(lobs, [], { lobs: { mode: 'none' } });
    expect(made.plan.removed).toEqual(['mediumtext', 'mediumblob', 'longtext', 'longblob']);
    expect(made.issues).toMatchObject([{ code: 'left-behind', subject: 'a.lobs' }]);
  });

  test('limited cuts text and binary types that can be longer, nothing else', () => {
    const limits = (maxBytes: number) =>
      plan(lobs, [], { lobs: { mode: 'limited', maxBytes } })
        .plan.columns.filter((one) => one.lobLimitBytes === maxBytes)
        .map((one) => one.source.name);
    expect(limits(32_768)).toEqual(['text', 'blob', 'mediumtext', 'mediumblob', 'longtext', 'longblob']);
    expect(limits(65_535)).toEqual(['mediumtext', 'mediumblob', 'longtext', 'longblob']);
    expect(limits(100)).toEqual(['text', 'blob', 'mediumtext', 'mediumblob', 'longtext', 'longblob']);
  });

  test('of one table go before those of the task', () => {
    const rule = { kind: 'table-settings', id: 5, locator: { schema: 'a', table: 'lobs' } } as const;
    const limited = { mode: 'limited', maxBytes: 1024 } as const;
    const made = plan(lobs, [], { lobs: limited }, { tableSettings: [{ ...rule, lobs: { mode: 'full' } }] });
    expect(made.plan.columns.every((one) => one.lobLimitBytes === null)).toBe(true);
    const byTask = plan(lobs, [], { lobs: limited }, { tableSettings: [{ ...rule, lobs: null }] });
    expect(byTask.plan.columns.some((one) => one.lobLimitBytes === 1024)).toBe(true);
    const elsewhere = { ...rule, locator: { schema: 'a', table: 'lob_' }, lobs: { mode: 'full' } as const };
    expect(
      plan(lobs, [], { lobs: limited }, { tableSettings: [elsewhere] }).plan.columns[3]?.lobLimitBytes,
    ).toBe(1024);
  });
});

describe('what cannot be planned', () => {
  test('a filter on a column that is not there names those that are', () => {
    const filters = [{ column: 'yaer', conditions: [{ operator: 'null' } as const] }];
    expect(
      factsOf('mapping.unknown-column', () =>
        planTable(selected(movies, { filters }), movies, NO_RULES, defaultTaskSettings()),
      ),
    ).toEqual({
      table: 'dees.movies',
      column: 'yaer',
      columns: ['id', 'title', 'year'],
    });
  });

  test('a filter spelled in another case gets the spelling of the server', () => {
    const filters = [{ column: 'YEAR', conditions: [{ operator: 'null' } as const] }];
    const made = planTable(selected(movies, { filters }), movies, NO_RULES, defaultTaskSettings());
    expect(made.plan.filters[0]?.column).toBe('year');
  });

  test('a table of which nothing is left', () => {
    const rules = [on('column', 1, '%.%.%', { action: 'remove-column' })];
    expect(factsOf('mapping.no-columns', () => plan(movies, rules))).toEqual({ table: 'dees.movies' });
    expect(factsOf('mapping.no-columns', () => plan(table('a.b', [])))).toEqual({ table: 'a.b' });
  });

  test('two columns with one name, case aside', () => {
    const rules = [on('column', 1, '%.%.title', { action: 'rename', value: 'ID' })];
    expect(factsOf('mapping.collision', () => plan(movies, rules))).toEqual({
      target: 'dees.movies.id',
      sources: ['dees.movies.id', 'dees.movies.title'],
    });
    const shape = table('a.b', ['x', column('sum', { generated: true })]);
    expect(() => plan(shape, [on('column', 1, 'a.b.x', { action: 'rename', value: 'sum' })])).toThrow(
      'mapping.collision',
    );
  });

  test('two tables with one name, case aside unless the target tells them apart', () => {
    const plans = ['s1.t', 's2.T'].map((name) => plan(table(name, ['x']), [], { targetSchema: 'all' }).plan);
    expect(problemsOfNames(plans)).toMatchObject([
      { kind: 'mapping.collision', facts: { target: 'all.t', sources: ['s1.t', 's2.T'] } },
    ]);
    expect(problemsOfNames(plans, true)).toEqual([]);
    expect(problemsOfNames(plans.slice(0, 1))).toEqual([]);
  });

  test('names that no server takes', () => {
    const long = plan(movies, [on('table', 1, '%.%', { action: 'add-suffix', value: '가'.repeat(59) })]).plan;
    expect(problemsOfNames([long])).toMatchObject([
      {
        kind: 'target.unfit',
        facts: { table: 'dees.movies', problems: [expect.stringContaining('65 characters')] },
      },
    ]);
    const none = plan(movies, [on('column', 1, '%.%.id', { action: 'remove-prefix', value: 'id' })]).plan;
    expect(problemsOfNames([none])).toMatchObject([
      { facts: { problems: [expect.stringContaining('column name')] } },
    ]);
    const fits = plan(movies, [on('table', 1, '%.%', { action: 'add-suffix', value: '가'.repeat(58) })]).plan;
    expect(problemsOfNames([fits])).toEqual([]);
  });
});
