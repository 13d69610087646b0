/** The four ways between two products. */
import { beforeAll, describe } from 'vitest';
import type { Product } from '../../src/lab/servers/program.ts';
import { describeMysql, mariadb, mysql, type TestServer } from '../support/servers.ts';

export interface Direction {
  readonly from: Product;
  readonly to: Product;
  /** Servers, once the suite has begun. */
  readonly ends: { source: TestServer; target: TestServer };
}

const WAYS = [
  ['mariadb', 'mariadb'],
  ['mariadb', 'mysql'],
  ['mysql', 'mariadb'],
  ['mysql', 'mysql'],
] as const;

function sharedTarget(product: Product): Promise<TestServer> {
  return (product === 'mysql' ? mysql : mariadb)('b');
}

/** One suite for every way, from the shared server `a` to the shared server `b`, or to another one. */
export function describeDirections(
  name: string,
  suite: (direction: Direction) => void,
  targetServer: (product: Product) => Promise<TestServer> = sharedTarget,
): void {
  for (const [from, to] of WAYS) {
    const describeWay = from === 'mysql' || to === 'mysql' ? describeMysql : describe;
    describeWay(`${name} (${from} → ${to})`, () => {
      const ends = {} as Direction['ends'];
      beforeAll(async () => {
        ends.source = await (from === 'mysql' ? mysql : mariadb)('a');
        ends.target = await targetServer(to);
      });
      suite({ from, to, ends });
    });
  }
}
