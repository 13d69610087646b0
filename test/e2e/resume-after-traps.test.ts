import { beforeAll, describe, expect, test } from 'vitest';
import type { LabStore } from '../../src/lab/servers/s3.ts';
import { freshStore } from '../support/s3.ts';
import { describeMysql, mariadb, mysql, type TestServer } from '../support/servers.ts';
import { expectProved, type Loading, toFolder, toServer, toStore } from './support/haul.ts';
import { openShop, type Shop } from './support/shop.ts';

let source: TestServer;
let shop: Shop;
let store: LabStore;

beforeAll(async () => {
  source = await mariadb('a');
  shop = await openShop(source);
  store = await freshStore();
});

describe('to MariaDB', () => {
  test('undisturbed', async () => {
    const haul = await toServer(() => mariadb('b'))(source, shop);
    const t = performance.now();
    const e = await haul.task.run();
    console.log('ms', performance.now() - t, e.events.map((x) => x.type + (x.type === 'table.state' ? ` ${x.table.source} ${x.table.state} ${x.table.step} ${x.table.chunksDone}` : '')).join('\n'), e.err);
    expectProved(e);
    await haul.arrived();
  });
});
for (const [n, l] of [['folder', toFolder], ['s3', toStore(() => store)], ['mysql', toServer(() => mysql('b'))]] as const)
test(n, async () => {
    const haul = await l(source, shop);
    const t = performance.now();
    const e = await haul.task.run();
    console.log('ms', performance.now() - t, e.events.filter((x) => x.type !== 'table.state').map((x) => JSON.stringify(x)).join('\n'), e.err);
    expectProved(e);
    await haul.arrived();
});
