/** Every check of the second lab says no, and what is missing, until its step is really done. */
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test, vi } from 'vitest';
import { including, runTask } from '../../../src/lab/lessons/doing/run-task.ts';
import { saveStore } from '../../../src/lab/lessons/doing/save-endpoint.ts';
import { removeEndpoint } from '../../../src/store/endpoints.ts';
import { labUnderTest, STEP_MS, signal } from './support.ts';

const lab = labUnderTest('mysql-to-s3');

const FIRST = 'student/dees/movies/LOAD00000001.csv';

function client(): S3Client {
  const { endpoint, region, accessKeyId, secretAccessKey } = lab.session.world.store!;
  return new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
  });
}

test('what the first lab has taught is laid out, and nothing else is done', async () => {
  expect(lab.done.map(({ what }) => what)).toEqual(['instance', 'endpoint', 'test']);
  for (const { id } of lab.session.steps) expect(await lab.missing(id), id).not.toEqual([]);
});

test('s3-endpoint: bucket, store and folder must be right', async () => {
  const { endpoint, bucket } = lab.session.world.store!;
  const save = (where: string, at: string) =>
    saveStore(
      lab.home,
      'mine',
      `s3://${where}?region=us-east-1&endpoint=${encodeURIComponent(at)}`,
      lab.report,
    );
  await save('another/mine', endpoint);
  expect(await lab.missing('s3-endpoint')).toEqual(['endpoint.bucket']);
  await save(`${bucket}/mine`, 'http://127.0.0.1:1');
  expect(await lab.missing('s3-endpoint')).toEqual(['endpoint.place']);
  await save(bucket, endpoint);
  expect(await lab.missing('s3-endpoint')).toEqual(['endpoint.folder']);
  await save(`${bucket}/mine`, endpoint);
  expect(await lab.missing('s3-endpoint')).toEqual(['connection']);
  await removeEndpoint(lab.home, 'mine');
  expect(await lab.doIt('s3-endpoint')).toMatchObject({ holds: true });
});

test('movies: a run of another table is not enough', { timeout: STEP_MS }, async () => {
  const ends = { source: 'student-source', target: 'student-s3' };
  const rules = [including(1, 'dees', 'sample2')];
  await runTask(
    lab.home,
    { id: 'other', ...ends, rules, prep: null, lobKilobytes: null },
    lab.report,
    signal,
  );
  expect(await lab.missing('movies')).toEqual(['run']);
  expect(await lab.doIt('movies')).toMatchObject({ holds: true, seen: [{ rows: 62_423, tables: 1 }] });
});

test('objects: the checks themselves are nobody who looks, and a stray file is noticed', async () => {
  expect(await lab.missing('objects')).toEqual(['look.objects']);
  expect(await lab.missing('objects')).toEqual(['look.objects']);
  const s3 = client();
  const stray = { Bucket: lab.session.world.store!.bucket, Key: 'student/dees/movies/notes.txt' };
  await s3.send(new PutObjectCommand({ ...stray, Body: 'mine' }));
  expect(await lab.check('objects')).toMatchObject({ missing: [{ what: 'objects.layout', key: stray.Key }] });
  await s3.send(new DeleteObjectCommand(stray));
  const { holds, seen } = await lab.doIt('objects');
  expect(holds).toBe(true);
  expect(seen[0]).toMatchObject({ what: 'object', key: FIRST });
});

test('file: real lines of the file show what became of each kind of value', async () => {
  expect(await lab.missing('file')).toEqual(['look.file']);
  const { holds, seen } = await lab.doIt('file');
  expect(holds).toBe(true);
  const lines = Object.fromEntries(seen.map((one) => (one.what === 'line' ? [one.of, one.text] : [])));
  expect(lines.quotes).toMatch(/^\d+,"A ""Quiet"" Evening/);
  expect(lines.commas).toMatch(/^\d+,"[^"]*, [^"]*"/);
  expect(lines['line-breaks']).toMatch(/^\d+,"[^"\n]*\n[^"]*",/);
  expect(lines['null-and-empty']).toMatch(/,,.*,"",|,"",.*,,|,"",$/);
  expect(lines.languages).toMatch(/[가-힣]/);
});

test('several: each table has its folder, and every row is counted', { timeout: STEP_MS }, async () => {
  expect(await lab.missing('several')).toEqual(['run']);
  const { holds, seen } = await lab.doIt('several');
  expect(holds).toBe(true);
  expect(seen).toMatchObject([
    { table: 'dees.movies', rows: 62_423 },
    { table: 'dees.sample1', rows: 200_000 },
    { table: 'dees.sample2', rows: 20_000 },
  ]);
  const { bucket } = lab.session.world.store!;
  await client().send(
    new DeleteObjectCommand({ Bucket: bucket, Key: 'student/dees/sample1/LOAD00000001.csv' }),
  );
  expect(await lab.check('several')).toMatchObject({
    missing: [{ what: 'file.rows', table: 'dees.sample1', source: 200_000 }],
  });
});

test('looking again and again checks anew only when something has happened', async () => {
  const step = lab.step('s3-endpoint');
  const check = vi.spyOn(step, 'check');
  for (let look = 0; look < 3; look++) expect((await lab.check('s3-endpoint')).holds).toBe(true);
  expect(check.mock.calls.length).toBeLessThanOrEqual(1);
  check.mockClear();
  await removeEndpoint(lab.home, 'student-s3');
  for (let look = 0; look < 3; look++) expect(await lab.missing('s3-endpoint')).toEqual(['endpoint']);
  expect(check).toHaveBeenCalledTimes(1);
  check.mockRestore();
});
