/** What the keys do to table mappings, as documents of AWS DMS. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableSummary } from '../../../../src/model/table.ts';
import {
  choiceOf,
  columnRenamed,
  columnToggled,
  newNameOf,
  type Rule,
  tableRenamed,
  takes,
  toggled,
  toggledSchema,
  withPattern,
} from '../../../../src/tui/screens/wizard/tables/rules.ts';

function table(schema: string, name: string): TableSummary {
  return { name: { schema, table: name }, kind: 'table', engine: 'InnoDB', estimatedRows: 1, dataBytes: 1 };
}

function source(...names: readonly (readonly [string, string])[]) {
  return { tables: names.map(([schema, name]) => table(schema, name)), caseSensitive: true };
}

const dees = source(
  ['dees', 'movies'],
  ['dees', 'sample1'],
  ['dees', 'order_items'],
  ['dees', 'orderXitems'],
);

describe('space on a table', () => {
  test('takes it by its name, and leaves it out again with no rule left', () => {
    const [movies] = dees.tables;
    const taken = toggled([], movies!, dees)!;
    expect(taken).toEqual([
      {
        'rule-type': 'selection',
        'rule-id': '1',
        'rule-name': '1',
        'object-locator': { 'schema-name': 'dees', 'table-name': 'movies' },
        'rule-action': 'include',
      },
    ]);
    expect(toggled(taken, movies!, dees)).toEqual([]);
  });

  test('excludes one that a pattern takes, and takes the exclusion back', () => {
    const [movies] = dees.tables;
    const all = withPattern([], 'dees.%');
    const less = toggled(all, movies!, dees)!;
    expect(less.map((rule) => rule['rule-action'])).toEqual(['include', 'exclude']);
    expect(toggled(less, movies!, dees)).toEqual(all);
  });

  test('means one table, also where its name holds a wildcard that would match another', () => {
    const [, , orderItems, orderXitems] = dees.tables;
    const rules = toggled([], orderItems!, dees)!;
    expect(takes(rules, orderItems!, true)).toBe(true);
    expect(takes(rules, orderXitems!, true)).toBe(false);
  });

  test('says when a pattern of the person keeps the table out', () => {
    const rules = withPattern([], '!dees.mov%');
    expect(toggled(rules, dees.tables[0]!, dees)).toBeNull();
  });

  test('changes that table and no other, whatever the names and rules are', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'B', '_', '%', '[', ']', '\\', '`', '.', '한', ' '),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, name), {
          minLength: 1,
          maxLength: 6,
          selector: (pair) => pair.join('\0'),
        }),
        fc.array(fc.nat(20), { maxLength: 6 }),
        fc.boolean(),
        (names, presses, all) => {
          const world = source(...names);
          let rules: readonly Rule[] = all ? withPattern([], '%.%') : [];
          for (const press of presses) {
            const at = world.tables[press % world.tables.length]!;
            const before = world.tables.map((one) => takes(rules, one, true));
            const after = toggled(rules, at, world);
            expect(after).not.toBeNull();
            rules = after!;
            expect(world.tables.map((one) => takes(rules, one, true))).toEqual(
              before.map((taken, index) => (world.tables[index] === at ? !taken : taken)),
            );
          }
        },
      ),
    );
  });
});

describe('space on a schema', () => {
  test('takes all of it, and leaves all of it out', () => {
    const world = source(['dees', 'a'], ['dees', 'b'], ['other', 'a']);
    const taken = toggledSchema([], 'dees', world);
    expect(world.tables.map((one) => takes(taken, one, true))).toEqual([true, true, false]);
    expect(toggledSchema(taken, 'dees', world)).toEqual([]);
    const everything = withPattern([], '%.%');
    const less = toggledSchema(everything, 'dees', world);
    expect(world.tables.map((one) => takes(less, one, true))).toEqual([false, false, true]);
  });
});

describe('columns and names', () => {
  const movies = { schema: 'dees', table: 'movies' };

  test('a column is left out, renamed, and both are taken back', () => {
    const out = columnToggled([], movies, 'over_view');
    expect(choiceOf(out, movies, 'over_view')).toEqual({ leftOut: true, renamed: null });
    expect(choiceOf(out, movies, 'overXview').leftOut).toBe(false);
    const both = columnRenamed(out, movies, 'title', 'name');
    expect(choiceOf(both, movies, 'title').renamed).toBe('name');
    expect(columnRenamed(columnToggled(both, movies, 'over_view'), movies, 'title', 'title')).toEqual([]);
  });

  test('a table gets another name on the target', () => {
    const renamed = tableRenamed([], movies, 'films');
    expect(newNameOf(renamed, movies)).toBe('films');
    expect(renamed[0]).toMatchObject({ 'rule-target': 'table', 'rule-action': 'rename', value: 'films' });
    expect(tableRenamed(renamed, movies, '')).toEqual([]);
  });
});
