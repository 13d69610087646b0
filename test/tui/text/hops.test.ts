import { afterEach, describe, expect, test } from 'vitest';
import type { AnyHop, HopFacts, HopName } from '../../../src/model/hops.ts';
import { foundWords } from '../../../src/tui/text/hops.ts';
import { LANGUAGES, speak } from '../../../src/tui/text/language.ts';
import { words } from '../../../src/tui/text/words.ts';

const TLS = {
  version: 'TLSv1.3',
  cipher: 'AES',
  subject: 'db',
  issuer: 'ca',
  validTo: '2027-01-01T00:00:00Z',
};

/** What every hop may find: a new hop does not compile without. */
const found: { readonly [Name in HopName]: readonly HopFacts[Name][] } = {
  name: [
    { host: 'db1', addresses: ['10.0.0.1', '10.0.0.2'] },
    { host: '10.0.0.1', addresses: ['10.0.0.1'] },
    { host: '/run/mysqld.sock', addresses: [] },
  ],
  bastion: (['key', 'agent', 'password'] as const).map((by) => ({
    address: 'bastion:22',
    user: 'me',
    by,
    fingerprint: 'SHA256:abc',
  })),
  tcp: [
    { address: '10.0.0.1:3306', tried: [{ address: '10.0.0.1:3306', code: null }] },
    { address: '10.0.0.1:3306', tried: [{ address: '[::1]:3306', code: 'ECONNREFUSED' }] },
  ],
  tls: [
    { mode: 'none' },
    ...(['require', 'verify-ca', 'verify-full'] as const).map((mode) => ({ mode, ...TLS })),
  ],
  login: [
    { user: 'r', as: 'r@%', plugin: 'caching_sha2_password' },
    { user: 'r', as: 'r@%', plugin: null },
  ],
  server: [
    { product: 'MariaDB', version: '10.11.19', service: null, role: 'writer' },
    { product: 'Aurora MySQL', version: '3.08', service: 'Amazon Aurora', role: 'reader' },
  ],
  rights: [
    { user: 'r', has: ['SELECT on dees.* and 2 more', 'RELOAD'] },
    { user: 'r', has: [] },
  ],
  settings: [{ values: { log_bin: 'ON', server_id: '1' } }],
  credentials: [{ from: 'environment', key: 'AKIA1' }],
  role: [{ arn: 'arn:aws:iam::1:role/r', as: 'dms-tui' }],
  region: [
    { region: 'eu-west-1', from: 'the address', endpoint: null },
    { region: 'eu-west-1', from: 'profile team', endpoint: 'https://store' },
  ],
  bucket: [{ bucket: 'b' }],
  list: [
    { folder: '', objects: 1, more: false },
    { folder: 'raw', objects: 1000, more: true },
  ],
  write: [{ key: 'raw/probe', bytes: 1200 }],
  delete: [{ key: 'raw/probe' }],
  folder: [
    { path: '/out', made: true },
    { path: '/out', made: false },
  ],
  writable: [{ path: '/out' }],
  space: [{ freeBytes: 79.2e9 }],
};

const hops = (Object.keys(found) as HopName[]).flatMap((name) =>
  found[name].map(
    (facts) =>
      ({ hop: name, result: 'passed', ms: 1, found: facts, error: null, issues: [] }) as unknown as AnyHop,
  ),
);

afterEach(() => speak('en'));

describe.each(LANGUAGES)('in the language %s', (language) => {
  test.each(hops.map((hop) => [hop.hop, hop] as const))(
    'what is found at the hop %s is told whole',
    (name, hop) => {
      speak(language);
      expect(words().hops.names[name]).not.toBe('');
      const text = foundWords(hop);
      expect(text).not.toBe('');
      expect(text).not.toMatch(/undefined|\[object|NaN|null/);
      if (language === 'ko') expect(text).not.toMatch(/\b(?:the|from|as|on|is|more|valid|free)\b/);
    },
  );

  test('a hop that failed has found nothing to tell', () => {
    speak(language);
    expect(foundWords({ ...hops[0]!, result: 'failed', found: null } as AnyHop)).toBe('');
  });
});
