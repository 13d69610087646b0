/** A row that a server has no room to join for its hash must not count as equal: it is told of. */
import { expect, test } from 'vitest';
import { passwordOnly } from '../../../src/endpoints/contract.ts';
import { openMysqlSource } from '../../../src/endpoints/mysql/source.ts';
import { query, serverUrl } from '../../../src/lab/servers/address.ts';
import { type MysqlAddress, parseEndpointUrl } from '../../../src/model/endpoint-url.ts';
import { mappingsFromPatterns } from '../../../src/model/patterns.ts';
import { planTable } from '../../../src/model/plan-table.ts';
import { selectTables } from '../../../src/model/select-tables.ts';
import { defaultTaskSettings } from '../../../src/model/task-settings-parser.ts';
import { privateServer } from '../../engine/private-servers.ts';
import { describeProducts } from '../../support/servers.ts';

const COLUMNS = Array.from({ length: 20 }, (_, index) => `c${index}`);

describeProducts('a row longer than max_allowed_packet', (_server, product) => {
  test('is counted as one that could not be hashed', async () => {
    const server = await privateServer(product, { 'max-allowed-packet': '1M' });
    await query(server, 'CREATE SCHEMA long_rows');
    await query(
      server,
      `CREATE TABLE long_rows.posters (id INT PRIMARY KEY, ${COLUMNS.map((name) => `${name} TEXT`).join(', ')})`,
    );
    for (const [id, length] of [
      [1, 60_000],
      [2, 10],
      [3, 60_000],
    ]) {
      const values = COLUMNS.map(() => `REPEAT('x', ${length})`).join(', ');
      await query(server, `INSERT INTO long_rows.posters VALUES (${id}, ${values})`);
    }
    const { signal } = new AbortController();
    const { address } = parseEndpointUrl(serverUrl(server), 'source');
    const source = await openMysqlSource(address as MysqlAddress, passwordOnly(server.password), signal);
    const mappings = mappingsFromPatterns(['long_rows.%'], []);
    const [selected] = selectTables(mappings, await source.tables(signal), { caseSensitive: true }).selected;
    const shape = await source.shape(selected!.name, signal);
    const { plan } = planTable(selected!, shape, mappings, defaultTaskSettings(), { caseSensitive: true });
    const snapshot = await source.snapshot([plan], 1, signal);
    const digest = snapshot.readers[0]!.digest(plan, { low: null, high: null }, 'stored', signal);
    await expect(digest).rejects.toMatchObject({
      kind: 'internal',
      facts: { problem: '2 rows could not be hashed by the server' },
    });
    await snapshot.close();
    await source.close();
  });
});
