/** Looking into a bucket from the console. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { browseVisit } from '../../../../src/tui/screens/browse/browse.ts';
import { fileSettings } from '../../../endpoints/files/file-settings.ts';
import { freshBucket, signIn } from '../../../endpoints/s3/one-bucket.ts';
import { freshStore } from '../../../support/s3.ts';
import { openTerminal } from '../../../support/terminal/terminal.ts';

test('a bucket is looked into as a server is: folders, files and their first lines', async () => {
  const store = await freshStore('first');
  signIn(store);
  const { address, client, front } = await freshBucket(store);
  const files = {
    'dees/movies/LOAD00000001.csv': 'id,제목\n1,기생충\n',
    'dees/casts/LOAD00000001.csv': '1\n',
  };
  for (const [name, Body] of Object.entries(files))
    await client.send(new PutObjectCommand({ Bucket: address.bucket, Key: `raw/${name}`, Body }));
  // The store itself forgets folders of a listing by folders.
  front.keysPerPage = 100;
  const terminal = openTerminal(
    browseVisit({
      title: 'class-bucket',
      role: 'target',
      address: { ...address, folder: 'raw', files: fileSettings({ header: true }) },
      references: { password: null, bastion: null },
    }),
  );
  await terminal.waitFor(/dees +2 +2\d B/);
  await terminal.press('enter');
  await terminal.waitFor(/movies +\d\d B +CSV \(1 file\)/);
  expect(terminal.screen()).toContain('2 tables, 24 B');
  await terminal.press('end', 'enter');
  await terminal.waitFor(/id +│ 제목\n/);
  expect(terminal.screen()).toMatch(/❯ 1 +│ 기생충/);
});
