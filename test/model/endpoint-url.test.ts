import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EndpointAddress } from '../../src/model/endpoint-url.ts';
import { parseEndpointUrl, showAddress } from '../../src/model/endpoint-url.ts';
import { DmsError, errorRecord } from '../../src/model/errors.ts';
import { defaultFileSettings } from '../../src/model/file-settings.ts';
import { hideUrlSecret, hideUrlSecretsIn } from '../../src/model/url-secret.ts';
import { factsOf } from './world.ts';

function source(url: string) {
  return parseEndpointUrl(url, 'source').address;
}

function target(url: string) {
  return parseEndpointUrl(url, 'target').address;
}

const plain = {
  engine: 'mysql',
  host: 'db.example.com',
  port: 3306,
  socket: null,
  user: 'root',
  password: null,
  schema: null,
  tls: 'require',
  ca: null,
  cert: null,
  key: null,
  ssh: null,
} as const;

describe('a database URL', () => {
  test.each<[string, object]>([
    ['mysql://root@db.example.com', {}],
    ['MariaDB://root@db.example.com/', {}],
    ['aurora://root@db.example.com:3307/dees', { port: 3307, schema: 'dees' }],
    ['mysql://root:geheim@db.example.com', { password: 'geheim' }],
    ['mysql://root:@db.example.com', {}],
    ['mysql://r%40ot:p%3A%2F%3F%23%40%25@db.example.com', { user: 'r@ot', password: 'p:/?#@%' }],
    ['mysql://root:p:w@x@db.example.com', { password: 'p:w@x' }],
    ['mysql://root@db.example.com/d%2Fe%20%EA%B0%80', { schema: 'd/e 가' }],
    ['mysql://root@db.example.com?ssl=none', { tls: 'none' }],
    [
      'mysql://root@db.example.com/x?ssl=verify-full&ca=/etc/ca+1.pem',
      { schema: 'x', tls: 'verify-full', ca: '/etc/ca+1.pem' },
    ],
    ['mysql://root@db.example.com?ca=ca.pem', { tls: 'verify-ca', ca: 'ca.pem' }],
    [
      'mysql://root@d.cluster-abc.ap-northeast-2.rds.amazonaws.com',
      { host: 'd.cluster-abc.ap-northeast-2.rds.amazonaws.com', tls: 'verify-full' },
    ],
    [
      'mysql://root@db.example.com?ssh=me@bastion:2222&ssh-key=~/k',
      { ssh: { host: 'bastion', port: 2222, user: 'me', keyFile: '~/k', knownHosts: null } },
    ],
    ['mysql://root@localhost', { host: 'localhost', tls: 'none' }],
    ['mysql://root@127.0.0.1:3310', { host: '127.0.0.1', port: 3310, tls: 'none' }],
    ['mysql://root@127.0.0.1?ssl=require', { host: '127.0.0.1', tls: 'require' }],
    ['mysql://root@db.example.com?socket=/s', { socket: '/s', tls: 'none' }],
    ['mysql://root@[::1]:3310/x', { host: '::1', port: 3310, schema: 'x', tls: 'none' }],
    ['mysql://root@[fe80::1%25eth0]', { host: 'fe80::1%25eth0' }],
    [
      'mysql://root@/dees?socket=/run/my%20sql.sock',
      { host: 'localhost', schema: 'dees', socket: '/run/my sql.sock', tls: 'none' },
    ],
  ])('%s', (url, more) => {
    expect(source(url)).toEqual({ ...plain, ...more });
    expect(target(url)).toEqual({ ...plain, ...more });
  });

  test('with a password works, with a warning that does not repeat it', () => {
    const { warnings } = parseEndpointUrl('mysql://root:geheim@h', 'target');
    expect(warnings).toMatchObject([{ code: 'notice', subject: 'the target URL' }]);
    expect(warnings[0]?.fix).toContain('DMS_TUI_TARGET_PASSWORD');
    expect(JSON.stringify(warnings)).not.toContain('geheim');
    expect(parseEndpointUrl('mysql://root@h', 'source').warnings).toEqual([]);
  });

  test('is read back as it was shown, but for the password, whatever is in its names', () => {
    const name = fc.string({
      unit: fc.constantFrom('a', 'Z', '0', ':', '/', '?', '#', '@', '%', '&', '=', '+', ' ', '가', '😀', "'"),
      minLength: 1,
      maxLength: 8,
    });
    const address = fc.record({
      engine: fc.constant('mysql' as const),
      host: fc.constantFrom('h', 'db.example.com', '127.0.0.1', '::1', 'fd00::7'),
      port: fc.integer({ min: 1, max: 65_535 }),
      socket: fc.option(name),
      user: name,
      password: fc.option(name),
      schema: fc.option(name.filter((one) => !one.endsWith('/') && !one.includes('/'))),
      tls: fc.constantFrom('none', 'require', 'verify-ca', 'verify-full'),
      ca: fc.option(name),
      own: fc.option(fc.record({ cert: name, key: name })),
      bastion: fc.option(
        fc.record({
          host: fc.constantFrom('b', 'bastion.example.com', '10.0.0.1', 'fd00::9'),
          port: fc.integer({ min: 1, max: 65_535 }),
          user: fc.constantFrom('me', 'ec2-user', 'o.neil'),
          keyFile: fc.option(name),
          knownHosts: fc.option(name),
        }),
      ),
    });
    fc.assert(
      fc.property(address, ({ own, bastion, ...rest }) => {
        const ssh = rest.socket === null ? bastion : null;
        const one = { ...rest, cert: own?.cert ?? null, key: own?.key ?? null, ssh };
        fc.pre(one.ca === null || one.tls.startsWith('verify'));
        fc.pre(one.cert === null || one.tls !== 'none');
        const shown = showAddress(one as EndpointAddress);
        expect(source(shown)).toEqual({ ...one, password: null });
        const withPassword = shown.replace('@', `:${encodeURIComponent(one.password ?? '')}@`);
        expect(source(withPassword)).toEqual(one);
      }),
    );
  });

  test.each([
    ['db.example.com', 'is not a URL'],
    ['mysql:root@h', 'is not a URL'],
    ['postgres://u@h', '"postgres" is no engine known here'],
    ['mysql://h/x', 'names no user'],
    ['mysql://u@', 'names no host'],
    ['mysql://u@/x', 'names no host'],
    ['mysql://u@h:0', 'the port is not readable'],
    ['mysql://u@h:65536', 'the port is not readable'],
    ['mysql://u@h:', 'the port is not readable'],
    ['mysql://u@[::1', 'the host is not readable'],
    ['mysql://u@[h]', 'the host in brackets is no IPv6 address'],
    ['mysql://u@a b', 'the host holds a character no host name has'],
    ['mysql://u@h/a/b', 'names more than a schema'],
    ['mysql://u@h?ssl=true', 'ssl is "true"'],
    ['mysql://u@h?ssl=require&ca=x', 'ca is given, but ssl=require verifies nothing'],
    ['mysql://u@h?sll=none', 'unknown key "sll"; did you mean "ssl"?'],
    ['mysql://u@h?ssl=none&ssl=none', 'the key "ssl" stands twice'],
    ['mysql://u@h?ssl', 'the key "ssl" has no value'],
    ['mysql://u@h?cert=c.pem', 'a certificate of your own needs its key'],
    ['mysql://u@h?ssl=none&cert=c.pem&key=k.pem', 'cert is given, but ssl=none encrypts nothing'],
    ['mysql://u@h?ssh=bastion', 'the bastion is not readable'],
    ['mysql://u@h?ssh=me:secret@bastion', 'the bastion is not readable'],
    ['mysql://u@h?ssh-key=k', 'ssh-key and known-hosts say nothing without a bastion'],
    ['mysql://u@h?socket=/s&ssh=me@b', 'a socket of this machine needs no bastion'],
    ['mysql://u@h/%zz', 'the path holds a percent sign that encodes nothing'],
    ['mysql://u%00@h', 'the user holds a NUL'],
  ])('%s is refused', (url, problem) => {
    expect(factsOf('url', () => source(url)).problem).toBe(problem);
  });

  test('that is broken never shows its password, however it is broken', () => {
    const secret = 'S3cr3t';
    const around = fc.constantFrom(
      '',
      '/',
      '?',
      '#',
      '@',
      ':',
      '%',
      '%zz',
      ' ',
      '[',
      '&x=',
      '?ssl=',
      '//',
      ':@',
    );
    const before = fc.constantFrom(
      'mysql://root:',
      'mysql://root@x:',
      'mysql:/root:',
      'mysql:root:',
      'mysql//root:',
      'mysq://root:',
      'root:',
      's3://key:',
      'file://u:',
    );
    const after = fc.constantFrom(
      '@h',
      '@h:3306/x',
      '@h?ssl=maybe',
      '@',
      '@[::1',
      '@h:port',
      '@h/a/b',
      '@h?x=1#y',
      '@h/a@b',
    );
    fc.assert(
      fc.property(
        before,
        around,
        around,
        after,
        fc.constantFrom('source', 'target'),
        (start, left, right, end, role) => {
          const url = `${start}${left}${secret}${right}${end}`;
          let shown: unknown;
          try {
            shown = parseEndpointUrl(url, role).warnings;
          } catch (error) {
            if (!(error instanceof DmsError)) throw error;
            shown = [errorRecord(error), error.message, error.stack];
          }
          expect(JSON.stringify(shown)).not.toContain(secret);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a bucket URL', () => {
  const bucket = {
    engine: 's3',
    bucket: 'my-bucket',
    folder: '',
    region: null,
    endpoint: null,
    role: null,
    profile: null,
    pathStyle: false,
    files: defaultFileSettings(),
  };

  test.each<[string, object]>([
    ['s3://my-bucket', {}],
    ['s3://my-bucket/', {}],
    ['s3://my-bucket/a/b%20c/', { folder: 'a/b c' }],
    ['s3://my-bucket/x@y:z', { folder: 'x@y:z' }],
    [
      's3://my-bucket/x?region=eu-central-1&role=arn:aws:iam::1:role/r',
      { folder: 'x', region: 'eu-central-1', role: 'arn:aws:iam::1:role/r' },
    ],
    ['s3://my-bucket?endpoint=http://127.0.0.1:9000', { endpoint: 'http://127.0.0.1:9000', pathStyle: true }],
    [
      's3://my-bucket?endpoint=https://store&path-style=false',
      { endpoint: 'https://store', pathStyle: false },
    ],
    ['s3://my-bucket?path-style=true', { pathStyle: true }],
  ])('%s', (url, more) => {
    const address = target(url);
    expect(address).toEqual({ ...bucket, ...more });
    expect(target(showAddress(address))).toEqual(address);
  });

  test.each([
    ['s3://', 'names no bucket'],
    ['s3:///folder', 'names no bucket'],
    ['s3://AKIA:secret@bucket', 'access keys do not belong into a URL'],
    ['s3://b1/a/../c', 'the folder holds an empty step, . or ..'],
    ['s3://b1/a//c', 'the folder holds an empty step, . or ..'],
    ['s3://b1?endpoint=127.0.0.1:9000', 'the endpoint is not readable'],
    ['s3://b1?endpoint=http://k:s@h', 'holds a character that ends a part of the URL'],
    ['s3://b1?role=admin', 'the role is not readable'],
    ['s3://b1?path-style=yes', 'path-style is "yes"'],
    ['s3://b1?regoin=x', 'unknown key "regoin"; did you mean "region"?'],
  ])('%s is refused', (url, problem) => {
    expect(factsOf('url', () => target(url)).problem).toBe(problem);
  });

  test('is no source', () => {
    expect(factsOf('url', () => source('s3://b1/x')).problem).toBe('S3 can be a target only');
    expect(factsOf('url', () => source('file:///x')).problem).toBe('a folder can be a target only');
  });
});

describe('a folder URL', () => {
  test.each([
    ['file:///out', '/out'],
    ['file:///out/a%20b%3F/', '/out/a b?'],
    ['file://localhost/out', '/out'],
    ['FILE:///C:/out', 'C:/out'],
    ['file:///out/x@y:z', '/out/x@y:z'],
  ])('%s', (url, path) => {
    const address = target(url);
    expect(address).toEqual({ engine: 'folder', path, files: defaultFileSettings() });
    expect(target(showAddress(address))).toEqual(address);
  });

  test.each([
    'file:out',
    'file:/out',
    'file://out/x',
    'file://./out',
    'file:///',
    'file:///a/../b',
    'file:///a?x=1',
  ])('%s is refused', (url) => {
    const facts = factsOf('url', () => target(url));
    if (!url.includes('?')) expect(facts.allowed).toContain('file:///absolute');
  });
});

describe('hiding the secret of a URL', () => {
  test.each([
    ['mysql://root:pw@h:3306/x', 'mysql://root:***@h:3306/x'],
    ['mysql://root@h:3306/x?ca=/a%40b.pem', 'mysql://root@h:3306/x?ca=/a%40b.pem'],
    ['"mysql://root:pw@h"', '"mysql://root:***@h"'],
    ['s3://b/x?endpoint=http://key:pw@h', 's3://b/x?endpoint=http:***@h'],
    ['s3://key:pw@b', 's3://key:***@b'],
    ['mysql://root:p/w@h', 'mysql://root:***@h'],
    ['mysql://root:p/w', 'mysql://root:***'],
    ['mysql://root@h', 'mysql://root@h'],
    ['root:pw@h', 'root:***@h'],
    ['s3://b/x@y:z', 's3://b/x@y:z'],
    ['dees.movies', 'dees.movies'],
  ])('%s', (url, shown) => {
    expect(hideUrlSecret(url)).toBe(shown);
  });
});

test.each([
  [`unknown option '--sorce=mysql://u:it's/me"@h:3306/x'`, `unknown option '--sorce=mysql://u:***@h:3306/x'`],
  [`{ input: 'mysql://u:p@h', code: 'ERR' }`, `{ input: 'mysql://u:***@h', code: 'ERR' }`],
  ['from mysql://a:b@c to s3://k:s@bucket/x, then', 'from mysql://a:***@c to s3://k:***@bucket/x, then'],
  [`it's (mysql://u:99x) "mysql://u@h:3306".`, `it's (mysql://u:***) "mysql://u@h:3306".`],
  ['at run (file:///a/@aws-sdk/b.js:12:34)', 'at run (file:///a/@aws-sdk/b.js:12:34)'],
])('passwords of URLs are hidden within a text: %s', (text, shown) => {
  expect(hideUrlSecretsIn(text)).toBe(shown);
});
