/** Buckets and folders are looked into alike: schemas, tables, and the first lines of their files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/endpoints/catalog-contract.ts';
import { passwordOnly } from '../../../src/endpoints/contract.ts';
import { openCatalog } from '../../../src/endpoints/registry.ts';
import type { LabStore } from '../../../src/lab/servers/s3.ts';
import type { FileSettings } from '../../../src/model/endpoint-url.ts';
import { freshStore } from '../../support/s3.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { freshBucket, signIn } from '../s3/one-bucket.ts';
import { fileSettings } from './file-settings.ts';

const signal = new AbortController().signal;
type Files = Readonly<Record<string, string | Buffer>>;
type Open = (files: Files, settings?: Partial<FileSettings>) => Promise<Catalog>;

let store: LabStore;
beforeAll(async () => {
  store = await freshStore('first');
  signIn(store);
});

const inFolder: Open = async (files, settings) => {
  const path = join(temporaryFolder(), 'out');
  mkdirSync(path);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return await openCatalog(
    { engine: 'folder', path, files: fileSettings(settings) },
    passwordOnly(null),
    signal,
  );
};

const inBucket: Open = async (files, settings) => {
  const { address, client, front } = await freshBucket(store);
  for (const [name, Body] of Object.entries(files))
    await client.send(new PutObjectCommand({ Bucket: address.bucket, Key: `moved here/${name}`, Body }));
  // More than one answer holds.
  front.keysPerPage = 2;
  return await openCatalog({ ...address, files: fileSettings(settings) }, passwordOnly(null), signal);
};

const MOVIES = { schema: 'dees', table: 'movies' };

describe.each([
  ['a folder', inFolder],
  ['a bucket', inBucket],
])('%s', (_, open) => {
  it('has schemas and tables with their kinds, files and bytes, whatever their names', async () => {
    const catalog = await open({
      'dees/movies/LOAD00000001.csv': '1,one\n',
      'dees/movies/LOAD00000002.csv': '2,two\n',
      'dees/movies/.LOAD00000003.csv.task.1.part': 'not yet',
      'dees/a%2Fb/LOAD00000001.csv.gz': gzipSync('1\n'),
      'dees/README.txt': 'beside the tables',
      '.hidden/t/x.csv': '1\n',
      '영화/표/2026/part.parquet': 'PAR1',
    });
    expect(await catalog.schemas(signal)).toEqual(['dees', '영화']);
    const tables = await catalog.tables(null, signal);
    expect(tables.map(({ name, engine }) => `${name.schema}.${name.table} ${engine}`)).toEqual([
      'dees.a/b CSV.GZ (1 file)',
      'dees.movies CSV (2 files)',
      '영화.표 PARQUET (1 file)',
    ]);
    expect(tables[1]).toMatchObject({ kind: 'table', dataBytes: 12, estimatedRows: null, key: null });
    expect(await catalog.tables(['영화'], signal)).toHaveLength(1);
    await catalog.close();
  });

  it('shows the first rows of the first file, NULL and empty told apart', async () => {
    const catalog = await open({
      'dees/movies/LOAD00000002.csv': 'later,,\n',
      'dees/movies/LOAD00000001.csv': '1,"say ""hi"", 안녕 🎬",\n2,"",x\n3,,y\n',
    });
    expect(await catalog.rows(MOVIES, 2, signal)).toEqual({
      columns: ['1', '2', '3'],
      rows: [
        [text('1'), text('say "hi", 안녕 🎬'), null],
        [text('2'), text(''), text('x')],
      ],
    });
    expect(await catalog.describe(MOVIES, signal)).toEqual({ columns: [], indexes: [] });
    await catalog.close();
  });

  it('takes names from a header, in compressed files too', async () => {
    const rows = Array.from({ length: 50_000 }, (_item, id) => `${id},name ${id}\n`).join('');
    const catalog = await open(
      { 'dees/movies/LOAD00000001.csv.gz': gzipSync(`id,name\n${rows}`) },
      { header: true, gzip: true },
    );
    expect(await catalog.rows(MOVIES, 1, signal)).toEqual({
      columns: ['id', 'name'],
      rows: [[text('0'), text('name 0')]],
    });
    const { columns } = await catalog.describe(MOVIES, signal);
    expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual(['id text', 'name text']);
    await catalog.close();
  });

  it('cuts long values, shows bytes that are no text as such, and takes a last line without an end', async () => {
    const long = '가'.repeat(200_000);
    const bytes = Buffer.concat([Buffer.from(`${long},`), Buffer.from([0xff, 0xfe]), Buffer.from(',end')]);
    const catalog = await open({ 'dees/movies/theirs.csv': bytes });
    const { rows } = await catalog.rows(MOVIES, 10, signal);
    expect(rows).toEqual([[{ text: '가'.repeat(300), cut: true }, { hex: 'fffe', cut: false }, text('end')]]);
    await catalog.close();
  });

  it('says of a file that is no CSV of the settings what is wrong, and of a table that is not there', async () => {
    const catalog = await open({ 'dees/movies/a.csv': '"a"b,c\n', 'dees/other/x.parquet': 'PAR1' });
    await expect(catalog.rows(MOVIES, 1, signal)).rejects.toMatchObject({
      facts: { reason: expect.stringContaining('closing quote') },
    });
    await expect(catalog.rows({ schema: 'dees', table: 'other' }, 1, signal)).rejects.toMatchObject({
      facts: { reason: expect.stringContaining('PARQUET') },
    });
    await expect(catalog.rows({ schema: 'dees', table: 'none' }, 1, signal)).rejects.toMatchObject({
      kind: 'table.gone',
    });
    await catalog.close();
  });
});

it('a folder or bucket that is not there is told when it is opened', async () => {
  const nowhere = { engine: 'folder', path: join(temporaryFolder(), 'no'), files: fileSettings() } as const;
  await expect(openCatalog(nowhere, passwordOnly(null), signal)).rejects.toMatchObject({
    kind: 'folder.failed',
    facts: { reason: 'it does not exist' },
  });
  const { address } = await freshBucket(store);
  await expect(
    openCatalog({ ...address, bucket: 'nobodys' }, passwordOnly(null), signal),
  ).rejects.toMatchObject({ kind: 'bucket.missing' });
});

function text(value: string) {
  return { text: value, cut: false };
}
