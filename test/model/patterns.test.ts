import { describe, expect, test } from 'vitest';
import { mappingsFromPatterns } from '../../src/model/patterns.ts';
import { selectTables } from '../../src/model/select-tables.ts';
import { showTable } from '../../src/model/table.ts';
import { factsOf, summary } from './world.ts';

const tables = [
  summary('dees', 'movies'),
  summary('dees', 'tmp_1'),
  summary('dees', '100%'),
  summary('dees', '1000'),
  summary('my.schema', 'a.b'),
  summary('my.schema', 'c`d'),
  summary('dees', 'v', 'view'),
];

function taken(include: string[], exclude: string[] = []) {
  const mappings = mappingsFromPatterns(include, exclude);
  return selectTables(mappings, tables, { caseSensitive: true }).selected.map((one) => showTable(one.name));
}

describe('patterns of the command line', () => {
  test.each([
    [['dees.%'], ['dees.tmp%'], ['dees.movies', 'dees.100%', 'dees.1000']],
    [['dees'], ['dees.tmp%', 'dees.1%'], ['dees.movies']],
    [['%'], ['dees'], ['my.schema.a.b', 'my.schema.c`d']],
    [['dees.100%'], [], ['dees.100%', 'dees.1000']],
    [['dees.100\\%'], [], ['dees.100%']],
    [['dees.`100%`'], [], ['dees.100%']],
    [['`my.schema`.`a.b`'], [], ['my.schema.a.b']],
    [['my\\.schema.%'], [], ['my.schema.a.b', 'my.schema.c`d']],
    [['`my.`%.%'], [], ['my.schema.a.b', 'my.schema.c`d']],
    [['`my.schema`.`c``d`'], [], ['my.schema.c`d']],
    [['`my.schema`.c\\`d'], [], ['my.schema.c`d']],
    [[' dees.movies '], [], ['dees.movies']],
    [['dees.movies', 'dees.tmp_1'], [], ['dees.movies', 'dees.tmp_1']],
  ])('%j less %j', (include, exclude, expected) => {
    expect(taken(include, exclude)).toEqual(expected);
  });

  test.each([
    ['a.b.c', 'has more than one dot'],
    ['', 'names no schema'],
    ['.t', 'names no schema'],
    ['dees.', 'names no table behind the dot'],
    ['`dees.t', 'has a backtick that is never closed'],
    ['``.t', 'has a backtick that is never closed'],
  ])('%j is refused', (pattern, problem) => {
    const facts = factsOf('usage', () => mappingsFromPatterns([pattern], []));
    expect(facts.problem).toBe(`the pattern "${pattern}" ${problem}`);
    expect(facts.allowed).toContain('schema.table');
  });

  test('none at all are refused', () => {
    expect(factsOf('usage', () => mappingsFromPatterns([], ['x.y'])).allowed).toContain('--include');
  });
});
