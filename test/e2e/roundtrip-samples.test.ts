/** The sample schemas, whole: every row, index and foreign key, from either product to either, and into files. */
import { beforeAll, describe, expect, test } from 'vitest';
import { createDees } from '../../src/lab/dees/dees.ts';
import type { Product } from '../../src/lab/servers/program.ts';
import { type Copied, copy } from '../engine/copying.ts';
import { describeDirections } from '../engine/directions.ts';
import { checksumTables, type TableContent } from '../support/checksum.ts';
import { freshStore } from '../support/s3.ts';
import { loadSakila } from '../support/sakila.ts';
import { describeProducts, dropAfterwards, freshSchema, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Sample {
  readonly schema: string;
  readonly contents: Record<string, TableContent>;
}

/** Made once per product, and only read after that. */
const samples = new Map<string, Promise<Sample>>();

function sample(kind: 'sakila' | 'dees', source: TestServer): Promise<Sample> {
  const id = `${kind} ${source.product}`;
  const made = samples.get(id) ?? (kind === 'sakila' ? sakila(source) : dees(source));
  samples.set(id, made);
  return made;
}

async function sakila(source: TestServer): Promise<Sample> {
  const schema = await loadSakila(source);
  return { schema, contents: await checksumTables(source, schema) };
}

async function dees(source: TestServer): Promise<Sample> {
  const schema = await freshSchema(source, 'dees');
  await createDees(source, { schema, sample1Rows: 15_000, sample2Rows: 4_000 });
  return { schema, contents: await checksumTables(source, schema) };
}

function expectAllEqual(copied: Copied, { schema, contents }: Sample): void {
  expect(copied.errors.slice(0, 1)).toEqual([]);
  expect(copied.outcome).toBe('done');
  const states = [...copied.tables.values()].map(({ source, state, validation, rows }) => ({
    source,
    state,
    validation,
    rows,
  }));
  const expected = Object.entries(contents).map(([table, { rows }]) => ({
    source: `${schema}.${table}`,
    state: 'Table completed',
    validation: 'Validated',
    rows,
  }));
  const byName = (one: { source: string }, other: { source: string }) => (one.source < other.source ? -1 : 1);
  expect(states.toSorted(byName)).toEqual(expected.toSorted(byName));
}

/** RESTRICT and NO ACTION are one thing to InnoDB; what was not written is shown as the one or the other. */
async function keysOf(server: TestServer, schema: string): Promise<unknown> {
  const indexes = await server.query(
    `SELECT TABLE_NAME AS t, INDEX_NAME AS name, SEQ_IN_INDEX AS seq, COLUMN_NAME AS col, NON_UNIQUE AS many,
       IF(INDEX_TYPE = 'SPATIAL', NULL, SUB_PART) AS part, INDEX_TYPE AS kind
     FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ? ORDER BY 1, 2, 3`,
    [schema],
  );
  const foreignKeys = await server.query(
    `SELECT TABLE_NAME AS t, CONSTRAINT_NAME AS name, REFERENCED_TABLE_NAME AS parent,
       REPLACE(UPDATE_RULE, 'NO ACTION', 'RESTRICT') AS on_update, REPLACE(DELETE_RULE, 'NO ACTION', 'RESTRICT') AS on_delete
     FROM information_schema.REFERENTIAL_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ? ORDER BY 1, 2`,
    [schema],
  );
  return { indexes: asText(indexes), foreignKeys: asText(foreignKeys) };
}

/** The products count in integers of different widths. */
function asText(rows: readonly Record<string, unknown>[]): unknown {
  return rows.map((row) => Object.values(row).map((value) => (value === null ? null : `${value as string}`)));
}

describeDirections('sakila', ({ ends }) => {
  test('arrives with all rows, indexes and foreign keys', async () => {
    const { source, target } = ends;
    const made = await sample('sakila', source);
    dropAfterwards(target, made.schema);
    const copied = await copy({ source, target, schema: made.schema });
    expectAllEqual(copied, made);
    expect(await checksumTables(target, made.schema)).toEqual(made.contents);
    expect(await keysOf(target, made.schema)).toEqual(await keysOf(source, made.schema));
  });
});

describeDirections('dees', ({ ends }) => {
  test('arrives with all rows and indexes, in many chunks', async () => {
    const { source, target } = ends;
    const made = await sample('dees', source);
    dropAfterwards(target, made.schema);
    const copied = await copy({
      source,
      target,
      schema: made.schema,
      taskSettings: { FullLoadSettings: { CommitRate: 4_000 } },
    });
    expectAllEqual(copied, made);
    for (const table of ['movies', 'sample1']) {
      expect(copied.tables.get(`${made.schema}.${table}`)!.chunksDone).toBeGreaterThan(2);
    }
    expect(await keysOf(target, made.schema)).toEqual(await keysOf(source, made.schema));
    expect(comparable(await checksumTables(target, made.schema), ends)).toEqual(
      comparable(made.contents, ends),
    );
  });
});

/** JSON is a type on MySQL and a text on MariaDB, so between them the servers' own comparison speaks for `sample2`. */
function comparable(
  contents: Record<string, TableContent>,
  { source, target }: Record<'source' | 'target', { product: Product }>,
) {
  if (source.product === target.product) return contents;
  const { sample2, ...others } = contents;
  return { ...others, sample2: sample2?.rows };
}

describeProducts('the samples', (server) => {
  let source: TestServer;
  beforeAll(async () => {
    source = await server('a');
  });

  describe.each(['sakila', 'dees'] as const)('of %s', (kind) => {
    test('arrive in a folder, read back as equal', async () => {
      const made = await sample(kind, source);
      const copied = await copy({ source, target: `file://${temporaryFolder()}`, schema: made.schema });
      expectAllEqual(copied, made);
    });

    test('arrive in a bucket, compressed, read back as equal', async () => {
      const made = await sample(kind, source);
      const store = await freshStore();
      process.env.AWS_ACCESS_KEY_ID = store.accessKeyId;
      process.env.AWS_SECRET_ACCESS_KEY = store.secretAccessKey;
      const copied = await copy({
        source,
        target: store.url('raw'),
        schema: made.schema,
        targetSettings: { CompressionType: 'GZIP', AddColumnName: true, IncludeOpForFullLoad: true },
      });
      expectAllEqual(copied, made);
    });
  });
});
