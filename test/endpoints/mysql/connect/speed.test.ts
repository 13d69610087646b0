/** The short probe of a line. */
import { expect, test } from 'vitest';
import { measureMysql } from '../../../../src/endpoints/mysql/speed.ts';
import { describeProducts } from '../../../support/servers.ts';
import { fakeServer } from './fake-server.ts';
import { addressOf, hopsOf } from './testing.ts';

const never = new AbortController().signal;

describeProducts('a server', (server) => {
  test.each(['source', 'target'] as const)('is measured as a %s', async (role) => {
    const target = await server('a');
    const { password } = target;
    const secrets = { password, bastion: null };
    const speed = await measureMysql(addressOf(target.url()), role, secrets, never);
    expect(speed.latencyMs).toBeGreaterThan(0);
    expect(speed.latencyMs).toBeLessThan(1_000);
    // On one machine; a line of 8 Mbit/s would already be slower.
    expect(speed.bytesPerSecond).toBeGreaterThan(1_000_000);
  });

  test('is tested and measured within a second', async () => {
    const target = await server('a');
    const { password } = target;
    const secrets = { password, bastion: null };
    let quickest = Number.POSITIVE_INFINITY;
    // The best of some: the machine has other things to do.
    for (let time = 0; time < 5; time++) {
      const begun = performance.now();
      const hops = await hopsOf(target.url(), { password });
      await measureMysql(addressOf(target.url()), 'source', secrets, never);
      quickest = Math.min(quickest, performance.now() - begun);
      expect(hops.every(({ result }) => result !== 'failed')).toBe(true);
    }
    expect(quickest).toBeLessThan(1_000);
  });
});

test('a measurement can be aborted', async () => {
  const server = await fakeServer(null);
  const abort = new AbortController();
  const address = addressOf(`mysql://reader@localhost:${server.port}/`);
  const measuring = measureMysql(address, 'source', { password: 'p', bastion: null }, abort.signal);
  abort.abort(new Error('enough'));
  await expect(measuring).rejects.toThrow('enough');
});
