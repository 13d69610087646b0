/** Calling a question off frees the server and the catalog, and touches no other question. */
import { beforeAll, expect, test } from 'vitest';
import type { Catalog } from '../../../../src/endpoints/catalog-contract.ts';
import { describeProducts, freshSchema, type TestServer } from '../../../support/servers.ts';
import { eventually } from '../../../support/waiting.ts';
import { catalogOf, goesOn } from './catalog-of.ts';

describeProducts('a question that is called off', (server) => {
  let there: TestServer;
  let catalog: Catalog;
  let schema: string;
  beforeAll(async () => {
    there = await server('a');
    schema = await freshSchema(there, 'off');
    await there.query(`CREATE TABLE \`${schema}\`.quick (id INT PRIMARY KEY)`);
    await there.query(`INSERT INTO \`${schema}\`.quick VALUES (1)`);
    // A row of it takes a minute.
    await there.query(`CREATE VIEW \`${schema}\`.slow AS SELECT SLEEP(60) AS s FROM \`${schema}\`.quick`);
    catalog = await catalogOf(there);
  });

  const ask = (table: string, signal = goesOn) => catalog.rows({ schema, table }, 1, signal);
  const running = async () => {
    const rows = await there.query(
      `SELECT ID FROM information_schema.PROCESSLIST WHERE INFO LIKE '%${schema}\`.\`slow\`%' AND ID <> CONNECTION_ID()`,
    );
    return rows.length;
  };

  test('ends on the server, and the next one is answered', async () => {
    const stop = new AbortController();
    const slow = ask('slow', stop.signal);
    const ended = expect(slow).rejects.toMatchObject({ name: 'AbortError' });
    await eventually(async () => expect(await running()).toBe(1));
    const start = performance.now();
    stop.abort();
    await ended;
    expect(performance.now() - start).toBeLessThan(3_000);
    await eventually(async () => expect(await running()).toBe(0));
    expect((await ask('quick')).rows).toEqual([[{ text: '1', cut: false }]]);
  });

  test('while it waits for its turn disturbs neither the one before nor the one after', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const slow = ask('slow', first.signal);
    const slowEnded = expect(slow).rejects.toThrow();
    const waiting = ask('quick', second.signal);
    const after = ask('quick');
    await eventually(async () => expect(await running()).toBe(1));
    second.abort();
    await expect(waiting).rejects.toBe(second.signal.reason);
    expect(await running()).toBe(1);
    first.abort();
    await slowEnded;
    expect((await after).rows).toHaveLength(1);
  });

  test('before it was asked is not asked', async () => {
    await expect(ask('slow', AbortSignal.abort())).rejects.toThrow();
    expect(await running()).toBe(0);
  });
});
