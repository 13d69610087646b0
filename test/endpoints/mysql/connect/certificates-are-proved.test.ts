/** Every way in which TLS with a server can fail, and what is said of its certificate. */
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { HopFacts } from '../../../../src/model/hops.ts';
import { connect, describeProducts, mariadb } from '../../../support/servers.ts';
import { Authority, days, type Identity, selfSigned } from './certificates.ts';
import { failureOf, hopsOf } from './testing.ts';
import { type TlsServer, tlsServer } from './tls-servers.ts';

const ours = new Authority('Our Authority');
const theirs = new Authority('Their Authority');

const good = ours.issue({ subject: '/CN=localhost/O=Example' });
const goodNames = { subject: 'CN=localhost, O=Example', issuer: 'CN=Our Authority' };

interface Example {
  readonly what: string;
  readonly shown: Identity;
  readonly query: string;
  readonly why: string;
  readonly code: string;
  readonly certificate: Record<string, unknown>;
}

const trusted = `ca=${ours.ca}`;
const selfMade = selfSigned('/CN=localhost');

const BAD: readonly Example[] = [
  {
    what: 'that has expired',
    shown: ours.issue({ subject: '/CN=localhost', from: days(-20), to: days(-5) }),
    query: `ssl=verify-ca&${trusted}`,
    why: 'expired',
    code: 'CERT_HAS_EXPIRED',
    certificate: { validTo: expect.stringContaining(days(-5).toISOString().slice(0, 10)) },
  },
  {
    what: 'that is not valid yet',
    shown: ours.issue({ subject: '/CN=localhost', from: days(5), to: days(20) }),
    query: `ssl=verify-full&${trusted}`,
    why: 'not-yet-valid',
    code: 'CERT_NOT_YET_VALID',
    certificate: { subject: 'CN=localhost', issuer: 'CN=Our Authority' },
  },
  {
    what: 'of another authority',
    shown: theirs.issue({ subject: '/CN=localhost' }),
    query: `ssl=verify-ca&${trusted}`,
    why: 'unknown-ca',
    code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    certificate: { issuer: 'CN=Their Authority' },
  },
  {
    what: 'of an authority that is not built in',
    shown: good,
    query: 'ssl=verify-full',
    why: 'unknown-ca',
    code: 'SELF_SIGNED_CERT_IN_CHAIN',
    certificate: goodNames,
  },
  {
    what: 'signed by itself',
    shown: selfMade,
    query: `ssl=verify-ca&${trusted}`,
    why: 'self-signed',
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    certificate: { subject: 'CN=localhost', issuer: 'CN=localhost' },
  },
  {
    what: 'for another name',
    shown: ours.issue({ subject: '/CN=db.example.com', names: 'DNS:db.example.com' }),
    query: `ssl=verify-full&${trusted}`,
    why: 'name',
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
    certificate: { subject: 'CN=db.example.com' },
  },
];

describeProducts('a certificate', (_, product) => {
  let tls: TlsServer;
  beforeAll(async () => {
    tls = await tlsServer(product, good, ours.ca);
    const { server } = tls;
    await server.query(`CREATE USER 'x509'@'%' IDENTIFIED BY 'pass-word' REQUIRE X509`);
    await server.query(`CREATE USER 'over_tls'@'%' IDENTIFIED BY 'pass-word' REQUIRE SSL`);
  });
  const url = (query: string, user = 'root') => `mysql://${user}@127.0.0.1:${tls.server.port}/?${query}`;
  const password = () => tls.server.password;
  test.each(BAD)(
    '$what is refused where it is to prove something, and only there',
    async ({ shown, query, why, code, certificate }) => {
      await tls.show(shown);
      expect(await failureOf(url(query), { password: password() })).toMatchObject({
        passed: ['name', 'tcp'],
        hop: 'tls',
        kind: 'connect.tls',
        code,
        facts: {
          address: `127.0.0.1:${tls.server.port}`,
          why,
          certificate: { validTo: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), ...certificate },
        },
      });
      const encrypted = await hopsOf(url('ssl=require'), { password: password() });
      expect(encrypted.find(({ hop }) => hop === 'tls')).toMatchObject({ result: 'passed' });
      expect(encrypted.find(({ hop }) => hop === 'login')).toMatchObject({ result: 'passed' });
    },
  );

  test.each(['verify-ca', 'verify-full'])('that is right is shown with its cipher (%s)', async (mode) => {
    await tls.show(good);
    const hops = await hopsOf(url(`ssl=${mode}&${trusted}`), { password: password() });
    const found = hops.find(({ hop }) => hop === 'tls');
    expect(found).toMatchObject({
      result: 'passed',
      error: null,
      found: { mode, ...goodNames, version: expect.stringMatching(/^TLSv1\.[23]$/) },
    });
    const { cipher, validTo } = found!.found as HopFacts['tls'] & { mode: 'require' };
    expect(cipher).toMatch(/AES|CHACHA/);
    expect(validTo.slice(0, 10)).toBe(days(365).toISOString().slice(0, 10));
  });

  test('that is its own authority does when it is named as one', async () => {
    await tls.show(selfMade);
    const hops = await hopsOf(url(`ssl=verify-full&ca=${selfMade.cert}`), { password: password() });
    expect(hops.map(({ hop }) => hop)).toContain('login');
  });

  test('that ends soon is a warning', async () => {
    await tls.show(ours.issue({ subject: '/CN=localhost', to: days(7.5) }));
    const hops = await hopsOf(url(`ssl=verify-ca&${trusted}`), { password: password() });
    expect(hops.find(({ hop }) => hop === 'tls')).toMatchObject({
      result: 'warned',
      issues: [{ detail: expect.stringContaining('expires in 7 days') }],
    });
  });

  test('of ours lets an account in that asks for one; without it the server only says no', async () => {
    await tls.show(good);
    const { cert, key } = ours.issue({ subject: '/CN=client' });
    const with509 = await hopsOf(url(`ssl=require&cert=${cert}&key=${key}`, 'x509'), {
      password: 'pass-word',
    });
    expect(with509.find(({ hop }) => hop === 'login')).toMatchObject({ result: 'passed' });
    expect(await failureOf(url('ssl=require', 'x509'), { password: 'pass-word' })).toMatchObject({
      hop: 'login',
      kind: 'connect.login',
      facts: { user: 'x509', why: 'password', lacks: 'certificate' },
    });
  });

  test('of ours that the server does not trust', async () => {
    await tls.show(good);
    const { cert, key } = theirs.issue({ subject: '/CN=client' });
    const found = await failureOf(url(`ssl=require&cert=${cert}&key=${key}`), { password: password() });
    expect(found).toMatchObject({ kind: 'connect.tls', facts: { why: 'client-certificate' } });
  });

  test('is not enough where TLS is asked for and not spoken: the account says no', async () => {
    expect(await failureOf(url('ssl=none', 'over_tls'), { password: 'pass-word' })).toMatchObject({
      hop: 'login',
      kind: 'connect.login',
      facts: { why: 'password', lacks: 'tls' },
    });
  });

  test.each(['ca=/no/such.pem&ssl=verify-ca', 'ssl=require&cert=/no/such.pem&key=/no/such.key'])(
    'of ours that cannot be read: the file (%s)',
    async (query) => {
      expect(await failureOf(url(query), { password: password() })).toMatchObject({
        hop: 'tls',
        kind: 'usage',
        facts: { problem: expect.stringMatching(/^(ca|cert)=\/no\/such\.pem cannot be read: ENOENT$/) },
      });
    },
  );

  test('whose key is not its own: the files', async () => {
    const { cert } = ours.issue({ subject: '/CN=client' });
    const { key } = ours.issue({ subject: '/CN=other' });
    expect(
      await failureOf(url(`ssl=require&cert=${cert}&key=${key}`), { password: password() }),
    ).toMatchObject({
      hop: 'tls',
      kind: 'usage',
      facts: { problem: expect.stringContaining(cert) },
    });
  });

  test('is no matter where the server takes no connection without TLS and none was asked for', async () => {
    const { server } = tls;
    await server.query('SET GLOBAL require_secure_transport = ON');
    onTestFinished(async () => {
      const secured = await connect(server, { ssl: { rejectUnauthorized: false } });
      await secured.query('SET GLOBAL require_secure_transport = OFF');
      await secured.end();
    });
    const refused = await failureOf(url('ssl=none'), { password: password() });
    // MariaDB says no more than of a wrong password.
    expect(refused).toMatchObject(
      product === 'mysql'
        ? {
            hop: 'tls',
            kind: 'connect.tls',
            code: 'ER_SECURE_TRANSPORT_REQUIRED',
            facts: { why: 'required' },
          }
        : { hop: 'login', kind: 'connect.login', facts: { why: 'password', lacks: 'tls' } },
    );
  });
});

test('a server without TLS', async () => {
  const { port, password } = await mariadb('a');
  expect(await failureOf(`mysql://root@127.0.0.1:${port}/?ssl=require`, { password })).toMatchObject({
    passed: ['name', 'tcp'],
    hop: 'tls',
    kind: 'connect.tls',
    facts: { why: 'unsupported' },
  });
});
