/** The test of a server as a whole: every hop in its order, and where it ends behind the login. */
import { beforeAll, expect, test } from 'vitest';
import { LIMITS } from '../../../../src/endpoints/mysql/connect/limits.ts';
import { plannedHops } from '../../../../src/model/hops.ts';
import { describeProducts, type TestServer } from '../../../support/servers.ts';
import { freezingRelay } from './listeners.ts';
import { addressOf, failureOf, hopsOf, testing } from './testing.ts';

describeProducts('the test of a server', (server, product) => {
  let source: TestServer;
  beforeAll(async () => {
    source = await server('a');
  });

  test.each(['source', 'target'] as const)('that is fit as a %s gives every planned hop', async (role) => {
    const hops = await hopsOf(source.url(), { password: source.password, role });
    expect(hops.map(({ hop }) => hop)).toEqual(plannedHops(addressOf(source.url())));
    for (const { hop, result, ms, found, error, issues } of hops) {
      expect(result, hop).toBe(issues.length > 0 ? 'warned' : 'passed');
      expect(ms, hop).toBeGreaterThanOrEqual(0);
      expect(found, hop).not.toBeNull();
      expect(error, hop).toBeNull();
    }
  });

  test('ends at the rights where the account has none', async () => {
    const user = `nothing_${product}`;
    await source.query(`CREATE USER '${user}'@'%' IDENTIFIED BY 'p'`);
    const url = `mysql://${user}@127.0.0.1:${source.port}/`;
    expect(await failureOf(url, { password: 'p' })).toMatchObject({
      passed: ['name', 'tcp', 'tls', 'login', 'server'],
      hop: 'rights',
      result: 'failed',
      found: null,
      kind: 'rights.missing',
    });
    await source.query(`DROP USER '${user}'@'%'`);
  });

  test('ends at the hop at which the server falls silent', async () => {
    const relay = await freezingRelay(source.port);
    const limits = { ...LIMITS, lookMs: 500 };
    const hops = testing(`mysql://root@127.0.0.1:${relay.port}/`, { password: source.password, limits });
    let last: unknown;
    for await (const hop of hops) {
      if (hop.hop === 'login') relay.freeze();
      last = hop;
    }
    expect(last).toMatchObject({ hop: 'server', result: 'failed', error: { kind: 'connect.silent' } });
  });

  test('can be aborted while the server is silent', async () => {
    const relay = await freezingRelay(source.port);
    const abort = new AbortController();
    const hops = testing(`mysql://root@127.0.0.1:${relay.port}/`, {
      password: source.password,
      signal: abort.signal,
    });
    const run = async () => {
      for await (const { hop } of hops) {
        if (hop !== 'login') continue;
        relay.freeze();
        setTimeout(() => abort.abort(new Error('enough')), 50);
      }
    };
    const begun = performance.now();
    await expect(run()).rejects.toThrow('enough');
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
