/** The four ways between two products. */
import { beforeAll, describe } from 'vitest';
import { describeMysql, mariadb, mysql, type TestServer } from '../support/servers.ts';

export interface Direction {
  readonly from: 'mariadb' | 'mysql';
  readonly to: 'mariadb' | 'mysql';
  /** Servers, once the suite has begun. */
  readonly ends: { source: TestServer; target: TestServer };
}

const WAYS = [
  ['mariadb', 'mariadb'],
  ['mariadb', 'mysql'],
  ['mysql', 'mariadb'],
  ['mysql', 'mysql'],
] as const;

/** One suite for every way, from server `a` to server `b`. */
export function describeDirections(name: string, suite: (direction: Direction) => void): void {
  for (const [from, to] of WAYS) {
    const describeWay = from === 'mysql' || to === 'mysql' ? describeMysql : describe;
    describeWay(`${name} (${from} → ${to})`, () => {
      const ends = {} as Direction['ends'];
      beforeAll(async () => {
        ends.source = await (from === 'mysql' ? mysql : mariadb)('a');
        ends.target = await (to === 'mysql' ? mysql : mariadb)('b');
      });
      suite({ from, to, ends });
    });
  }
}
