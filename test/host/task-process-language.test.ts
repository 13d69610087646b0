import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { freshSchema, mariadb, type TestServer } from '../support/servers.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { savedWorld } from './support/saved-world.ts';

let source: TestServer;
let schema: string;

beforeAll(async () => {
  source = await mariadb('a');
  schema = await freshSchema(source, 'language');
  await source.query(`CREATE TABLE ${schema}.movies (id INT PRIMARY KEY)`);
});

test('the process of a task writes its report in the language of whoever started it', async () => {
  process.env.DMS_TUI_LANG = 'ko';
  onTestFinished(() => {
    delete process.env.DMS_TUI_LANG;
  });
  const world = await savedWorld(source, schema, `file://${temporaryFolder()}/out`);
  const { folder } = await world.start();
  await (await world.attach()).untilEnd();
  expect(readFileSync(join(folder, 'report.md'), 'utf8')).toMatch(/^# dees-copy: 완료\n/);
});
