/** Keys in character sets that travel to files as UTF-8: chunks are cut behind the right row all the same. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { contentForFiles, contentOfFolder } from '../e2e/support/csv-content.ts';
import { describeProducts, freshSchema } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { copy } from './copying.ts';

const COMMIT_RATE = 7;
const ROWS = 90;

/** Whether a table is walked along such a key, or read as one stream. */
const CHARSETS: readonly { readonly charset: string; readonly letters: string; readonly walks: boolean }[] = [
  { charset: 'utf8mb4', letters: 'aé한😀', walks: true },
  { charset: 'latin1', letters: 'aéß€ÿ', walks: true },
  { charset: 'ucs2', letters: 'aé한', walks: true },
  { charset: 'utf16', letters: 'aé한😀', walks: true },
  { charset: 'utf32', letters: 'aé한😀', walks: true },
  { charset: 'euckr', letters: 'a한글', walks: false },
  { charset: 'cp932', letters: 'a日本', walks: false },
];

describeProducts('rows with a key in', (server) => {
  test.each(CHARSETS)('$charset all arrive in files', async ({ charset, letters, walks }) => {
    const source = await server('a');
    const schema = await freshSchema(source, 'charsets');
    await source.query(
      `CREATE TABLE ${schema}.words (word VARCHAR(20) CHARACTER SET ${charset} NOT NULL, part INT NOT NULL,
         PRIMARY KEY (word, part)) ENGINE=InnoDB`,
    );
    const kinds = Array.from(letters);
    const rows = Array.from({ length: ROWS }, (_, at) => {
      const word = `${kinds[at % kinds.length]}${Math.floor(at / 4) % 11}`;
      return `(CONVERT(_utf8mb4 X'${Buffer.from(word).toString('hex')}' USING ${charset}), ${at - 40})`;
    });
    await source.query(`INSERT INTO ${schema}.words VALUES ${rows.join(', ')}`);
    const folder = join(temporaryFolder(), 'out');
    const copied = await copy({
      source,
      target: `file://${folder}`,
      schema,
      lanes: 2,
      taskSettings: { FullLoadSettings: { CommitRate: COMMIT_RATE } },
    });
    expect(copied.errors).toEqual([]);
    expect(copied.outcome).toBe('done');
    const { rows: moved, validation } = copied.tables.get(`${schema}.words`)!;
    const plan = copied.events.find((event) => event.type === 'plan')!;
    expect({ moved, validation, walks: plan.tables[0]!.key !== null }).toEqual({
      moved: ROWS,
      validation: 'Validated',
      walks,
    });
    expect(await contentOfFolder(join(folder, schema), ['words'])).toEqual(
      await contentForFiles(source, schema),
    );
  });
});
