/** A quoted text or name is, for the server, exactly what was quoted. */

import fc from 'fast-check';
import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quoteName, quoteText } from '../../../../src/endpoints/mysql/sql-text.ts';
import { connect, describeProducts } from '../../../support/servers.ts';

describeProducts('quoting', (server) => {
  let connection: Connection;
  beforeAll(async () => {
    connection = await connect(await server('a'));
  });
  afterAll(() => connection.end());

  it('keeps every character of a text, in every mode of the session that allows escapes', async () => {
    const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 40 });
    for (const mode of ['', 'ANSI_QUOTES,PIPES_AS_CONCAT']) {
      await connection.query(`SET SESSION sql_mode = '${mode}'`);
      await fc.assert(
        fc.asyncProperty(texts, async (values) => {
          const [rows] = await connection.query(
            `SELECT ${values.map((value, at) => `HEX(${quoteText(value)}) AS v${at}`).join(', ')}`,
          );
          const expected = values.map((value) => Buffer.from(value).toString('hex').toUpperCase());
          expect(Object.values((rows as Record<string, string>[])[0]!)).toEqual(expected);
        }),
        { numRuns: 20 },
      );
    }
  });

  it('keeps every character of a name', async () => {
    for (const name of ['a`b', "it's", 'x\ny', 'dot.ted', '한글', '``', '"', '\\']) {
      const [rows] = await connection.query(`SELECT 1 AS ${quoteName(name)}`);
      expect(rows).toEqual([{ [name]: 1 }]);
    }
  });
});
