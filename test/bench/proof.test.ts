/** The judge of the bench: it must not call a wrong file right. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type TextFormat, textContent } from './proof.ts';

const TSV: TextFormat = { separator: '\t', nullMark: '\\N', header: false };
const CSV: TextFormat = { separator: ',', nullMark: '', header: false };

describe('the content of text files', () => {
  const folder = temporaryFolder();
  let files = 0;

  function content(format: TextFormat, ...texts: string[]): Promise<string> {
    const paths = texts.map((text) => {
      const path = join(folder, `${files++}`);
      writeFileSync(path, text);
      return path;
    });
    return textContent(paths, format);
  }

  const right = () => content(TSV, '1\tone\t\\N\n2\ttwo\tx\n3\tthree\ty\n');

  test('is the same in every format, order and number of files', async () => {
    expect(await content(CSV, '3,three,y\n', '1,one,\n2,two,x\n')).toBe(await right());
    const client = { separator: '\t', nullMark: 'NULL', header: true };
    expect(await content(client, 'id\tname\tmark\n1\tone\tNULL\n2\ttwo\tx\n3\tthree\ty\n')).toBe(
      await right(),
    );
  });

  test.each([
    ['a changed byte', '1,one,\n2,twO,x\n3,three,y\n'],
    ['a lost row', '1,one,\n2,two,x\n'],
    ['a doubled row in place of another', '1,one,\n2,two,x\n2,two,x\n'],
    ['values in each other’s columns', '1,one,\n2,x,two\n3,three,y\n'],
    ['values in each other’s rows', '1,one,\n2,two,y\n3,three,x\n'],
    ['a byte moved over a separator', '1,one,\n2,tw,ox\n3,three,y\n'],
    ['text in place of NULL', '1,one,\\N\n2,two,x\n3,three,y\n'],
  ])('tells %s', async (_, text) => {
    expect(await content(CSV, text)).not.toBe(await right());
  });
});
