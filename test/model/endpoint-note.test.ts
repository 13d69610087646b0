import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelOf } from '../../src/model/endpoint-import/note/labels.ts';
import { type NotedEndpoint, readNote } from '../../src/model/endpoint-import/note.ts';

const RDS = 'jnkwondees.cluster-abc.ap-northeast-2.rds.amazonaws.com';
const ROLE = 'arn:aws:iam::123456789012:role/dms-s3-role';

type Parts = Partial<NotedEndpoint>;

/** What was found, without what was not. */
function found(endpoint: NotedEndpoint | null): Parts | null {
  if (endpoint === null) return null;
  const { url: _url, missing: _missing, holdsAccessKeys, ...parts } = endpoint;
  const there = Object.entries(parts).filter(([, value]) => value !== null);
  return { ...Object.fromEntries(there), ...(holdsAccessKeys && { holdsAccessKeys }) };
}

const whole = {
  engine: 'mysql',
  host: RDS,
  port: 3306,
  user: 'jnkwon',
  password: 'p@ss:w=rd',
  schema: 'dees',
};

describe('a note that tells of no end', () => {
  test.each<[string, string]>([
    ['in Korean', `주소： ${RDS}\n아이디 : jnkwon\n비번: p@ss:w=rd\n포트 3306\n스키마=dees`],
    ['in any order', `PW: p@ss:w=rd\nDB: dees\nID: jnkwon\nPort: 3306\nEndpoint: ${RDS}`],
    [
      'with bullets, quotes, commas and what nobody sees',
      `- **Host**: "${RDS}",\r\n• User\u200b = 'jnkwon',\r\n3) 비밀번호\tp@ss:w=rd,\r\n* 데이터베이스: \`dees\`\r\n> port: 3306,`,
    ],
    [
      'with blanks that do not break and letters that are wide',
      `\ufeffＨｏｓｔ：\u00a0${RDS}\u3000포트：\u3000３３０６\r\n사용자\u00a0이름：jnkwon\r\n비밀번호：p@ss:w=rd\r\nＤＢ：dees`,
    ],
    [
      'with Hangul taken apart',
      `주소: ${RDS}\n포트: 3306\n아이디: jnkwon\n비번: p@ss:w=rd\n디비: dees`.normalize('NFD'),
    ],
    [
      'with values below their labels',
      `Endpoint\n${RDS}\n\nPort\n3306\nMaster username\njnkwon\nPassword\np@ss:w=rd\nDB name\ndees`,
    ],
    [
      'of the console of a cloud, with readers beside the writer',
      `Endpoint name\n${RDS.replace('cluster-', 'cluster-ro-')}\nReader\n${RDS}\nWriter\nPort: 3306\nMaster username\njnkwon\nDB name: dees\nMaster password: p@ss:w=rd`,
    ],
    [
      'of environment variables',
      `export DB_HOST=${RDS}\nDB_PORT=3306\nDB_USER=jnkwon\nDB_PASSWORD="p@ss:w=rd"\nDB_NAME=dees`,
    ],
    ['on one line', `host=${RDS}; port=3306; user=jnkwon; password=p@ss:w=rd; db=dees`],
    ['on one line, without marks', `host ${RDS} port 3306 user jnkwon password p@ss:w=rd db dees`],
    [
      'that is spoken',
      `주소는 ${RDS} 이고 포트는 3306, 아이디는 jnkwon 비번은 p@ss:w=rd 디비는 dees 입니다.`,
    ],
    [
      'as a table',
      `| Host | ${RDS} |\n| Port | 3306 |\n| User | jnkwon |\n| PW | p@ss:w=rd |\n| DB | dees |`,
    ],
    ['as a row below its header', `Host\tPort\tUser\tPassword\tDB\n${RDS}\t3306\tjnkwon\tp@ss:w=rd\tdees`],
    [
      'with the port in the host',
      `서버: ${RDS}:3306 (writer)\n사용자: jnkwon\n암호: p@ss:w=rd\nSchema: dees # main`,
    ],
    ['with a URL and labels', `URL: mysql://${RDS}:3306/dees\n계정: jnkwon\nPassword: p@ss:w=rd`],
    ['that is a URL', `here: mysql://jnkwon:p%40ss%3Aw=rd@${RDS}:3306/dees, bye`],
    ['that is a URL with its password as it is', `mysql://jnkwon:p@ss:w=rd@${RDS}:3306/dees`],
    ['of Java', `jdbc:mysql://${RDS}:3306/dees?user=jnkwon&password=p%40ss:w=rd&useSSL=true`],
    [
      'of Java, in a call',
      `DriverManager.getConnection("jdbc:mysql://${RDS}:3306/dees", "jnkwon", "p@ss:w=rd");`,
    ],
    [
      'of Spring',
      `spring.datasource.url=jdbc:mysql://${RDS}:3306/dees?serverTimezone=UTC\nspring.datasource.username=jnkwon\nspring.datasource.password=p@ss:w=rd`,
    ],
    ['of Go', `db, err := sql.Open("mysql", "jnkwon:p@ss:w=rd@tcp(${RDS}:3306)/dees?parseTime=true")`],
    ['of Go, as a variable', `DSN=jnkwon:p@ss:w=rd@tcp(${RDS}:3306)/dees`],
    ['of PHP', `new PDO('mysql:host=${RDS};port=3306;dbname=dees;charset=utf8mb4', 'jnkwon', 'p@ss:w=rd');`],
    [
      'of WordPress',
      `define( 'DB_NAME', 'dees' );\ndefine( 'DB_USER', 'jnkwon' );\ndefine( 'DB_PASSWORD', 'p@ss:w=rd' );\ndefine( 'DB_HOST', '${RDS}:3306' );`,
    ],
    ['of Python', `create_engine("mysql+pymysql://jnkwon:p%40ss:w=rd@${RDS}:3306/dees?charset=utf8mb4")`],
    [
      'of Python, in a call',
      `pymysql.connect(host='${RDS}', port=3306, user='jnkwon', passwd='p@ss:w=rd', db='dees')`,
    ],
    ['of .NET', `Server=${RDS};Port=3306;Database=dees;Uid=jnkwon;Pwd=p@ss:w=rd;`],
    [
      'of a vault',
      JSON.stringify({
        username: 'jnkwon',
        password: 'p@ss:w=rd',
        engine: 'mysql',
        host: RDS,
        port: 3306,
        dbname: 'dees',
      }),
    ],
    ['that is a command', `$ mysql -h ${RDS} -P 3306 -u jnkwon -p'p@ss:w=rd' dees`],
    [
      'that is a command over lines',
      `mysql --host=${RDS} \\\r\n  --port 3306 -ujnkwon \\\r\n  --password=p@ss:w=rd --database dees -e "select 1"`,
    ],
    [
      'that is a command with a variable',
      `MYSQL_PWD=p@ss:w=rd /usr/bin/mysql -h${RDS} -P3306 -u jnkwon -D dees < dump.sql`,
    ],
  ])('%s', (_, text) => {
    expect(readNote(text)).toMatchObject({ source: null, target: null });
    expect(found(readNote(text).either)).toEqual(whole);
  });

  test.each<[string, string, Parts]>([
    [
      'two labels in one',
      'ID/PW: me / s/e c\nHost: h',
      { engine: 'mysql', host: 'h', user: 'me', password: 's/e c' },
    ],
    [
      'two labels in one, in Korean',
      '계정 / 비번 : me s\n주소: h',
      { engine: 'mysql', host: 'h', user: 'me', password: 's' },
    ],
    ['a bare host', `please use ${RDS}:3307.`, { engine: 'mysql', host: RDS, port: 3307 }],
    [
      'a word that is a label all the same',
      'User: id\nPassword: port:\nHost: db',
      { engine: 'mysql', host: 'db', user: 'id', password: 'port:' },
    ],
    ['an account', "User: 'me'@'%'\nHost: h", { engine: 'mysql', host: 'h', user: 'me' }],
    ['an address of version 6', 'Host: [fd00::7]:3307', { engine: 'mysql', host: 'fd00::7', port: 3307 }],
    [
      'TLS',
      'jdbc:mysql://db1/dees?sslMode=VERIFY_IDENTITY',
      { engine: 'mysql', host: 'db1', schema: 'dees', tls: 'verify-full' },
    ],
    ['a socket', 'mysql -u root -S /run/mysqld.sock', { engine: 'mysql', user: 'root' }],
    [
      'no password where a letter asks for it',
      'mysql -h db1 -u me -p dees',
      { engine: 'mysql', host: 'db1', user: 'me', schema: 'dees' },
    ],
    ['an empty part', 'user= password=secret host=db1', { engine: 'mysql', host: 'db1', password: 'secret' }],
    ['a product in place of a schema', 'Database: MySQL 8.0\nHost: h', { engine: 'mysql', host: 'h' }],
    [
      'the writer before the reader',
      'Reader endpoint: r\nWriter endpoint: w',
      { engine: 'mysql', host: 'w' },
    ],
    [
      'a bucket',
      'to s3://b1/raw?region=eu-west-1 please',
      { engine: 's3', bucket: 'b1', folder: 'raw', region: 'eu-west-1' },
    ],
    ['a bucket by its ARN', 'arn:aws:s3:::b1/raw/*', { engine: 's3', bucket: 'b1', folder: 'raw' }],
    [
      'a bucket by its web address',
      'https://b1.s3.ap-northeast-2.amazonaws.com/raw/',
      { engine: 's3', bucket: 'b1', folder: 'raw', region: 'ap-northeast-2' },
    ],
    [
      'a bucket by the address of its page',
      'https://s3.console.aws.amazon.com/s3/buckets/b1?region=ap-northeast-2&prefix=raw/',
      { engine: 's3', bucket: 'b1', folder: 'raw', region: 'ap-northeast-2' },
    ],
    [
      'a bucket in Korean',
      `버킷 이름: b1\n폴더: raw/dees\n리전: 서울 (ap-northeast-2)\n역할 ARN: ${ROLE}`,
      { engine: 's3', bucket: 'b1', folder: 'raw/dees', region: 'ap-northeast-2', role: ROLE },
    ],
    [
      'a bucket of another store, without its keys',
      'Endpoint: http://minio:9000\nBucket: b1\nAWS_ACCESS_KEY_ID=AKIAX\nAWS_SECRET_ACCESS_KEY=abc/+x',
      { engine: 's3', bucket: 'b1', endpoint: 'http://minio:9000', holdsAccessKeys: true },
    ],
    [
      'a store under its own label',
      'Bucket      b1\nRegion      us-east-1\n저장소      http://127.0.0.1:9000',
      { engine: 's3', bucket: 'b1', region: 'us-east-1', endpoint: 'http://127.0.0.1:9000' },
    ],
    [
      'an account whose name could be a label',
      'URL         127.0.0.1\nUser        reader\nPassword    secret\nPort        3307',
      { engine: 'mysql', host: '127.0.0.1', user: 'reader', password: 'secret', port: 3307 },
    ],
    ['a folder', 'file:///data/out%20put', { engine: 'folder', folder: '/data/out put' }],
  ])('with %s', (_, text, expected) => {
    expect(found(readNote(text).either)).toEqual(expected);
  });

  test.each([
    'hello world',
    'user guide',
    'id 3',
    'see the port',
    '',
    '{"a": 1}',
    '[1',
    'https://example.com/x',
  ])('says nothing in %j', (text) =>
    expect(readNote(text)).toEqual({ source: null, target: null, either: null }),
  );
});

describe('a note with a source and a target', () => {
  const source = { engine: 'mysql', host: 'db1', user: 'u1', password: 'p1' };
  const target = { engine: 'mysql', host: 'db2', user: 'u2', password: 'p2' };

  test.each<[string, string]>([
    ['under headings', '## Source\nHost: db1\nUser: u1\nPW: p1\n\n## Target\nHost: db2\nUser: u2\nPW: p2'],
    [
      'under Korean headings',
      '[소스 DB 정보]\n주소: db1\n아이디: u1\n비번: p1\n[타겟 DB 정보]\n주소: db2\n아이디: u2\n비번: p2',
    ],
    [
      'under headings named like labels',
      'Source DB\nHost: db1\nUser: u1\nPW: p1\nTarget DB\nHost: db2\nUser: u2\nPW: p2',
    ],
    [
      'in YAML',
      'source:\n  host: db1\n  username: u1\n  password: p1\ntarget:\n  host: db2\n  username: u2\n  password: p2',
    ],
    [
      'with a label whose value cannot be read',
      '[소스 DB]\n엔드포인트： db1:\n포트: ?\n계정/비번 : u1 / p1\n[타겟 DB]\nHost: db2:\nUser: u2\nPW: p2',
    ],
    ['in groups', '[source]\nhost=db1\nuser=u1\npassword=p1\n\n[target]\nhost=db2\nuser=u2\npassword=p2'],
    [
      'in JSON',
      JSON.stringify({
        source: { host: 'db1', user: 'u1', password: 'p1' },
        target: { host: 'db2', user: 'u2', password: 'p2' },
      }),
    ],
    [
      'in the names of variables',
      'SOURCE_DB_HOST=db1\nTARGET_DB_HOST=db2\nSOURCE_DB_USER=u1\nTARGET_DB_USER=u2\nSOURCE_DB_PASSWORD=p1\nTARGET_DB_PASSWORD=p2',
    ],
    [
      'in the labels',
      '원본 주소: db1\n원본 계정: u1\n원본 비밀번호: p1\n대상 주소: db2\n대상 계정: u2\n대상 비밀번호: p2',
    ],
    [
      'in columns',
      '| | Source | Target |\n|---|---|---|\n| Host | db1 | db2 |\n| User | u1 | u2 |\n| PW | p1 | p2 |',
    ],
    ['in rows', '구분\t호스트\t계정\t비밀번호\n소스\tdb1\tu1\tp1\n타겟\tdb2\tu2\tp2'],
    ['by arrows', 'mysql://u1:p1@db1 -> mysql://u2:p2@db2'],
    ['behind headings', 'Source: mysql://u1:p1@db1\nTarget: mysql://u2:p2@db2'],
    ['from and to', 'From: mysql://u1:p1@db1\nTo: mysql://u2:p2@db2'],
    ['by a pipe', 'mysqldump -h db1 -u u1 -pp1 --all-databases | mysql -h db2 -u u2 -pp2'],
    ['where only the target says so', 'Host: db1\nUser: u1\nPW: p1\n\nTarget\nHost: db2\nUser: u2\nPW: p2'],
  ])('%s', (_, text) => {
    const note = readNote(text);
    expect(found(note.source)).toEqual(source);
    expect(found(note.target)).toEqual(target);
    expect(note.either).toBeNull();
  });

  test('has a bucket as its target, whatever it says', () => {
    const text = `RDS: ${RDS}\nID: jnkwon\nPW: p@ss:w=rd\nDB: dees\nPort: 3306\nBucket: b1\nRole: ${ROLE}`;
    const note = readNote(text);
    expect(found(note.source)).toEqual(whole);
    expect(found(note.target)).toEqual({ engine: 's3', bucket: 'b1', role: ROLE });
  });

  test('has in common what is said of neither', () => {
    const note = readNote('Port: 3307\nUser: me\nSource host: db1\nTarget host: db2\nTarget user: you');
    expect(found(note.source)).toEqual({ engine: 'mysql', host: 'db1', port: 3307, user: 'me' });
    expect(found(note.target)).toEqual({ engine: 'mysql', host: 'db2', port: 3307, user: 'you' });
  });
});

describe('a password', () => {
  const AS_WRITTEN = [
    'a b¦x/y¦c,d¦#1!¦k=v¦q"q¦it\'s¦(p)¦비밀¦p;q¦:p¦=p¦-p¦*p',
    'p,¦p;¦p\'¦p"¦p:¦p|¦\\p\\¦%41¦&#amp;¦p->q¦입니다¦$1¦{x}¦p)¦db1.example.com:1',
  ].flatMap((line) => line.split('¦'));

  test.each(AS_WRITTEN)('is kept as it is: %j', (password) => {
    for (const text of [
      `host: h\npw: ${password}\nuser: u`,
      `host: h\n비밀번호 : ${password}`,
      `PASSWORD=${password}\nHOST=h`,
      `host: h\nPassword\n${password}\nport: 3306`,
    ]) {
      expect(readNote(text).either).toMatchObject({ host: 'h', password });
    }
  });

  test.each(['port:', 'user=x', 'host: b', 'Password'])('may look like a label: %j', (password) => {
    expect(readNote(`host: h\npw: ${password}\nport: 1`).either).toMatchObject({
      host: 'h',
      password,
      port: 1,
    });
  });

  test('keeps what stands within its quotes, blanks at the end too', () => {
    for (const inside of ['p  ', ' p', 'a"b', "a'b", 'a, user: b', 'p\\', ':', '"']) {
      expect(readNote(`pw: "${inside}"\nhost: h`).either).toMatchObject({ host: 'h', password: inside });
      expect(readNote(`host: h, pw: "${inside}", user: u`).either).toMatchObject({
        password: inside,
        user: 'u',
      });
    }
  });

  test.each(['********', '••••••', '<password>', '{{ password }}', '(별도 전달)', '-', '없음', 'xxxxx'])(
    'is not what stands in its place: %s',
    (written) => {
      expect(readNote(`host: h\nuser: u\npassword: ${written}`).either).toMatchObject({ password: null });
      const url = `mysql://u:${written.replaceAll(' ', '')}@h/d`;
      expect(readNote(url).either).toMatchObject({ host: 'h', password: null });
    },
  );

  test('never goes to a host or a user it was not written for', () => {
    const passwords = [
      'Host: a\nUser: ua\n\nHost: b\nUser: ub\nPassword: secret',
      'User: ua\nHost: a\nUser: ub\nPassword: secret',
      'Host: a\nUser: ua\nOld: mysql://ub:secret@b/d',
      'mysql://ua@a/d\nmysql://ub:secret@b/d',
    ].map((text) => readNote(text).either);
    for (const either of passwords) expect(either).toMatchObject({ host: 'a', user: 'ua', password: null });
    const { source } = readNote('Source host: a\nSource user: ua\nHost: b\nPassword: secret');
    expect(source).toMatchObject({ host: 'a', password: null });
  });

  test('is in no URL, and access keys are nowhere', () => {
    const text = `mysql://me:s3cr3t@db1:3307/dees?ssl=verify-ca\nAccess key: s3cr3t`;
    const { password: _password, ...rest } = readNote(text).either!;
    expect(rest.url).toBe('mysql://me@db1:3307/dees?ssl=verify-ca');
    expect(JSON.stringify(rest)).not.toContain('s3cr3t');
  });
});

describe('what is missing', () => {
  test.each<[string, readonly string[], string | null]>([
    ['Port: 3306', ['host', 'user'], null],
    ['Host: h', ['user'], null],
    ['User: u\nPassword: p', ['host'], null],
    ['Host: h\nUser: u', [], 'mysql://u@h:3306'],
    ['mysql -u root -S /run/mysqld.sock', [], 'mysql://root@localhost:3306?socket=/run/mysqld.sock'],
    ['mysql://u@h/d?ssh=me@bastion', [], 'mysql://u@h:3306/d?ssh=me%40bastion'],
    [`Region: eu-west-1\nRole: ${ROLE}`, ['bucket'], null],
    ['Bucket: b1', [], 's3://b1'],
    ['Bucket: b1/raw\nRegion: eu-west-1', [], 's3://b1/raw?region=eu-west-1'],
    ['폴더: /data/out', [], 'file:///data/out'],
  ])('of %j', (text, missing, url) => {
    expect(readNote(text).either).toMatchObject({ missing, url });
  });
});

describe('any text at all', () => {
  const labels = [
    'Host',
    '주소',
    'User',
    '아이디',
    'Password',
    '비번',
    'Port',
    'DB',
    'URL',
    'Source',
    '타겟',
    'Bucket',
    'x',
  ];
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
  const others = [
    '|',
    '| ',
    '@tcp(',
    'mysql:host=',
    'mysql -h ',
    '-p',
    '{',
    ']',
    ROLE,
    'https://s3.amazonaws.com/',
  ];
  const text = fc
    .array(
      fc.oneof(fc.constantFrom(...labels, ...pieces, ...others), fc.string({ unit: 'binary', maxLength: 6 })),
    )
    .map((all) => all.join(''));

  test('is read without a failure, and no part of it is empty', () => {
    fc.assert(
      fc.property(text, (written) => {
        for (const endpoint of Object.values(readNote(written)) as (NotedEndpoint | null)[]) {
          if (endpoint === null) continue;
          for (const part of Object.values(endpoint)) expect(part).not.toBe('');
          expect(endpoint.port === null || (endpoint.port >= 1 && endpoint.port <= 65_535)).toBe(true);
          expect(endpoint.url !== null && endpoint.missing.length > 0).toBe(false);
        }
      }),
      { numRuns: 3000 },
    );
  });

  test('is no label where it only joins with its label to one', () => {
    expect(readNote('Host\tdb1\nUser\tname\nPW\td').either).toMatchObject({
      host: 'db1',
      user: 'name',
      password: 'd',
    });
  });

  test('with labels gives back what was written, in any order', () => {
    // What stands for no value, what is a label itself, and names of products are read as that.
    const word = fc
      .stringMatching(/^[a-z][a-z0-9]{2,10}$/)
      .filter(
        (one) =>
          !/^(?:x+|none|null|tbd|hidden|masked|redacted|aws|rds|s3|amazon|mysql|mariadb|aurora)$/.test(one) &&
          labelOf(one) === null,
      );
    const parts = fc.record({
      host: word,
      user: word,
      password: fc.stringMatching(/^[!-~]{4,12}$/).filter((one) => !/^["'`*x<[{$(.•-]/.test(one)),
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
        expect(readNote(turned.join('\n')).either).toMatchObject(written);
      }),
    );
  });

  // Between bars: what a text may be made of that patterns could stumble over.
  const units = [
    'a¦a.¦a ¦ ¦:¦=¦"¦\'¦|¦\t¦/¦@¦,¦(¦-¦%¦\\¦\\\n¦\n¦. ¦host: ¦ , ¦user: x ¦- ¦host user ¦db ¦db',
    'source¦source ¦password: "¦pw="a" ¦주소 ¦mysql://¦mysql://a:b@¦jdbc:mysql://a,¦s3://¦.rds.',
    'a.rds.amazonaws.com ¦arn:aws:s3:::¦https://¦@tcp(¦a:b@tcp(c)/¦mysql:host=¦mysqli(',
    'mysqli(\'a\',¦mysql -h ¦mysql -¦-p\'¦MYSQL_PWD=¦/mysql¦| a ¦|a|b\n¦host\tport\n¦define("A", "',
    '{"a":¦[¦1.1.1.1 ¦a:1 ¦**¦<password>¦ab\n\n¦은 ',
  ].flatMap((line) => line.split('¦'));

  /** Milliseconds of the processor, as the machine may be busy with others. */
  function spentOn(text: string): number {
    const before = process.cpuUsage();
    readNote(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }

  test.each(units)('is read at once, however long: %j', (unit) => {
    const paste = unit.repeat(Math.ceil(10_000 / unit.length));
    expect(Math.min(...Array.from({ length: 5 }, () => spentOn(paste)))).toBeLessThan(50);
    // Quadratic time would take minutes for a megabyte.
    expect(spentOn(unit.repeat(1_000_000 / unit.length))).toBeLessThan(500);
  });
});
