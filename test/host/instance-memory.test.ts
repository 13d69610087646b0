/** What `instance show` says of memory holds: no run takes more than its class, whatever it copies to. */
import { beforeAll, expect, test } from 'vitest';
import type { LabStore } from '../../src/lab/servers/s3.ts';
import type { InstanceClass } from '../../src/model/instance.ts';
import { capacityOf } from '../../src/model/instance.ts';
import { instanceFolder } from '../../src/store/home.ts';
import { addInstance } from '../../src/store/instances.ts';
import { type Loading, toServer, toStore } from '../e2e/support/haul.ts';
import { finish } from '../e2e/support/product.ts';
import type { Shop } from '../e2e/support/shop.ts';
import { freshStore } from '../support/s3.ts';
import { freshSchema, mariadb, type TestServer } from '../support/servers.ts';

let source: TestServer;
let store: LabStore;
let shop: Shop;

beforeAll(async () => {
  source = await mariadb('a');
  store = await freshStore();
  const schema = await freshSchema(source, 'memory');
  // Some 125 MB: if they were held back anywhere, it would show.
  shop = { schema, rows: 300_000 };
  await source.query(
    `CREATE TABLE ${schema}.sample (id INT PRIMARY KEY, word CHAR(64) NOT NULL, text VARCHAR(500) NOT NULL)`,
  );
  await source.query(
    `INSERT INTO ${schema}.sample
     SELECT seq, SHA2(seq, 256), REPEAT(MD5(seq), 11) FROM ${schema}.seq_1_to_${shop.rows}`,
  );
});

const ways: { to: string; loading: Loading }[] = [
  { to: 'a bucket', loading: toStore(() => store) },
  { to: 'a server', loading: toServer(() => mariadb('b')) },
];
const cases = (['small', 'large'] as const).flatMap((size) => ways.map((way) => ({ size, ...way })));

/** It takes seconds where nobody else works, and minutes on a machine that is busy with other tests. */
const LONGEST_MS = 300_000;

test.each(cases)(
  'a $size instance that copies to $to',
  { timeout: LONGEST_MS },
  async ({ size, loading }) => {
    const { task } = await loading(source, shop);
    addInstance(task.home, saved(task.home, size));
    // The task's own `local.lanes` would keep it smaller than its class.
    const { lanes, memoryBytes } = capacityOf(size, { cores: 1, memoryBytes: 0 });
    const ended = await task.runMeasured(['--instance', size, '--lanes', String(lanes)]);
    expect({ code: ended.code, err: ended.err }).toEqual({ code: 0, err: '' });
    expect(finish(ended).rows).toBe(shop.rows);
    expect(ended.peakBytes).toBeLessThanOrEqual(memoryBytes);
  },
);

function saved(state: string, size: InstanceClass) {
  return { id: size, class: size, home: instanceFolder(state, size), created: new Date().toISOString() };
}
