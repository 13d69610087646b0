/** A line to the target that is cut in the midst of a run and comes back: the run goes on by itself. */
import { beforeAll, test } from 'vitest';
import type { LabStore } from '../../src/lab/servers/s3.ts';
import type { DmsEvent } from '../../src/model/events.ts';
import { freshStore } from '../support/s3.ts';
import { mariadb, type TestServer } from '../support/servers.ts';
import { cutLine } from './support/cut-line.ts';
import { expectProved, type Loading, toServer, toStore } from './support/haul.ts';
import { openShop, type Shop } from './support/shop.ts';

let source: TestServer;
let store: LabStore;
let shop: Shop;

beforeAll(async () => {
  source = await mariadb('a');
  store = await freshStore();
  shop = await openShop(source, 4);
});

/** Some chunks are done by then, and most are not. */
function isHalfway(event: DmsEvent): boolean {
  return event.type === 'table.state' && event.table.chunksDone > 2;
}

function isPause(event: DmsEvent): boolean {
  return event.type === 'issue' && event.issue.detail.startsWith('The connection was lost');
}

async function survivesCut(line: Awaited<ReturnType<typeof cutLine>>, loading: Loading): Promise<void> {
  const { task, arrived } = await loading(source, shop);
  const run = task.start();
  await run.until(isHalfway);
  await line.cut();
  await run.until(isPause);
  await line.mend();
  expectProved(await run.ended);
  await arrived();
}

test('to a server', async () => {
  const target = await mariadb('b');
  const line = await cutLine(target);
  await survivesCut(
    line,
    toServer(
      async () => target,
      () => line.port,
    ),
  );
});

test('to a bucket', async () => {
  const { hostname, port } = new URL(store.endpoint);
  const line = await cutLine({ host: hostname, port: Number(port) });
  const endpoint = `http://127.0.0.1:${line.port}`;
  const behind: LabStore = {
    ...store,
    endpoint,
    url: (inside) =>
      store.url(inside).replace(encodeURIComponent(store.endpoint), encodeURIComponent(endpoint)),
  };
  await survivesCut(
    line,
    toStore(() => behind),
  );
});
