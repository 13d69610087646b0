/** The statement that makes a table, as its server words it. */
import { expect, test } from 'vitest';
import { passwordOnly } from '../../../../src/endpoints/contract.ts';
import { openCatalog } from '../../../../src/endpoints/registry.ts';
import { parseEndpointUrl } from '../../../../src/model/endpoint-url.ts';
import { describeProducts, freshSchema } from '../../../support/servers.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const never = new AbortController().signal;

describeProducts('the definition of a table', (server) => {
  test('is the statement of the server, for views too', async () => {
    const source = await server('a');
    const schema = await freshSchema(source, 'defined');
    await source.query(`CREATE TABLE ${schema}.\`od\`\`d\` (id INT PRIMARY KEY COMMENT '영화')`);
    await source.query(`CREATE VIEW ${schema}.seen AS SELECT id FROM ${schema}.\`od\`\`d\``);
    const { address } = parseEndpointUrl(source.url(), 'source');
    const catalog = await openCatalog(address, passwordOnly(source.password), never);
    try {
      const table = await catalog.definition({ schema, table: 'od`d' }, never);
      expect(table).toMatch(/^CREATE TABLE `od``d` \(\n/);
      expect(table).toContain("COMMENT '영화'");
      expect(await catalog.definition({ schema, table: 'seen' }, never)).toMatch(/VIEW .*`seen` AS select/i);
      await expect(catalog.definition({ schema, table: 'gone' }, never)).rejects.toMatchObject({
        kind: 'table.gone',
      });
    } finally {
      await catalog.close();
    }
  });
});

test('files have none', async () => {
  const { address } = parseEndpointUrl(`file://${temporaryFolder()}`, 'target');
  const catalog = await openCatalog(address, passwordOnly(null), never);
  expect(await catalog.definition({ schema: 'dees', table: 'movies' }, never)).toBeNull();
  await catalog.close();
});
