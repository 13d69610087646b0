import { describe, expect, test } from 'vitest';
import { parseTableMappings } from '../../src/model/mapping-parser.ts';
import { problemsOf } from './world.ts';

const selection = {
  'rule-type': 'selection',
  'rule-id': '1',
  'rule-name': '1',
  'object-locator': { 'schema-name': 'dees', 'table-name': '%' },
  'rule-action': 'include',
};

function transformation(more: object) {
  return {
    'rule-type': 'transformation',
    'rule-id': '2',
    'rule-name': '2',
    'rule-target': 'table',
    'object-locator': { 'schema-name': 'dees', 'table-name': '%' },
    ...more,
  };
}

function parse(...rules: unknown[]) {
  return parseTableMappings({ rules }, 'mappings.json');
}

function problems(...rules: unknown[]) {
  return problemsOf(() => parse(...rules));
}

function filtered(condition: object, more: object = {}) {
  const filters = [{ 'filter-type': 'source', 'column-name': 'id', 'filter-conditions': [condition] }];
  return {
    ...selection,
    'object-locator': { 'schema-name': 'dees', 'table-name': 'movies' },
    filters,
    ...more,
  };
}

describe('the selection rules of a document', () => {
  test('are read as AWS DMS writes them', () => {
    const { mappings, issues } = parse(
      selection,
      { ...selection, 'rule-id': 2, 'rule-name': 'no-tmp', 'rule-action': 'exclude' },
      {
        ...selection,
        'rule-id': '3',
        'rule-name': '3',
        'rule-action': 'explicit',
        'object-locator': { 'schema-name': 'dees', 'table-name': 'my_v', 'table-type': 'view' },
        'load-order': '7',
      },
    );
    expect(issues).toEqual([]);
    expect(mappings.selection).toEqual([
      {
        kind: 'selection',
        id: 1,
        action: 'include',
        locator: { schema: 'dees', table: '%' },
        tableType: 'table',
        loadOrder: null,
        filters: [],
      },
      {
        kind: 'selection',
        id: 2,
        action: 'exclude',
        locator: { schema: 'dees', table: '%' },
        tableType: 'table',
        loadOrder: null,
        filters: [],
      },
      {
        kind: 'selection',
        id: 3,
        action: 'explicit',
        locator: { schema: 'dees', table: 'my_v' },
        tableType: 'view',
        loadOrder: 7,
        filters: [],
      },
    ]);
  });

  test('as the AWS console leaves them, nulls and all, are no reason for a word', () => {
    const { issues } = parse(
      { ...selection, filters: [], 'parallel-load': null, isAutoSegmentationChecked: false },
      transformation({ 'rule-action': 'convert-lowercase', value: null, 'old-value': null }),
    );
    expect(issues).toEqual([]);
  });

  test.each([
    [
      { 'filter-operator': 'lte', value: '5' },
      { operator: 'lte', value: '5' },
    ],
    [
      { 'filter-operator': 'ste', value: 5 },
      { operator: 'lte', value: '5' },
    ],
    [
      { 'filter-operator': 'gte', value: '' },
      { operator: 'gte', value: '' },
    ],
    [
      { 'filter-operator': 'eq', value: -1.5 },
      { operator: 'eq', value: '-1.5' },
    ],
    [
      { 'filter-operator': 'noteq', value: "O'Hara" },
      { operator: 'noteq', value: "O'Hara" },
    ],
    [
      { 'filter-operator': 'between', 'start-value': '1', 'end-value': '9' },
      { operator: 'between', start: '1', end: '9' },
    ],
    [
      { 'filter-operator': 'notbetween', 'start-value': '1', 'end-value': '9' },
      { operator: 'notbetween', start: '1', end: '9' },
    ],
    [{ 'filter-operator': 'null', value: null }, { operator: 'null' }],
    [{ 'filter-operator': 'notnull' }, { operator: 'notnull' }],
  ])('carry the filter %j', (written, expected) => {
    const { mappings, issues } = parse(filtered(written));
    expect(mappings.selection[0]?.filters).toEqual([{ column: 'id', conditions: [expected] }]);
    expect(issues).toEqual([]);
  });

  test('keep filters with an underscore in a plain table name, drop and name them with wildcards', () => {
    const eq = { 'filter-operator': 'eq', value: '1' };
    const plain = filtered(eq, { 'object-locator': { 'schema-name': 'd%', 'table-name': 'my_table' } });
    expect(parse(plain).mappings.selection[0]?.filters).toHaveLength(1);
    for (const pattern of ['my%', 'my[ab]']) {
      const wild = filtered(eq, { 'object-locator': { 'schema-name': 'dees', 'table-name': pattern } });
      const { mappings, issues } = parse(wild);
      expect(mappings.selection[0]?.filters).toEqual([]);
      expect(issues).toHaveLength(1);
      expect(issues[0]).toMatchObject({ code: 'not-carried-out', subject: 'rule 1' });
      expect(issues[0]?.detail).toContain('without wildcards');
    }
  });

  test('drop and name filters on rules that are no include', () => {
    const { mappings, issues } = parse(
      selection,
      filtered(
        { 'filter-operator': 'null' },
        { 'rule-id': '2', 'rule-name': 'x', 'rule-action': 'explicit' },
      ),
    );
    expect(mappings.selection[1]?.filters).toEqual([]);
    expect(issues.map((one) => one.subject)).toEqual(['rule 2 (x)']);
  });

  test('with several things that are not carried out: one issue that names them all', () => {
    const { issues } = parse({
      ...selection,
      'rule-name': 'all',
      colour: 'red',
      filter: [1],
      'parallel-load': { type: 'none' },
    });
    expect(issues).toHaveLength(1);
    expect(issues[0]?.subject).toBe('rule 1 (all)');
    expect(issues[0]?.detail).toContain('"colour"');
    expect(issues[0]?.detail).toContain('"filter", did you mean "filters"');
    expect(issues[0]?.detail).toContain('"parallel-load"');
  });
});

describe('transformation rules', () => {
  test.each([
    [
      { 'rule-action': 'rename', value: 'films' },
      { action: 'rename', value: 'films' },
    ],
    [{ 'rule-action': 'convert-lowercase' }, { action: 'convert-lowercase' }],
    [{ 'rule-action': 'convert-uppercase' }, { action: 'convert-uppercase' }],
    [
      { 'rule-action': 'add-prefix', value: 'a_' },
      { action: 'add-prefix', value: 'a_' },
    ],
    [
      { 'rule-action': 'remove-prefix', value: 'a_' },
      { action: 'remove-prefix', value: 'a_' },
    ],
    [
      { 'rule-action': 'add-suffix', value: '_a' },
      { action: 'add-suffix', value: '_a' },
    ],
    [
      { 'rule-action': 'remove-suffix', value: '_a' },
      { action: 'remove-suffix', value: '_a' },
    ],
    [
      { 'rule-action': 'replace-prefix', value: '', 'old-value': 'b' },
      { action: 'replace-prefix', value: '', oldValue: 'b' },
    ],
    [
      { 'rule-action': 'replace-suffix', value: 'a', 'old-value': 'b' },
      { action: 'replace-suffix', value: 'a', oldValue: 'b' },
    ],
  ])('%j is carried out on schemas, tables and columns', (written, change) => {
    const locator = { 'schema-name': 'dees', 'table-name': '%', 'column-name': 'c%' };
    for (const target of ['schema', 'table', 'column']) {
      const { mappings, issues } = parse(
        selection,
        transformation({ ...written, 'rule-target': target, 'object-locator': locator }),
      );
      expect(issues).toEqual([]);
      expect(mappings.transformations).toEqual([
        {
          kind: 'transformation',
          id: 2,
          target,
          locator: { schema: 'dees', table: '%', column: 'c%' },
          change,
        },
      ]);
    }
  });

  test('on a schema need no table name', () => {
    const { mappings } = parse(
      selection,
      transformation({
        'rule-target': 'schema',
        'object-locator': { 'schema-name': 'dees' },
        'rule-action': 'rename',
        value: 'x',
      }),
    );
    expect(mappings.transformations[0]?.locator).toEqual({ schema: 'dees', table: '%', column: '%' });
  });

  test.each(['remove-column', 'include-column'])('%s is carried out', (action) => {
    const locator = { 'schema-name': 'dees', 'table-name': '%', 'column-name': 'c' };
    const { mappings, issues } = parse(
      selection,
      transformation({ 'rule-action': action, 'rule-target': 'column', 'object-locator': locator }),
    );
    expect(issues).toEqual([]);
    expect(mappings.transformations[0]?.change).toEqual({ action });
  });

  test.each([
    ['add-column', { 'rule-target': 'column', value: 'x', 'data-type': { type: 'int4' }, expression: '1' }],
    ['change-data-type', { 'rule-target': 'column', 'data-type': { type: 'int8' } }],
    ['define-primary-key', { 'rule-target': 'table', 'primary-key-def': { name: 'pk', columns: ['a'] } }],
    ['add-before-image-columns', { 'rule-target': 'column', 'before-image-def': {} }],
    ['data-masking-digits-mask', { 'rule-target': 'column', value: '#' }],
    ['data-masking-digits-randomize', { 'rule-target': 'column' }],
    ['data-masking-hash-mask', { 'rule-target': 'column' }],
    ['rename', { 'rule-target': 'table-tablespace', value: 'x' }],
    ['rename', { 'rule-target': 'table', value: 'x', expression: '$SCHEMA' }],
    [
      'convert-lowercase',
      {
        'rule-target': 'column',
        'object-locator': { 'schema-name': '%', 'table-name': '%', 'column-name': '%', 'data-type': 'int4' },
      },
    ],
  ])('%s with %j is named in one issue and has no effect', (action, more) => {
    const { mappings, issues } = parse(selection, transformation({ 'rule-action': action, ...more }));
    expect(mappings.transformations).toEqual([]);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: 'not-carried-out', subject: 'rule 2' });
    expect(issues[0]?.detail).toContain('the whole rule');
  });
});

describe('other rules', () => {
  function settings(more: object) {
    return {
      'rule-type': 'table-settings',
      'rule-id': '2',
      'rule-name': '2',
      'object-locator': { 'schema-name': 'HR', 'table-name': 'MY_SALES' },
      ...more,
    };
  }

  test.each([
    [
      { mode: 'limited', 'bulk-max-size': '100' },
      { mode: 'limited', maxBytes: 102_400 },
    ],
    [{ 'bulk-max-size': 1 }, { mode: 'limited', maxBytes: 1024 }],
    [{ mode: 'unlimited', 'bulk-max-size': '0' }, { mode: 'full' }],
    [{ mode: 'none' }, null],
    [{}, null],
    [null, null],
  ])('table-settings with lob-settings %j', (written, lobs) => {
    const { mappings, issues } = parse(
      selection,
      settings({ 'lob-settings': written, 'parallel-load': { type: 'none' } }),
    );
    expect(issues).toEqual([]);
    expect(mappings.tableSettings).toEqual([
      { kind: 'table-settings', id: 2, locator: { schema: 'HR', table: 'MY_SALES' }, lobs },
    ]);
  });

  test('parallel-load is named, lob-settings of the same rule are carried out', () => {
    const { mappings, issues } = parse(
      selection,
      settings({ 'parallel-load': { type: 'partitions-auto' }, 'lob-settings': { mode: 'unlimited' } }),
    );
    expect(mappings.tableSettings[0]?.lobs).toEqual({ mode: 'full' });
    expect(issues.map((one) => one.subject)).toEqual(['rule 2']);
    expect(issues[0]?.detail).toContain('parallel-load');
  });

  test.each(['validation', 'post-processing', 'object-mapping'])('%s is named in one issue', (type) => {
    const { issues } = parse(selection, {
      'rule-type': type,
      'rule-id': '2',
      'rule-name': 'mine',
      'rule-action': 'whatever',
    });
    expect(issues).toEqual([
      {
        code: 'not-carried-out',
        subject: 'rule 2 (mine)',
        detail: `Not carried out of this ${type} rule: the whole rule.`,
      },
    ]);
  });

  test('two table-settings rules of one table: the lower rule-id, and said so', () => {
    const { issues } = parse(selection, settings({}), settings({ 'rule-id': '3', 'rule-name': '3' }));
    expect(issues).toMatchObject([{ code: 'ambiguous', subject: 'rule 3' }]);
  });
});

describe('bad input', () => {
  test('of the wrong shape is named by its path', () => {
    expect(problemsOf(() => parseTableMappings([], 'm.json'))).toEqual([': is [] (an object: {…})']);
    expect(problemsOf(() => parseTableMappings({}, 'm.json'))).toEqual(['rules: is missing (a list: […])']);
    expect(problemsOf(() => parseTableMappings({ rules: {} }, 'm.json'))).toEqual([
      'rules: is {} (a list: […])',
    ]);
    expect(problemsOf(() => parseTableMappings({ rules: [] }, 'm.json', 'tableMappings'))).toEqual([
      'tableMappings.rules: has no selection rule (at least one rule of rule-type selection)',
    ]);
    expect(problems(7)[0]).toBe('rules[0]: is 7 (an object: {…})');
  });

  test('of an operator is named by its whole path', () => {
    const bad = filtered({ 'filter-operator': 'like', value: 'x' });
    expect(
      problemsOf(() =>
        parseTableMappings(
          { rules: [selection, { ...bad, 'rule-id': 2, 'rule-name': '2' }] },
          'm',
          'tableMappings',
        ),
      ),
    ).toEqual([
      'tableMappings.rules[1].filters[0].filter-conditions[0].filter-operator: is "like" (lte, ste, gte, eq, noteq, between, notbetween, null, notnull)',
    ]);
  });

  test.each([
    [filtered({ 'filter-operator': 'eq' }), 'rules[0].filters[0].filter-conditions[0].value: is missing'],
    [
      filtered({ 'filter-operator': 'between', 'start-value': 1 }),
      'rules[0].filters[0].filter-conditions[0].end-value: is missing',
    ],
    [
      filtered({ 'filter-operator': 'eq', value: true }),
      'rules[0].filters[0].filter-conditions[0].value: is true',
    ],
    [
      filtered({ 'filter-operator': 'eq', value: Number('12345678901234567890') }),
      'rules[0].filters[0].filter-conditions[0].value: is 12345678901234567000',
    ],
    [
      { ...selection, filters: [{ 'filter-type': 'source', 'column-name': 'a', 'filter-conditions': [] }] },
      'rules[0].filters[0].filter-conditions: is []',
    ],
    [{ ...selection, 'rule-action': 'exlude' }, 'rules[0].rule-action: is "exlude"'],
    [{ ...selection, 'rule-type': 'select' }, 'rules[0].rule-type: is "select"'],
    [{ ...selection, 'rule-id': 'one' }, 'rules[0].rule-id: is "one"'],
    [{ ...selection, 'rule-id': undefined }, 'rules[0].rule-id: is missing'],
    [{ ...selection, 'load-order': 0 }, 'rules[0].load-order: is 0'],
    [
      { ...selection, 'object-locator': { 'schema-name': 'a' } },
      'rules[0].object-locator.table-name: is missing',
    ],
    [
      { ...selection, 'object-locator': { 'schema-name': '', 'table-name': 'b' } },
      'rules[0].object-locator.schema-name: is ""',
    ],
    [
      { ...selection, 'object-locator': { 'schema-name': 'a', 'table-name': 'b', 'table-type': 'tables' } },
      'rules[0].object-locator.table-type: is "tables"',
    ],
    [
      { ...selection, 'rule-action': 'explicit' },
      'rules[0].object-locator.table-name: is "%", a pattern in an explicit rule',
    ],
  ])('%#: %j', (rule, expected) => {
    expect(problems(rule)[0]).toContain(expected);
  });

  test.each([
    [{ 'rule-action': 'renam', value: 'x' }, 'rules[1].rule-action: is "renam"'],
    [{ 'rule-action': 'rename' }, 'rules[1].value: is missing (a text, for rename)'],
    [{ 'rule-action': 'rename', value: '' }, 'rules[1].value: is "" (a text that is not empty)'],
    [
      { 'rule-action': 'replace-prefix', value: 'x' },
      'rules[1].old-value: is missing (a text, for replace-prefix)',
    ],
    [
      { 'rule-action': 'remove-column' },
      'rules[1].rule-target: is "table", which remove-column cannot work on (column)',
    ],
    [
      { 'rule-action': 'rename', value: 'x', 'rule-target': 'column' },
      'rules[1].object-locator.column-name: is missing',
    ],
    [{ 'rule-action': 'rename', value: 'x', 'rule-target': 'tables' }, 'rules[1].rule-target: is "tables"'],
  ])('transformation %j', (more, expected) => {
    expect(problems(selection, transformation(more))[0]).toContain(expected);
  });

  test.each([
    [
      { 'object-locator': { 'schema-name': '%', 'table-name': 'b' } },
      'rules[1].object-locator.schema-name: is "%", a pattern in a table-settings rule',
    ],
    [
      { 'lob-settings': { mode: 'limited', 'bulk-max-size': 0 } },
      'rules[1].lob-settings.bulk-max-size: is 0 with the mode limited',
    ],
    [
      { 'lob-settings': { mode: 'limited' } },
      'rules[1].lob-settings.bulk-max-size: is missing with the mode limited',
    ],
    [
      { 'lob-settings': { mode: 'full' } },
      'rules[1].lob-settings.mode: is "full" (limited, unlimited, none)',
    ],
  ])('table-settings %j', (more, expected) => {
    const rule = {
      'rule-type': 'table-settings',
      'rule-id': '2',
      'rule-name': '2',
      'object-locator': { 'schema-name': 'a', 'table-name': 'b' },
      ...more,
    };
    expect(problems(selection, rule)[0]).toContain(expected);
  });

  test('twice the same id or name is refused, "1" and 1 being one id', () => {
    expect(problems(selection, { ...selection, 'rule-id': 1 })).toEqual([
      'rules[1].rule-id: is 1, which rules[0] has too (a value no other rule has)',
      'rules[1].rule-name: is "1", which rules[0] has too (a value no other rule has)',
    ]);
  });

  test('in several places is reported in one go', () => {
    const found = problems(
      { ...selection, 'rule-action': 'x' },
      { ...transformation({}), 'rule-action': 'y' },
      'z',
    );
    expect(found.map((one) => one.split(':')[0])).toEqual([
      'rules[2]',
      'rules[0].rule-action',
      'rules[1].rule-action',
    ]);
  });
});
