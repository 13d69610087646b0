/** Where the files of a table lie, whatever the table is called. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileName, nameOfPart, pathPart, tableFolder } from '../../../src/endpoints/files/layout.ts';

it('numbers files from 1, in eight upper-case hexadecimal digits', () => {
  expect([0, 8, 9, 15, 0x0fff_fffe].map((chunk) => fileName(chunk, false))).toEqual([
    'LOAD00000001.csv',
    'LOAD00000009.csv',
    'LOAD0000000A.csv',
    'LOAD00000010.csv',
    'LOAD0FFFFFFF.csv',
  ]);
  expect(fileName(0, true)).toBe('LOAD00000001.csv.gz');
});

it.each([
  ['movies', 'movies'],
  ['영화', '영화'],
  ['🎬 list', '🎬 list'],
  ['a/b\\c', 'a%2Fb%5Cc'],
  ['..', '%2E.'],
  ['.', '%2E'],
  ['.hidden', '%2Ehidden'],
  ['a.b', 'a.b'],
  ['50%', '50%25'],
  ['line\nend', 'line%0Aend'],
  ['`"\'', '`"\''],
])('gives the table %j the folder %j', (table, folder) => {
  expect(tableFolder({ schema: 's', table })).toBe(`s/${folder}`);
});

it('never leads out of the folder, and never gives two names one folder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
      const part = pathPart(name);
      expect(nameOfPart(part)).toBe(name);
      expect(part).not.toMatch(/[/\\\0\n]|^\./);
    }),
  );
});
