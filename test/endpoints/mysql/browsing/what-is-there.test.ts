/** Schemas, tables and their facts, as a person who looks around finds them. */
import { beforeAll, expect, test } from 'vitest';
import type { Catalog, ListedTable, NamedTable } from '../../../../src/endpoints/catalog-contract.ts';
import { passwordOnly } from '../../../../src/endpoints/contract.ts';
import { openSource } from '../../../../src/endpoints/registry.ts';
import { parseEndpointUrl } from '../../../../src/model/endpoint-url.ts';
import { loadSakila } from '../../../support/sakila.ts';
import { connect, describeProducts, freshSchema, type TestServer } from '../../../support/servers.ts';
import { catalogOf, goesOn } from './catalog-of.ts';

/** Tables by what the key is that rows can be told apart by. */
const KEYED: Record<string, string> = {
  plain: 'id INT PRIMARY KEY',
  two: 'b INT, a INT, PRIMARY KEY (b, a)',
  backwards: 'a INT, b INT, PRIMARY KEY (b, a)',
  unique_only: 'a INT NOT NULL, b INT, UNIQUE KEY u (a)',
  unique_null: 'a INT NULL, UNIQUE KEY u (a)',
  unique_second: 'a INT NULL, b INT NOT NULL, UNIQUE KEY a_first (a), UNIQUE KEY b_second (b)',
  prefix: 'a VARCHAR(300) NOT NULL, UNIQUE KEY u (a(10))',
  an_enum: "a ENUM('x', 'y') NOT NULL, PRIMARY KEY (a)",
  enum_then_id: "a ENUM('x', 'y') NOT NULL, id INT NOT NULL, PRIMARY KEY (a), UNIQUE KEY u (id)",
  a_float: 'a FLOAT NOT NULL, PRIMARY KEY (a)',
  none: 'a INT, KEY (a)',
  '이름 with space': '번호 BIGINT PRIMARY KEY',
};

describeProducts('a catalog', (server, product) => {
  let there: TestServer;
  let catalog: Catalog;
  let schema: string;
  let other: string;
  beforeAll(async () => {
    there = await server('a');
    schema = await freshSchema(there, 'seen');
    other = await freshSchema(there, 'other');
    for (const [name, columns] of Object.entries(KEYED)) {
      await there.query(`CREATE TABLE \`${schema}\`.\`${name}\` (${columns}) ENGINE=InnoDB`);
    }
    await there.query(`CREATE TABLE \`${schema}\`.old (id INT PRIMARY KEY) ENGINE=MyISAM`);
    await there.query(`CREATE VIEW \`${schema}\`.shown AS SELECT id FROM \`${schema}\`.plain`);
    await there.query(`INSERT INTO \`${schema}\`.plain VALUES (1), (2), (3)`);
    catalog = await catalogOf(there);
  });

  const named = (tables: readonly ListedTable[], name: string) =>
    tables.find((one) => one.name.table === name)!;

  test('says which server it is of', () => {
    expect(catalog.identity.product).toBe(
      `${product === 'mariadb' ? 'MariaDB' : 'MySQL'} ${/^[\d.]+\d/.exec(there.version)![0]}`,
    );
    expect(catalog.namesAreCaseSensitive).toBe(true);
  });

  test('lists the schemas of people, empty ones too, and none of the server', async () => {
    const schemas = await catalog.schemas(goesOn);
    expect(schemas).toEqual(expect.arrayContaining([schema, other]));
    expect(schemas).toEqual(schemas.toSorted());
    expect(schemas.filter((one) => /^(mysql|sys|information_schema|performance_schema)$/i.test(one))).toEqual(
      [],
    );
  });

  test('lists tables and views of one schema, in the order of their names, with what is known of them', async () => {
    const tables = await catalog.tables([schema], goesOn);
    expect(tables.map((one) => one.name.table)).toEqual([...Object.keys(KEYED), 'old', 'shown'].toSorted());
    expect(new Set(tables.map((one) => one.name.schema))).toEqual(new Set([schema]));
    expect(named(tables, 'plain')).toMatchObject({ kind: 'table', engine: 'InnoDB', estimatedRows: 3 });
    expect(named(tables, 'plain').dataBytes).toBeGreaterThan(0);
    expect(named(tables, 'old')).toMatchObject({ engine: 'MyISAM', estimatedRows: 0, dataBytes: 0 });
    expect(named(tables, 'shown')).toEqual({
      name: { schema, table: 'shown' },
      kind: 'view',
      engine: null,
      estimatedRows: null,
      dataBytes: null,
      key: null,
    });
    expect(await catalog.tables([other], goesOn)).toEqual([]);
    expect(await catalog.tables([], goesOn)).toEqual([]);
  });

  test('gives the names alone, the same ones, ahead of what takes long', async () => {
    const whole = await catalog.tables([schema, other], goesOn);
    const names = await catalog.names!([schema, other], goesOn);
    const bare = (tables: readonly NamedTable[]) => tables.map(({ name, kind }) => ({ name, kind }));
    expect(bare(names)).toEqual(bare(whole));
    expect(await catalog.names!([], goesOn)).toEqual([]);
  });

  test('names the key by which the engine will walk each table', async () => {
    const { address } = parseEndpointUrl(there.url(), 'source');
    const source = await openSource(address, passwordOnly(there.password), goesOn);
    try {
      for (const { name, key } of await catalog.tables([schema], goesOn)) {
        expect([name.table, key]).toEqual([name.table, (await source.shape(name, goesOn)).key]);
      }
    } finally {
      await source.close();
    }
    expect(named(await catalog.tables([schema], goesOn), 'backwards').key).toEqual(['b', 'a']);
  });

  test('sees rows that were put in since', async () => {
    await there.query(`CREATE TABLE \`${other}\`.grows (id INT PRIMARY KEY)`);
    await catalog.tables([other], goesOn);
    await there.query(`INSERT INTO \`${other}\`.grows VALUES (1), (2), (3), (4)`);
    expect((await catalog.tables([other], goesOn))[0]!.estimatedRows).toBe(4);
    await there.query(`DROP TABLE \`${other}\`.grows`);
  });

  test('describes columns and indexes', async () => {
    await there.query(`CREATE TABLE \`${other}\`.described (
      id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(20) NOT NULL DEFAULT 'it''s',
      note TEXT NULL, at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, twice INT AS (LENGTH(name) * 2) VIRTUAL,
      UNIQUE KEY by_name (name, id), KEY by_note (note(10)), FULLTEXT KEY words (note))`);
    const { columns, indexes } = await catalog.describe({ schema: other, table: 'described' }, goesOn);
    expect(columns.map(({ name, nullable }) => [name, nullable])).toEqual([
      ['id', false],
      ['name', false],
      ['note', true],
      ['at', false],
      ['twice', true],
    ]);
    expect(columns[0]!.type).toMatch(/^int(\(10\))? unsigned$/);
    expect(columns[0]!.extra).toBe('auto_increment');
    expect(columns[1]!.default).toBe(product === 'mariadb' ? "'it''s'" : "it's");
    expect(columns[2]!.default).toBeNull();
    expect(columns[3]!.default).toMatch(/current_timestamp/i);
    expect(columns[4]!.extra).toMatch(/VIRTUAL/);
    expect(indexes).toEqual([
      { name: 'PRIMARY', unique: true, columns: ['id'] },
      { name: 'by_name', unique: true, columns: ['name', 'id'] },
      { name: 'by_note', unique: false, columns: ['note(10)'] },
      { name: 'words', unique: false, columns: ['note'] },
    ]);
  });

  test('says of a table that is gone that it is gone', async () => {
    const gone = { schema, table: 'gone' };
    await expect(catalog.describe(gone, goesOn)).rejects.toMatchObject({ kind: 'table.gone' });
    await expect(catalog.rows(gone, 1, goesOn)).rejects.toMatchObject({ kind: 'table.gone' });
  });

  test('names the right that is missing where a table can be seen and not read', async () => {
    const user = `blind_${schema.slice(-8)}`;
    await there.query(`CREATE USER '${user}'@'%' IDENTIFIED BY 'pass'`);
    try {
      await there.query(`GRANT INSERT ON \`${schema}\`.plain TO '${user}'@'%'`);
      const limited = await catalogOf(there, { user, password: 'pass' });
      expect((await limited.tables(null, goesOn)).map((one) => one.name.table)).toEqual(['plain']);
      const reading = limited.rows({ schema, table: 'plain' }, 1, goesOn);
      await expect(reading).rejects.toMatchObject({ kind: 'rights.missing', facts: { right: 'SELECT' } });
    } finally {
      await there.query(`DROP USER '${user}'@'%'`);
    }
  });

  test('shows rows of every table and view of sakila', async () => {
    const sakila = await loadSakila(there);
    const tables = await catalog.tables([sakila], goesOn);
    expect(tables).toHaveLength(23);
    for (const { name } of tables) {
      const { columns } = await catalog.describe(name, goesOn);
      const sample = await catalog.rows(name, 3, goesOn);
      expect(sample.columns).toEqual(columns.map((column) => column.name));
      expect(sample.rows.length).toBeGreaterThan(0);
    }
  });
});

describeProducts('ten thousand tables', (server) => {
  const COUNT = 2_000;
  /** A fifth of two seconds is what an idle machine needs less than; asked one by one they took many times this. */
  const MOST_MS = 1_200;
  const tables = Array.from({ length: COUNT }, (_, at) => `t_${String(at).padStart(5, '0')}`);
  let there: TestServer;
  let schema: string;
  beforeAll(async () => {
    there = await server('b');
    schema = await freshSchema(there, 'many');
    const maker = await connect(there, { multipleStatements: true });
    await maker.query(
      tables.map((table) => `CREATE TABLE \`${schema}\`.${table} (id INT PRIMARY KEY);`).join(''),
    );
    await maker.end();
  });

  test('are listed with a few questions, here by a fifth of them', async () => {
    const catalog = await catalogOf(there);
    // The best of three: the machine has other things to do.
    let ms = Number.POSITIVE_INFINITY;
    for (let time = 0; time < 3; time++) {
      const start = performance.now();
      const listed = await catalog.tables([schema], goesOn);
      ms = Math.min(ms, performance.now() - start);
      expect(listed.map((one) => [one.name.table, one.key])).toEqual(tables.map((table) => [table, ['id']]));
    }
    expect(ms).toBeLessThan(MOST_MS);
  });

  test('have the sizes of each one alone, whoever asks', async () => {
    const odd = {
      '쪼갠 표': 'id INT PRIMARY KEY, t TEXT) PARTITION BY HASH (id) PARTITIONS 3',
      moved: 'id INT PRIMARY KEY, t TEXT) ENGINE=MyISAM',
      usual: 'id INT PRIMARY KEY, t TEXT)',
    };
    for (const [table, definition] of Object.entries(odd)) {
      await there.query(`CREATE TABLE \`${schema}\`.\`${table}\` (${definition}`);
      await there.query(`INSERT INTO \`${schema}\`.\`${table}\` VALUES (1, 'a'), (2, 'b'), (3, 'c')`);
      await there.query(`ANALYZE TABLE \`${schema}\`.\`${table}\``);
    }
    await there.query(`CREATE VIEW \`${schema}\`.seen AS SELECT id FROM \`${schema}\`.usual`);
    const reader = `${schema}_r`.slice(0, 32);
    await there.query(`CREATE USER '${reader}'@'%' IDENTIFIED BY 'reader-word-1'`);
    await there.query(`GRANT SELECT, SHOW VIEW ON \`${schema}\`.* TO '${reader}'@'%'`);
    for (const as of [there, { user: reader, password: 'reader-word-1' }]) {
      const all = await (await catalogOf(there, as)).tables([schema], goesOn);
      expect(all).toHaveLength(COUNT + 4);
      const few = all.filter(({ name }) => !tables.includes(name.table));
      expect(few.map((one) => [one.name.table, one.estimatedRows, (one.dataBytes ?? 0) > 0])).toEqual([
        ['moved', 3, true],
        ['seen', null, false],
        ['usual', 3, true],
        ['쪼갠 표', 3, true],
      ]);
    }
    await there.query(`DROP USER '${reader}'@'%'`);
  });

  test('are listed without their sizes once that is enough, and with them after', async () => {
    const catalog = await catalogOf(there);
    const hurried = await catalog.tables([schema], goesOn, { enough: AbortSignal.abort() });
    expect(new Set(hurried.map((one) => [one.estimatedRows, one.dataBytes].join()))).toEqual(new Set([',']));
    const whole = await catalog.tables([schema], goesOn);
    expect(hurried.map(({ name, engine, key }) => ({ name, engine, key }))).toEqual(
      whole.map(({ name, engine, key }) => ({ name, engine, key })),
    );
    expect(whole.filter(({ kind, dataBytes }) => kind === 'table' && dataBytes === null)).toEqual([]);
  });

  test('of which some are asked for are told of by those', async () => {
    const catalog = await catalogOf(there);
    const listed = await catalog.tables([schema], goesOn, { of: ({ table }) => table === 't_00007' });
    expect(listed.length).toBeGreaterThanOrEqual(COUNT);
    expect(listed.filter(({ dataBytes, key }) => dataBytes !== null || key !== null)).toEqual([
      expect.objectContaining({ name: { schema, table: 't_00007' }, key: ['id'], estimatedRows: 0 }),
    ]);
  });

  test('are listed whole by an account that is given one connection', async () => {
    const reader = `${schema}_1`.slice(0, 32);
    await there.query(
      `CREATE USER '${reader}'@'%' IDENTIFIED BY 'reader-word-1' WITH MAX_USER_CONNECTIONS 1`,
    );
    await there.query(`GRANT SELECT ON \`${schema}\`.* TO '${reader}'@'%'`);
    const catalog = await catalogOf(there, { user: reader, password: 'reader-word-1' });
    const listed = await catalog.tables([schema], goesOn);
    expect(listed.filter(({ kind, dataBytes }) => kind === 'table' && dataBytes === null)).toEqual([]);
    await there.query(`DROP USER '${reader}'@'%'`);
  });
});
