/** `endpoint browse`, as a person or a script calls it. */
import { beforeAll, expect, test } from 'vitest';
import { connect, describeProducts, freshSchema, type TestServer } from '../support/servers.ts';
import { type Ended, runBin } from './support/run-bin.ts';

describeProducts('endpoint browse', (server) => {
  let there: TestServer;
  let schema: string;
  beforeAll(async () => {
    there = await server('a');
    schema = await freshSchema(there, 'browse');
    const maker = await connect(there, { database: schema, multipleStatements: true });
    await maker.query(`
      CREATE TABLE movies (id INT PRIMARY KEY, 제목 VARCHAR(50), poster BLOB, note TEXT, year YEAR, KEY by_year (year));
      INSERT INTO movies VALUES (1, '기생충', X'89504E47', 'NULL', 2019), (2, 'Wide 🎬', NULL, REPEAT('long ', 200), 1901),
        (3, '', X'', CONCAT('esc', CHAR(27), '[31m'), NULL);
      CREATE TABLE movie_cast (id INT PRIMARY KEY, movie_id INT);
      CREATE TABLE sample (a INT, b INT);
      INSERT INTO sample VALUES (1, 2);
      CREATE VIEW titles AS SELECT 제목 FROM movies`);
    await maker.end();
  });

  const browse = (...words: string[]): Promise<Ended> =>
    runBin(['endpoint', 'browse', ...words], { environment: { DMS_TUI_SOURCE_PASSWORD: there.password } });
  const json = async (...words: string[]) => JSON.parse((await browse(...words, '--json')).out);

  test('without a pattern lists the schemas with what is in them', async () => {
    const { code, out } = await browse(there.url());
    expect(code).toBe(0);
    const line = out.split('\n').find((one) => one.startsWith(schema))!;
    expect(line).toMatch(new RegExp(`^${schema} +3 +1 +~4 +\\S+ [kM]?B$`));
    expect(out).toMatch(/\n\n\d+ schemas?, [\d,]+ tables?, ~.+ rows, .+B\n$/);
    const { schemas } = await json(there.url());
    expect(schemas).toContainEqual(
      expect.objectContaining({ schema, tables: 3, views: 1, estimatedRows: 4 }),
    );
  });

  test('with a pattern lists the tables that match, and counts them', async () => {
    const { code, out } = await browse(there.url(), `${schema}.m%`);
    expect(code).toBe(0);
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/^TABLE +ROWS +SIZE +ENGINE +KEY$/);
    expect(lines[1]).toMatch(new RegExp(`^${schema}\\.movie_cast +~0 +16\\.4 kB +InnoDB +id$`));
    expect(lines[2]).toMatch(new RegExp(`^${schema}\\.movies +~3 +16\\.4 kB +InnoDB +id$`));
    expect(lines.slice(3)).toEqual(['', '2 of 3 tables, ~3 rows, 32.8 kB', '']);
    const found = await json(there.url(), `${schema}.m%`);
    expect(found).toMatchObject({
      matched: { tables: 2, views: 0, estimatedRows: 3 },
      of: { tables: 3, views: 1 },
      tables: [{ table: 'movie_cast' }, { schema, table: 'movies', kind: 'table', key: ['id'] }],
    });
  });

  test('with a schema in the URL lists that schema, views too', async () => {
    const { out } = await browse(there.url(schema));
    expect(out).toContain(`${schema}.titles`);
    expect(out).toMatch(/\n3 of 3 tables and 1 view, /);
  });

  test('with --limit lists some and counts all', async () => {
    const { out } = await browse(there.url(schema), '--limit', '1');
    expect(out).toMatch(/\n3 more; --limit shows more of them\.\n/);
    expect(out).toMatch(/\n3 of 3 tables and 1 view, /);
  });

  test('of a table shows columns, indexes and first rows; nothing is cut and no escape sequence gets out', async () => {
    const { code, out } = await browse(there.url(), `${schema}.movies`);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^${schema}\\.movies {2}InnoDB, ~3 rows, 16\\.4 kB, key id\n`));
    expect(out).toMatch(/\n제목 +varchar\(50\) +yes\n/);
    expect(out).toMatch(/\nby_year +no +year\n/);
    expect(out).toMatch(/\n {0,2}1 │ 기생충 +│ 0x89504E47 │ 'NULL' +│ 2019\n/);
    expect(out).toMatch(/\n {0,2}2 │ Wide 🎬 │ NULL +│ (long ){59}long…? *… │ 1901\n/);
    expect(out).toMatch(/\n {0,2}3 │ '' +│ 0x +│ esc\\u001b\[31m +│ NULL\n/);
    expect(out).not.toContain('\x1b');
  });

  test('takes a name with _ for that name', async () => {
    const { out } = await browse(there.url(), `${schema}.movie_cast`);
    expect(out).toContain('movie_id');
    expect(out).toContain('No rows.');
  });

  test('gives every value exactly as JSON', async () => {
    const { tables } = await json(there.url(), `${schema}.movies`, '--rows', '2');
    expect(tables[0].rows).toEqual({
      columns: ['id', '제목', 'poster', 'note', 'year'],
      values: [
        [
          { text: '1', cut: false },
          { text: '기생충', cut: false },
          { hex: '89504e47', cut: false },
          { text: 'NULL', cut: false },
          { text: '2019', cut: false },
        ],
        [
          { text: '2', cut: false },
          { text: 'Wide 🎬', cut: false },
          null,
          { text: 'long '.repeat(60), cut: true },
          { text: '1901', cut: false },
        ],
      ],
    });
  });

  test('shows columns, or rows, of every table that matches', async () => {
    const columns = await browse(there.url(), `${schema}.%`, '--columns');
    expect(columns.out.match(/^COLUMN /gm)).toHaveLength(4);
    expect(columns.out).not.toContain('기생충');
    const rows = await browse(there.url(), `${schema}.%`, '--rows', '1');
    expect(rows.out).toContain('기생충');
    expect(rows.out).not.toMatch(/^COLUMN /m);
  });

  test('where nothing matches offers what is near, and ends with 1', async () => {
    const { code, out, err } = await browse(there.url(), `${schema}.moveis`);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`matches ${schema}.moveis.`);
    expect(err).toContain(`${schema}.movies`);
  });

  test('refuses numbers of rows that make no sense, with 2', async () => {
    for (const rows of ['0', 'many', '1001']) {
      expect((await browse(there.url(), `${schema}.movies`, '--rows', rows)).code).toBe(2);
    }
  });

  test('never prints the password', async () => {
    const url = there.url(schema).replace('@', `:${encodeURIComponent(there.password)}@`);
    const { code, out, err } = await runBin(['endpoint', 'browse', url]);
    expect(code).toBe(0);
    expect(out + err).not.toContain(there.password);
    expect(err).toContain('holds a password');
  });
});
