/** Grants are read as servers write them: quoting, columns, patterns, roles, and rights taken back. */
import { describe, expect, test } from 'vitest';
import {
  type Grant,
  Grants,
  grantStatement,
  parseGrantLine,
  placeOf,
} from '../../../../src/endpoints/mysql/grants.ts';

const PLAIN = { takesBack: false, onColumns: [], object: null, isRoutine: false };

test.each<[string, string, Partial<Grant>]>([
  [
    'MariaDB, with a password',
    "GRANT USAGE ON *.* TO `u'x`@`%` IDENTIFIED BY PASSWORD '*7B9E'",
    { rights: ['USAGE'], schema: null },
  ],
  [
    'all, with the right to give',
    'GRANT ALL PRIVILEGES ON *.* TO `root`@`%` WITH GRANT OPTION',
    { rights: ['ALL PRIVILEGES'], schema: null },
  ],
  [
    'MySQL 5.7',
    "GRANT SELECT, LOCK TABLES ON `a\\_b`.* TO 'u'@'%'",
    { rights: ['SELECT', 'LOCK TABLES'], schema: 'a\\_b' },
  ],
  [
    'dynamic privileges',
    'GRANT BACKUP_ADMIN,SHOW_ROUTINE ON *.* TO `u`@`%`',
    { rights: ['BACKUP_ADMIN', 'SHOW_ROUTINE'], schema: null },
  ],
  ['ANSI_QUOTES', 'GRANT SELECT ON "a""b".* TO "u"@"%"', { rights: ['SELECT'], schema: 'a"b' }],
  ['no quotes at all', 'GRANT SELECT ON table.* TO u@localhost', { rights: ['SELECT'], schema: 'table' }],
  [
    'backticks and words in names',
    'GRANT INSERT ON `x`` ON y`.`TO` TO `u`@`%`',
    { rights: ['INSERT'], schema: 'x` ON y', object: 'TO' },
  ],
  [
    'columns',
    'GRANT SELECT (`a`, `ON`), INSERT, UPDATE (`b`) ON `s`.`t` TO `u`@`%`',
    { rights: ['INSERT'], onColumns: ['SELECT', 'UPDATE'], schema: 's', object: 't' },
  ],
  [
    'a routine',
    'GRANT EXECUTE ON FUNCTION `s`.`f` TO `u`@`%`',
    { rights: ['EXECUTE'], schema: 's', object: 'f', isRoutine: true },
  ],
  [
    'a package',
    'GRANT EXECUTE ON PACKAGE BODY `s`.`p` TO `u`@`%`',
    { rights: ['EXECUTE'], schema: 's', object: 'p', isRoutine: true },
  ],
  [
    'a partial revoke',
    'REVOKE SELECT ON `mysql`.* FROM `u`@`%`',
    { takesBack: true, rights: ['SELECT'], schema: 'mysql' },
  ],
])('%s', (_, line, wanted) => {
  expect(parseGrantLine(line)).toEqual({ is: 'grant', ...PLAIN, ...wanted });
});

test('roles are kept as SET ROLE takes them', () => {
  expect(parseGrantLine('GRANT `r,1`@`%`,`r2`@`%` TO `u`@`%`')).toEqual({
    is: 'roles',
    roles: ['`r,1`@`%`', '`r2`@`%`'],
  });
  expect(parseGrantLine('GRANT `r1` TO `u`@`%` WITH ADMIN OPTION')).toEqual({ is: 'roles', roles: ['`r1`'] });
});

test('lines that give no right say nothing, and one of an unknown form is known as such', () => {
  expect(parseGrantLine('GRANT PROXY ON ``@`%` TO `root`@`localhost` WITH GRANT OPTION')).toEqual({
    is: 'other',
  });
  expect(parseGrantLine('SET DEFAULT ROLE `r` FOR `u`@`%`')).toEqual({ is: 'other' });
  expect(parseGrantLine('GRANT SELECT UPON s')).toBeNull();
  expect(parseGrantLine('GRANT SELECT ON s TO u')).toBeNull();
});

function grantsOf(
  lines: readonly string[],
  rules = { namesAreCaseSensitive: true, hasWildcards: true },
): Grants {
  const parsed = lines.map((line) => parseGrantLine(line));
  return new Grants(
    'u@%',
    parsed.flatMap((line) => (line?.is === 'grant' ? [line] : [])),
    [],
    rules,
  );
}

describe('a right on a schema', () => {
  test.each([
    ['a_b', 'a_b', true],
    ['a_b', 'axb', true],
    ['a\\_b', 'a_b', true],
    ['a\\_b', 'axb', false],
    ['a%', 'a', true],
    ['a%', 'a.*b', true],
    ['a\\%', 'ab', false],
    ['a.c', 'abc', false],
    ['A', 'a', false],
    ['é_', 'é😀', true],
  ])('granted on `%s` holds on %s: %s', (pattern, schema, holds) => {
    expect(grantsOf([`GRANT SELECT ON \`${pattern}\`.* TO u`]).onSchema(schema, 'SELECT')).toBe(holds);
  });

  test('holds whatever the case where the server does not tell cases apart', () => {
    const rules = { namesAreCaseSensitive: false, hasWildcards: true };
    expect(grantsOf(['GRANT SELECT ON `Dees`.* TO u'], rules).onSchema('dEES', 'SELECT')).toBe(true);
  });

  test('is no pattern where the server takes names literally', () => {
    const grants = grantsOf(['GRANT SELECT ON `a_b`.* TO u'], {
      namesAreCaseSensitive: true,
      hasWildcards: false,
    });
    expect(grants.onSchema('a_b', 'SELECT')).toBe(true);
    expect(grants.onSchema('axb', 'SELECT')).toBe(false);
  });

  test('is gone where it was taken back, unless it is given there by itself', () => {
    const grants = grantsOf([
      'GRANT SELECT, INSERT ON *.* TO u',
      'GRANT SELECT ON `kept`.* TO u',
      'REVOKE SELECT ON `kept`.* FROM u',
      'REVOKE SELECT ON `gone`.* FROM u',
    ]);
    const held = ['kept', 'gone', 'other'].map((schema) => grants.onSchema(schema, 'SELECT'));
    expect(held).toEqual([true, false, true]);
    expect(grants.onSchema('gone', 'INSERT')).toBe(true);
  });

  test('does not follow from one on a table, on columns, or on a routine of it', () => {
    const grants = grantsOf(['GRANT SELECT ON `s`.`t` TO u', 'GRANT EXECUTE ON PROCEDURE `s`.`p` TO u']);
    expect(grants.onSchema('s', 'SELECT')).toBe(false);
    expect(grants.onTable('s', 't', 'SELECT')).toBe(true);
    expect(grants.onTable('s', 'x', 'SELECT')).toBe(false);
    expect(grants.onSchema('s', 'EXECUTE')).toBe(false);
  });
});

test('places of a right: everywhere, or each schema and each table outside of these', () => {
  const lines = [
    'GRANT SELECT ON `a\\_b`.* TO u',
    'GRANT SELECT ON `a_b`.`t` TO u',
    'GRANT SELECT (`c`) ON `x_y`.`t` TO u',
    'GRANT INSERT ON `z`.* TO u',
  ];
  const places = [
    { schema: 'a\\_b', table: null },
    { schema: 'x\\_y', table: 't' },
  ];
  expect(grantsOf(lines).places('SELECT')).toEqual(places);
  expect(grantsOf(lines).placesIn('x_y', 'SELECT')).toEqual([places[1]]);
  expect(grantsOf(lines).placesIn('z', 'SELECT')).toEqual([]);
  expect(grantsOf([...lines, 'GRANT SELECT ON *.* TO u']).places('SELECT')).toEqual([
    { schema: null, table: null },
  ]);
});

test('a GRANT hands out no more than it says', () => {
  expect(grantStatement(['SELECT', 'SHOW VIEW'], placeOf('a_b`%'), "o'neil@10.0.%")).toBe(
    "GRANT SELECT, SHOW VIEW ON `a\\_b``\\%`.* TO 'o''neil'@'10.0.%';",
  );
});
