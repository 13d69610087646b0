import { expect, test } from 'vitest';
import { createDees } from '../../src/lab/dees/dees.ts';
import { checksumTables } from '../support/checksum.ts';
import {
  describeMysql,
  describeProducts,
  freshSchema,
  mariadb,
  mysql,
  type TestServer,
} from '../support/servers.ts';

const SIZES = { sample1Rows: 120_000, sample2Rows: 20_000 };

async function contents(server: TestServer) {
  const schema = await freshSchema(server, 'dees');
  await createDees(server, { schema, ...SIZES });
  return checksumTables(server, schema);
}

describeMysql('the dees sample on both products', () => {
  test('is the same, value by value', async () => {
    const [onMariadb, onMysql] = await Promise.all([mariadb('a').then(contents), mysql('a').then(contents)]);
    expect(onMysql).toEqual(onMariadb);
    const rows = Object.fromEntries(
      Object.entries(onMariadb).map(([table, content]) => [table, content.rows]),
    );
    expect(rows).toEqual({ movies: 62_423, sample1: 120_000, sample2: 20_000 });
  });
});

describeProducts('the dees sample', (server) => {
  test('holds the texts that break a careless copy', async () => {
    const a = await server('a');
    const schema = await freshSchema(a, 'dees');
    await createDees(a, { schema, sample1Rows: 1_000, sample2Rows: 2_000 });
    const wanted = {
      quotes: `title LIKE '%"%'`,
      commas: `title LIKE '%,%'`,
      lineBreaks: `title LIKE '%\\n%'`,
      tabs: `title LIKE '%\\t%'`,
      nullMarker: `title LIKE '%\\\\\\\\N%'`,
      korean: `title LIKE '%괴물%'`,
      emoji: `title LIKE '%🤖%'`,
      missing: 'tagline IS NULL',
      empty: "tagline = '' AND LENGTH(tagline) = 0",
      blank: 'LENGTH(tagline) = 1',
    };
    const counts = Object.entries(wanted).map(([name, where]) => `SUM(${where}) AS \`${name}\``);
    const [row] = await a.query(`SELECT ${counts.join(', ')} FROM \`${schema}\`.movies`);
    for (const [name, count] of Object.entries(row!)) expect(Number(count), name).toBeGreaterThan(100);
  });
});
