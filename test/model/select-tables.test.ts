import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { selectTables } from '../../src/model/select-tables.ts';
import { showTable } from '../../src/model/table.ts';
import type { SelectionRule, TableMappings } from '../../src/model/table-mappings.ts';
import { matchesPattern } from '../../src/model/wildcard.ts';
import { NO_RULES, summary } from './world.ts';

const sensitive = { caseSensitive: true };

function rule(
  id: number,
  action: SelectionRule['action'],
  where: string,
  more: Partial<SelectionRule> = {},
): SelectionRule {
  const [schema = '', table = ''] = where.split('.');
  return {
    kind: 'selection',
    id,
    action,
    locator: { schema, table },
    tableType: 'table',
    loadOrder: null,
    filters: [],
    ...more,
  };
}

function mappings(...selection: SelectionRule[]): TableMappings {
  return { ...NO_RULES, selection };
}

const dees = [
  summary('dees', 'movies'),
  summary('dees', 'sample1'),
  summary('dees', 'tmp_1'),
  summary('other', 'movies'),
];

function names(result: ReturnType<typeof selectTables>) {
  return result.selected.map((one) => showTable(one.name));
}

describe('selection rules', () => {
  test('take what is included or named, less what is excluded, in any order of rules', () => {
    const pattern = fc.constantFrom('%', 'a%', 'a_', 'ab', '_b', 'b%', '[ab]b');
    const anyRule = fc.record({
      action: fc.constantFrom('include', 'exclude', 'explicit'),
      schema: fc.constantFrom('%', 's1', 's_', 's2'),
      table: pattern,
      tableType: fc.constantFrom('table', 'view', 'all'),
    });
    const tables = ['s1', 's2'].flatMap((schema) => [
      ...['a', 'ab', 'abc', 'bb'].map((name) => summary(schema, name)),
      summary(schema, 'a_'),
      summary(schema, 'b', 'view'),
    ]);
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), (written) => {
        const rules = written
          .filter((one) => one.action !== 'explicit' || !/[%[]/.test(one.schema + one.table))
          .map((one, index) =>
            rule(index + 1, one.action, `${one.schema}.${one.table}`, { tableType: one.tableType }),
          );
        const matches = (one: SelectionRule, table: (typeof tables)[number]) => {
          const fits =
            one.action === 'explicit'
              ? one.locator.schema === table.name.schema && one.locator.table === table.name.table
              : matchesPattern(one.locator.schema, table.name.schema, true) &&
                matchesPattern(one.locator.table, table.name.table, true);
          return fits && (one.tableType === 'all' || one.tableType === table.kind);
        };
        const expected = tables
          .filter((table) => rules.some((one) => one.action !== 'exclude' && matches(one, table)))
          .filter((table) => !rules.some((one) => one.action === 'exclude' && matches(one, table)))
          .map((table) => showTable(table.name));
        expect(names(selectTables(mappings(...rules), tables, sensitive))).toEqual(expected);
        expect(names(selectTables(mappings(...rules.toReversed()), tables, sensitive))).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test('of the AWS guide: everything but DMS%', () => {
    const result = selectTables(
      mappings(rule(2, 'exclude', 'Test.DMS%'), rule(1, 'include', 'Test.%')),
      [summary('Test', 'a'), summary('Test', 'DMS_1'), summary('test', 'b')],
      sensitive,
    );
    expect(names(result)).toEqual(['Test.a']);
  });

  test('leave case aside when the source does', () => {
    const result = selectTables(mappings(rule(1, 'include', 'DEES.Movies')), dees, { caseSensitive: false });
    expect(names(result)).toEqual(['dees.movies']);
  });

  test('take views only when a rule says so', () => {
    const tables = [summary('dees', 't'), summary('dees', 'v', 'view')];
    expect(names(selectTables(mappings(rule(1, 'include', 'dees.%')), tables, sensitive))).toEqual([
      'dees.t',
    ]);
    const all = mappings(rule(1, 'include', 'dees.%', { tableType: 'all' }));
    expect(selectTables(all, tables, sensitive).selected.map((one) => one.kind)).toEqual(['table', 'view']);
  });

  test('that include one table twice: filters and load order of the most specific rule', () => {
    const filters = [{ column: 'id', conditions: [{ operator: 'gte', value: '5' } as const] }];
    const result = selectTables(
      mappings(
        rule(1, 'include', 'dees.%', { loadOrder: 1 }),
        rule(2, 'include', 'dees.mov%', { loadOrder: 2 }),
        rule(3, 'include', 'dees.movies', { loadOrder: 3, filters }),
      ),
      dees,
      sensitive,
    );
    expect(result.selected[0]).toMatchObject({ loadOrder: 3, filters });
    expect(result.selected[1]).toMatchObject({ loadOrder: 1, filters: [] });
    expect(result.issues.map((one) => [one.code, one.subject])).toEqual([
      ['ambiguous', 'rule 2'],
      ['ambiguous', 'rule 1'],
    ]);
  });

  test('alike in specificity: the lower rule-id', () => {
    const twins = mappings(
      rule(9, 'include', 'dees.movie_', { loadOrder: 9 }),
      rule(4, 'include', 'dees._ovies', { loadOrder: 4 }),
    );
    expect(selectTables(twins, dees, sensitive).selected[0]?.loadOrder).toBe(4);
  });

  test('of one name: explicit before include; an exact table name before more letters elsewhere', () => {
    const order = (...rules: SelectionRule[]) =>
      selectTables(mappings(...rules), dees, sensitive).selected.find(
        (one) => showTable(one.name) === 'dees.movies',
      )?.loadOrder;
    const include = rule(1, 'include', 'dees.movies', { loadOrder: 1 });
    expect(order(include, rule(2, 'explicit', 'dees.movies', { loadOrder: 2 }))).toBe(2);
    expect(
      order(
        rule(1, 'include', 'dees.movie%', { loadOrder: 1 }),
        rule(2, 'include', '%.movies', { loadOrder: 2 }),
      ),
    ).toBe(2);
  });

  test('alike in what they ask: no word about it', () => {
    const twins = mappings(rule(1, 'include', 'dees.%'), rule(2, 'include', 'dees.movies'));
    expect(selectTables(twins, dees, sensitive).issues).toEqual([]);
  });

  test('explicit: an underscore is an underscore', () => {
    const tables = [summary('dees', 'my_table'), summary('dees', 'myXtable')];
    for (const name of ['my_table', 'my\\_table', 'my[_]table']) {
      expect(names(selectTables(mappings(rule(1, 'explicit', `dees.${name}`)), tables, sensitive))).toEqual([
        'dees.my_table',
      ]);
    }
  });

  test('explicit but excluded: left out, and said so', () => {
    const both = mappings(
      rule(1, 'explicit', 'dees.tmp_1'),
      rule(2, 'exclude', 'dees.tmp%'),
      rule(3, 'include', 'dees.movies'),
    );
    const result = selectTables(both, dees, sensitive);
    expect(names(result)).toEqual(['dees.movies']);
    expect(result.issues[0]).toMatchObject({ code: 'ambiguous', subject: 'rule 1' });
  });

  test('with a filter that reaches a second table through "_" say so', () => {
    const filters = [{ column: 'id', conditions: [{ operator: 'notnull' } as const] }];
    const tables = [summary('dees', 'my_table'), summary('dees', 'myXtable')];
    const result = selectTables(
      mappings(rule(1, 'include', 'dees.my_table', { filters })),
      tables,
      sensitive,
    );
    expect(result.issues[0]).toMatchObject({ code: 'ambiguous', subject: 'rule 1' });
    expect(result.issues[0]?.detail).toContain('"my\\_table"');
  });
});

describe('rules that match nothing', () => {
  test('name the nearest tables, and are a value the caller may let pass', () => {
    const result = selectTables(mappings(rule(1, 'include', 'dees.movis')), dees, sensitive);
    expect(result.selected).toEqual([]);
    expect(result.nothing?.facts).toEqual({
      patterns: ['include dees.movis'],
      near: ['dees.movies'],
    });
  });

  test('for the case of a letter, or a misspelt schema', () => {
    const near = (where: string) =>
      selectTables(mappings(rule(1, 'include', where)), dees, sensitive).nothing?.facts.near;
    expect(near('DEES.movies')).toEqual(['dees.movies']);
    expect(near('DEES.mov%')).toEqual(['dees.movies']);
    expect(near('deees.%')).toEqual(['dees.%']);
    expect(near('zzz.qqq')).toEqual([]);
  });

  test('for the table type: the view is named', () => {
    const result = selectTables(
      mappings(rule(1, 'include', 'dees.v')),
      [summary('dees', 'v', 'view')],
      sensitive,
    );
    expect(result.nothing?.facts.near).toEqual(['dees.v']);
  });

  test('beside rules that match something are a notice', () => {
    const result = selectTables(
      mappings(rule(1, 'include', 'dees.movies'), rule(2, 'explicit', 'dees.sampel1')),
      dees,
      sensitive,
    );
    expect(result.nothing).toBeNull();
    expect(result.issues).toEqual([
      { code: 'notice', subject: 'rule 2', detail: 'dees.sampel1 matches no table. Near it: dees.sample1.' },
    ]);
  });

  test('because everything is excluded say so too', () => {
    const result = selectTables(
      mappings(rule(1, 'include', 'dees.%'), rule(2, 'exclude', '%.%')),
      dees,
      sensitive,
    );
    expect(result.nothing?.facts.patterns).toEqual(['include dees.%', 'exclude %.%']);
  });
});
