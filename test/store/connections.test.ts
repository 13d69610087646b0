import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Connection } from '../../src/model/connection.ts';
import { connectionsOf, forgetConnections, keepConnection } from '../../src/store/connections.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function connection(parts: Partial<Connection>): Connection {
  return {
    endpoint: 'Shop',
    instance: null,
    together: null,
    address: 'mysql://r@db1:3306',
    tested: '2026-01-01T10:00:00.000Z',
    passed: true,
    hops: [],
    speed: null,
    ...parts,
  };
}

test('the last test of each endpoint from each instance is kept, the newest first', () => {
  const home = temporaryFolder();
  expect(connectionsOf(home, 'shop')).toEqual([]);
  keepConnection(home, connection({ tested: '2026-01-01T11:00:00.000Z', passed: false }));
  const plain = connection({ tested: '2026-01-01T12:00:00.000Z' });
  const small = connection({ instance: 'small', tested: '2026-01-01T13:00:00.000Z' });
  keepConnection(home, plain);
  keepConnection(home, small);
  keepConnection(home, connection({ endpoint: 'shop-2' }));
  expect(connectionsOf(home, 'SHOP')).toEqual([small, plain]);
});

test('a file that somebody damaged hides no other', () => {
  const home = temporaryFolder();
  keepConnection(home, connection({}));
  keepConnection(home, connection({ instance: 'small' }));
  keepConnection(home, connection({ instance: 'large' }));
  writeFileSync(join(home, 'connections', 'shop~small.json'), '{"half');
  writeFileSync(join(home, 'connections', 'shop~large.json'), '[1]');
  expect(connectionsOf(home, 'shop')).toEqual([connection({})]);
});

test('those of an endpoint that is no more are forgotten, and no others', () => {
  const home = temporaryFolder();
  keepConnection(home, connection({}));
  keepConnection(home, connection({ instance: 'small' }));
  keepConnection(home, connection({ endpoint: 'shop-2' }));
  forgetConnections(home, 'shop');
  expect(readdirSync(join(home, 'connections'))).toEqual(['shop-2~.json']);
});
