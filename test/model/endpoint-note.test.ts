import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type EndpointNote, noteAddress, readNote } from '../../src/model/endpoint-import/note.ts';
import { showAddress } from '../../src/model/endpoint-url.ts';

const RDS = 'jnkwondees.cluster-abc.ap-northeast-2.rds.amazonaws.com';

describe('a note', () => {
  const whole = { host: RDS, port: 3306, user: 'jnkwon', password: 'p@ss:w=rd', schema: 'dees' };

  test.each<[string, string, Partial<EndpointNote>]>([
    ['in Korean', `주소： ${RDS}\n아이디 : jnkwon\n비번: p@ss:w=rd\n포트 3306\n스키마=dees`, whole],
    ['in any order', `PW: p@ss:w=rd\nDB: dees\nID: jnkwon\nPort: 3306\nEndpoint: ${RDS}`, whole],
    [
      'with bullets, quotes, commas and what nobody sees',
      `- **Host**: "${RDS}",\r\n• User\u200b = 'jnkwon',\n3) 비밀번호\tp@ss:w=rd,\n* 데이터베이스: \`dees\`\n> port: 3306,`,
      whole,
    ],
    [
      'with values below their labels',
      `Endpoint\n${RDS}\n\nPort\n3306\nMaster username\njnkwon\nPassword\np@ss:w=rd\nDB name\ndees`,
      whole,
    ],
    [
      'of environment variables',
      `DB_HOST=${RDS}\nDB_PORT=3306\nDB_USER=jnkwon\nDB_PASSWORD="p@ss:w=rd"\nDB_NAME=dees`,
      whole,
    ],
    ['on one line', `host=${RDS}; port=3306; user=jnkwon; password=p@ss:w=rd; db=dees`, whole],
    [
      'as a table',
      `| Host | ${RDS} |\n| Port | 3306 |\n| User | jnkwon |\n| PW | p@ss:w=rd |\n| DB | dees |`,
      whole,
    ],
    ['with the port in the host', `서버: ${RDS}:3306\n사용자: jnkwon\n암호: p@ss:w=rd\nSchema: dees`, whole],
    ['with a URL and labels', `URL: mysql://${RDS}/dees\n계정: jnkwon\nPassword: p@ss:w=rd`, whole],
    ['that is a URL', `here: mysql://jnkwon:p%40ss%3Aw=rd@${RDS}:3306/dees, bye`, whole],
    [
      'that is a URL of Java',
      `jdbc:mysql://${RDS}:3306/dees?user=jnkwon&password=p%40ss:w=rd&useSSL=true`,
      whole,
    ],
    ['that is a bare host', `please use ${RDS}:3307.`, { host: RDS, port: 3307, missing: ['user'] }],
    [
      'that is a bucket',
      'to s3://b1/raw?region=eu-west-1 please',
      { engine: 's3', url: 's3://b1/raw?region=eu-west-1' },
    ],
    ['about nothing', 'hello world', { engine: null, missing: ['host', 'user'] }],
  ])('%s', (_, text, expected) => {
    expect(readNote(text)).toMatchObject(expected);
  });

  test('becomes an address, with what only its URL says', () => {
    const note = readNote('mysql://db1:3307/dees?ssl=verify-ca\nUser: me\nPassword: secret');
    expect(showAddress(noteAddress(note, 'source'))).toBe('mysql://me@db1:3307/dees?ssl=verify-ca');
    expect(note.url).not.toContain('secret');
  });

  test('keeps a password as it is, except for quotes around it and a comma behind it', () => {
    const passwords = ['a b', 'x/y', 'c,d', '#1!', 'k=v', 'q"q', '(p)', '비밀', 'p;q', 'port:'];
    for (const password of passwords) expect(readNote(`host: h\npw: ${password}`).password).toBe(password);
  });
});

describe('any text at all', () => {
  const labels = ['Host', '주소', 'User', '아이디', 'Password', '비번', 'Port', 'DB', 'URL', 'x'];
  const pieces = [
    '\n',
    ': ',
    '=',
    '\t',
    '：',
    ' ',
    '"',
    'mysql://',
    's3://',
    'jdbc:mysql://',
    '@',
    '/',
    '%',
    RDS,
    '- ',
  ];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...labels, ...pieces), fc.string({ unit: 'binary', maxLength: 6 })))
    .map((all) => all.join(''));

  test('is read without a failure, and no part of it is empty', () => {
    fc.assert(
      fc.property(text, (written) => {
        const { engine: _engine, missing: _missing, ...parts } = readNote(written);
        for (const part of Object.values(parts)) expect(part).not.toBe('');
        expect(parts.port === null || (parts.port >= 1 && parts.port <= 65_535)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  test('with labels gives back what was written, in any order', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9]{2,10}$/);
    const parts = fc.record({
      host: word,
      user: word,
      password: word,
      port: fc.integer({ min: 1, max: 65_535 }),
    });
    const spelled = {
      host: ['Host', '호스트', 'endpoint'],
      user: ['User', '아이디'],
      password: ['PW', '비밀번호'],
      port: ['Port', '포트'],
    };
    fc.assert(
      fc.property(parts, fc.nat(), fc.constantFrom(': ', ' = ', '\t', '：'), (written, turn, separator) => {
        const lines = (Object.keys(spelled) as (keyof typeof spelled)[]).map(
          (part) => `${spelled[part][turn % spelled[part].length]}${separator}${written[part]}`,
        );
        const turned = [...lines.slice(turn % 4), ...lines.slice(0, turn % 4)];
        expect(readNote(turned.join('\n'))).toMatchObject(written);
      }),
    );
  });

  test('is read at once, however long', () => {
    const units = ['a', 'a.', 'host: ', ' , ', 'user: x ', '\n', '- ', '::', '/', 'mysql://', '.rds.', '"'];
    for (const unit of units) {
      const began = performance.now();
      readNote(unit.repeat(1_000_000 / unit.length));
      // A quarter of a second for a megabyte, on a machine that is busy: quadratic time would take minutes.
      expect(performance.now() - began).toBeLessThan(250);
    }
  });
});
