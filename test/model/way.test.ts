import { describe, expect, test } from 'vitest';
import type { AnyHop, HopName, HopResult } from '../../src/model/hops.ts';
import { linksOf } from '../../src/model/way.ts';

const planned: readonly HopName[] = ['name', 'tcp', 'tls', 'login', 'server', 'rights', 'settings'];

/** Hops in their order with these results. */
function hops(...results: readonly HopResult[]): AnyHop[] {
  return results.map(
    (result, at) => ({ hop: planned[at], result, ms: 1, found: null, error: null, issues: [] }) as never,
  );
}

describe('the links of the way', () => {
  test.each<[string, AnyHop[], [string, string]]>([
    ['nothing has been tested', [], ['untested', 'untested']],
    ['the name is known', hops('passed'), ['testing', 'untested']],
    ['the network is passed', hops('passed', 'passed', 'passed'), ['passed', 'untested']],
    ['TLS fails', hops('passed', 'passed', 'failed'), ['failed', 'untested']],
    ['the login fails', hops('passed', 'passed', 'passed', 'failed'), ['passed', 'failed']],
    ['rights need a look', hops(...six(), 'passed'), ['passed', 'warned']],
    ['TLS needs a look', hops('passed', 'passed', 'warned'), ['warned', 'untested']],
  ])('when %s', (_, tested, [network, server]) => {
    expect(linksOf(planned, tested)).toEqual({ network, server });
  });
});

function six(): HopResult[] {
  return ['passed', 'passed', 'passed', 'passed', 'passed', 'warned'];
}
