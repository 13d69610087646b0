import { describe, expect, test } from 'vitest';
import { type Countable, countTables, nearPattern, tablePattern } from '../../src/model/match-tables.ts';
import { mappingsFromPatterns } from '../../src/model/patterns.ts';
import { selectTables } from '../../src/model/select-tables.ts';
import { showTable } from '../../src/model/table.ts';
import { factsOf, summary } from './world.ts';

const tables = [
  summary('dees', 'movies'),
  summary('dees', 'sample1'),
  summary('dees', 'tmp_1'),
  summary('Dees2', 'movies'),
  summary('sakila', 'film_actor'),
  summary('sakila', 'filmXactor'),
  summary('my.schema', 'a.b'),
];

function matched(source: string, caseSensitive = true): string[] {
  const pattern = tablePattern(source, caseSensitive);
  return tables.filter(({ name }) => pattern.matches(name)).map(({ name }) => showTable(name));
}

describe('a pattern held against names', () => {
  test.each([['dees.%'], ['dees'], ['%.movies'], ['sakila.film_actor'], ['`my.schema`.%'], ['d%.[m-s]%']])(
    '%s matches what --include takes',
    (source) => {
      for (const caseSensitive of [true, false]) {
        const { selected } = selectTables(mappingsFromPatterns([source], []), tables, { caseSensitive });
        expect(matched(source, caseSensitive)).toEqual(selected.map(({ name }) => showTable(name)));
        expect(selected.length).toBeGreaterThan(0);
      }
    },
  );

  test('tells by the schema alone which schemas have to be read', () => {
    const pattern = tablePattern('d%.movies', true);
    expect(['dees', 'Dees2', 'sakila'].filter(pattern.matchesSchema)).toEqual(['dees']);
  });

  test('means the one table that is called so, though _ stands for any character', () => {
    const named = (source: string, caseSensitive = true) =>
      tablePattern(source, caseSensitive).named(tables)?.name.table ?? null;
    expect(named('sakila.film_actor')).toBe('film_actor');
    expect(named('sakila.film_acto_')).toBeNull();
    expect(named('dees.%')).toBeNull();
    expect(named('dees')).toBeNull();
    expect(named('DEES.Movies')).toBeNull();
    expect(named('DEES.Movies', false)).toBe('movies');
  });

  test('is refused when it cannot be read', () => {
    expect(factsOf('usage', () => tablePattern('a.b.c', true)).problem).toContain('has more than one dot');
  });
});

describe('counts', () => {
  const one = (more: Partial<Countable>): Countable => ({
    name: { schema: 's', table: 't' },
    kind: 'table',
    estimatedRows: 5,
    dataBytes: 10,
    ...more,
  });

  test('are sums of what is known', () => {
    const view = one({ kind: 'view', estimatedRows: null, dataBytes: null });
    expect(countTables([one({}), one({ estimatedRows: null }), view])).toEqual({
      tables: 2,
      views: 1,
      estimatedRows: 5,
      dataBytes: 20,
    });
  });

  test('are not known where no estimate is', () => {
    expect(countTables([one({ estimatedRows: null })])).toMatchObject({ estimatedRows: null, dataBytes: 10 });
    expect(countTables([])).toEqual({ tables: 0, views: 0, estimatedRows: null, dataBytes: null });
  });
});

describe('names near a pattern that matches nothing', () => {
  test.each([
    ['dees.moveis', 'dees.movies'],
    ['DEES.movies', 'dees.movies'],
    ['movies', 'dees.movies'],
    ['deess.%', 'dees.%'],
    ['dees.mov', 'dees.movies'],
    ['other.film_actor', 'sakila.film_actor'],
  ])('of %s have %s among them', (source, expected) => {
    expect(nearPattern(source, tables)).toContain(expected);
  });

  test('are none where nothing is near', () => {
    expect(nearPattern('zzzzzz.qqqqqq', tables)).toEqual([]);
    expect(nearPattern('zzzzzz.%', tables)).toEqual([]);
  });
});
