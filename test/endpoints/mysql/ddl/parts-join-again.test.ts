/** Whatever a statement holds, its parts put together again are the statement. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinCreateTable, parseCreateTable } from '../../../../src/endpoints/mysql/ddl/create-table.ts';
import { joinTokens, spoken, tokenize } from '../../../../src/endpoints/mysql/ddl/tokens.ts';
import { quoteName, quoteText } from '../../../../src/endpoints/mysql/sql-text.ts';
import { DEFINITIONS } from './definitions.ts';

const text = fc.string({ unit: 'binary' });
/** Text rich in what SQL is made of. */
const sqlish = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '`',
        "'",
        '"',
        '\\',
        '(',
        ')',
        ',',
        '/*!50100 ',
        '/*',
        '*/',
        '-- ',
        '#',
        '\n',
        ' ',
        '.',
        '=',
        '0x',
        '1e',
      ),
      fc.constantFrom(
        'KEY',
        'PRIMARY KEY',
        'CONSTRAINT',
        'PARTITION BY',
        'CREATE TABLE',
        'DEFAULT',
        'COMMENT',
      ),
      fc.string({ maxLength: 3 }),
    ),
  )
  .map((parts) => parts.join(''));

describe('a statement', () => {
  it('is the same after it was cut into tokens and joined', () => {
    fc.assert(fc.property(fc.oneof(text, sqlish), (sql) => joinTokens(tokenize(sql)) === sql));
  });

  it('is the same after it was cut into definitions and joined', () => {
    fc.assert(fc.property(fc.oneof(text, sqlish), (sql) => joinCreateTable(parseCreateTable(sql)) === sql));
    for (const { sql } of DEFINITIONS) expect(joinCreateTable(parseCreateTable(sql))).toBe(sql);
  });

  it('has a quoted name or text as one token, whatever is in it', () => {
    fc.assert(
      fc.property(text, text, (name, value) => {
        const tokens = tokenize(`${quoteName(name)} ${quoteText(value)},x`);
        return tokens.length === 5 && spoken(tokens[0]) === name && tokens[2]?.kind === 'text';
      }),
    );
  });

  it('is cut at its own commas only', () => {
    const table = parseCreateTable(
      "CREATE TABLE `t` (`a,(` enum('x,y','(') COMMENT ',', KEY `k)` (`a,(`(3),`b`), CONSTRAINT `c` CHECK ((`b` in (1,2)))) ENGINE=x /*!50100 PARTITION BY HASH (`b`) */",
    );
    expect(table.definitions.map(({ kind }) => kind)).toEqual(['column', 'key', 'check']);
    expect(joinTokens(table.options).trim()).toBe('ENGINE=x');
    expect(joinTokens(table.partitions)).toBe('/*!50100 PARTITION BY HASH (`b`) */');
  });
});
