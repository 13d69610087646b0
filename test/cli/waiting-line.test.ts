/** While a hop keeps a person waiting, the terminal says which one. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WaitingLine } from '../../src/cli/reporters/waiting-line.ts';
import { wayReporter } from '../../src/cli/reporters/way.ts';
import { passwordOnly } from '../../src/endpoints/contract.ts';
import { parseEndpointUrl } from '../../src/model/endpoint-url.ts';
import type { AnyHop } from '../../src/model/hops.ts';
import { chooseLook } from '../../src/tui/theme/look.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function reporter() {
  const written: string[] = [];
  const waiting = new WaitingLine((text) => written.push(text));
  const { address } = parseEndpointUrl('mysql://me@db1', 'source');
  const ends = [{ role: 'source' as const, address, secrets: passwordOnly(null) }];
  const look = chooseLook({ unicode: true, colour: false });
  const tells = wayReporter(ends, look, 80, (line) => written.push(`${line}\n`), waiting);
  const hop = (name: AnyHop['hop'], result: AnyHop['result']) => {
    const found = name === 'name' ? { host: 'db1', addresses: ['10.0.0.7'] } : null;
    const done = { hop: name, result, ms: 3, found, error: null, issues: [] } as unknown as AnyHop;
    tells.event({ type: 'hop', role: 'source', hop: done });
  };
  return { written, hop, tells };
}

const ERASED = '\r\x1b[2K';

test('a hop that answers at once is not announced', () => {
  const { written, hop } = reporter();
  vi.advanceTimersByTime(300);
  hop('name', 'passed');
  expect(written.join('')).not.toContain('waiting');
});

test('one that does not is, and the line is gone when it has answered', () => {
  const { written, hop } = reporter();
  vi.advanceTimersByTime(2_000);
  expect(written).toEqual(['… name: waiting for an answer']);
  hop('name', 'passed');
  expect(written[1]).toBe(ERASED);
  vi.advanceTimersByTime(8_000);
  expect(written.at(-1)).toBe('… TCP: waiting for an answer');
});

test('behind a hop that failed nothing is waited for', () => {
  const { written, hop, tells } = reporter();
  hop('name', 'passed');
  hop('tcp', 'failed');
  vi.advanceTimersByTime(60_000);
  tells.event({ type: 'end', role: 'source' });
  vi.advanceTimersByTime(60_000);
  expect(written.join('')).not.toContain('waiting');
});
