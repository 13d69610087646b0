import { describe, expect, test } from 'vitest';
import type { ListedTable } from '../../../../src/endpoints/catalog-contract.ts';
import {
  type TablesState,
  unreadTables,
  withTableFilter,
  withTables,
} from '../../../../src/tui/screens/browse/tables-state.ts';
import { NO_FILTER } from '../../../../src/tui/state/filter.ts';
import { textField } from '../../../../src/tui/state/text-field.ts';

function listed(schema: string, table: string): ListedTable {
  return {
    name: { schema, table },
    kind: 'table',
    engine: 'InnoDB',
    estimatedRows: 1,
    dataBytes: 1,
    key: null,
  };
}

const TABLES = [
  listed('dees', 'movies'),
  listed('dees', 'movie_cast'),
  listed('dees', 'Movie.Old'),
  listed('shop', 'movies'),
];

function matching(written: string, schema: string | null, caseSensitive = true): string[] {
  const tables = schema === null ? TABLES : TABLES.filter(({ name }) => name.schema === schema);
  const read = withTables(unreadTables(schema, null), tables, { namesOnly: false, caseSensitive });
  return namesOf(withTableFilter(read, { ...NO_FILTER, field: textField(written) }));
}

function namesOf({ shown }: TablesState): string[] {
  return shown.map(({ name }) => `${name.schema}.${name.table}`);
}

describe('what is typed above a list of tables', () => {
  test('is a part of a name, in whatever case, unless it holds a sign of a pattern', () => {
    expect(matching('MOVIE', 'dees')).toEqual(['dees.movies', 'dees.movie_cast', 'dees.Movie.Old']);
    expect(matching('cast mo', 'dees')).toEqual(['dees.movie_cast']);
    expect(matching('dees mo', null)).toHaveLength(3);
  });

  test('as a pattern means tables of the schema one is in, unless it names another', () => {
    expect(matching('movie%', 'dees')).toEqual(['dees.movies', 'dees.movie_cast']);
    expect(matching('movie%', 'dees', false)).toHaveLength(3);
    expect(matching('shop.%', 'dees')).toEqual([]);
    expect(matching('%.movies', null)).toEqual(['dees.movies', 'shop.movies']);
    expect(matching('`Movie.Old`', 'dees')).toEqual(['dees.Movie.Old']);
    expect(matching('Movie\\.%', 'dees')).toEqual(['dees.Movie.Old']);
  });

  test('is not refused before the table is typed behind the dot', () => {
    expect(matching('dees.', null)).toHaveLength(3);
    expect(matching('shop.', null)).toEqual(['shop.movies']);
  });

  test('that is no pattern says why, and shows nothing', () => {
    const read = withTables(unreadTables(null, null), TABLES, { namesOnly: false, caseSensitive: true });
    const wrong = withTableFilter(read, { ...NO_FILTER, field: textField('`open.%') });
    expect(wrong.shown).toEqual([]);
    expect(wrong.problem).toContain('backtick');
  });

  test('holds also for the rows that come after the names', () => {
    const names = withTables(unreadTables('dees', 'movie_%'), TABLES.slice(0, 3), {
      namesOnly: true,
      caseSensitive: true,
    });
    expect(namesOf(names)).toEqual(['dees.movies', 'dees.movie_cast']);
    const whole = withTables(names, TABLES.slice(0, 3), { namesOnly: false, caseSensitive: true });
    expect(namesOf(whole)).toEqual(['dees.movies', 'dees.movie_cast']);
    expect(whole.matched.estimatedRows).toBe(2);
  });
});
