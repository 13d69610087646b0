import { describe, expect, test } from 'vitest';
import { commandWords } from '../../src/model/command-words.ts';
import { readDmsEndpoints } from '../../src/model/endpoint-import/dms.ts';
import { readMyCnf } from '../../src/model/endpoint-import/my-cnf.ts';
import { factsOf, problemsOf } from './world.ts';

describe('an option file of MySQL', () => {
  const text = `
# ours
[mysqld]
port = 3310
[client]
host = db1.example.com   # primary
port=3307
user = "o'neil"
password = 'p#a ss\\\\w'
ssl_mode = VERIFY_CA
ssl-ca = /etc/ca.pem
connect_timeout = 5
[reader]
user = r
socket = /run/mysqld.sock
`;

  test('gives the endpoint of a group, and names what is not carried over', () => {
    const { url, password, issues } = readMyCnf(text, 'my.cnf', 'client');
    expect(url).toBe("mysql://o'neil@db1.example.com:3307?ssl=verify-ca&ca=%2Fetc%2Fca.pem");
    expect(password).toBe('p#a ss\\w');
    expect(issues.map((one) => one.subject)).toEqual(['[client] connect-timeout']);
    expect(readMyCnf(text, 'my.cnf', 'reader').url).toBe('mysql://r@?socket=%2Frun%2Fmysqld.sock');
  });

  test('without the group says which ones there are', () => {
    expect(factsOf('usage', () => readMyCnf(text, 'my.cnf', 'cleint'))).toMatchObject({
      problem: 'my.cnf has no group [cleint]; did you mean "client"?',
      allowed: '--group with one of mysqld, client, reader',
    });
  });
});

describe('endpoints of AWS DMS', () => {
  const mysql = {
    EndpointIdentifier: 'shop-source',
    EndpointType: 'SOURCE',
    EngineName: 'aurora',
    EngineDisplayName: 'Amazon Aurora MySQL',
    EndpointArn: 'arn:aws:dms:eu-west-1:1:endpoint:X',
    Status: 'active',
    ServerName: 'shop.cluster-x.eu-west-1.rds.amazonaws.com',
    Port: 3306,
    Username: 'reader',
    SslMode: 'verify-full',
    ExtraConnectionAttributes: 'parallelLoadThreads=2;password=S3cr3t',
    MySqlSettings: { ServerName: 'shop.cluster-x.eu-west-1.rds.amazonaws.com', EventsPollInterval: 5 },
  };
  const s3 = {
    EndpointIdentifier: 'raw',
    EndpointType: 'TARGET',
    EngineName: 's3',
    SslMode: 'none',
    ExtraConnectionAttributes: 'bucketName=old;addColumnName=true;',
    S3Settings: {
      BucketName: 'b1',
      BucketFolder: 'raw',
      ServiceAccessRoleArn: 'arn:aws:iam::1:role/r',
      CdcPath: null,
    },
  };

  test('are read, one or several, and what is not carried over is named without its value', () => {
    const [one, other] = readDmsEndpoints({ Endpoints: [mysql, s3] }, 'e.json');
    expect(one).toMatchObject({ id: 'shop-source', role: 'source', settings: null });
    expect(one!.url).toBe('mysql://reader@shop.cluster-x.eu-west-1.rds.amazonaws.com:3306?ssl=verify-full');
    expect(one!.issues.map((issue) => issue.subject)).toEqual([
      'Endpoints[0].MySqlSettings.EventsPollInterval',
      'Endpoints[0].ExtraConnectionAttributes.ParallelLoadThreads',
      'Endpoints[0].ExtraConnectionAttributes.Password',
    ]);
    expect(JSON.stringify(one)).not.toContain('S3cr3t');
    expect(other).toMatchObject({
      role: 'target',
      url: 's3://b1',
      settings: { AddColumnName: 'true', BucketFolder: 'raw', ServiceAccessRoleArn: 'arn:aws:iam::1:role/r' },
    });
    expect(readDmsEndpoints({ Endpoint: s3 }, 'e.json')).toHaveLength(1);
    expect(readDmsEndpoints([mysql], 'e.json')).toHaveLength(1);
    expect(readDmsEndpoints(mysql, 'e.json')).toHaveLength(1);
  });

  test.each<[unknown, string]>([
    [{ Endpoints: [] }, 'Endpoints: holds no endpoint'],
    [{ ...mysql, EngineName: 'oracle' }, 'EngineName: is "oracle" (mysql, mariadb, aurora'],
    [{ ...mysql, Port: 0 }, 'Port: is 0'],
    [{ ...s3, EndpointType: 'source' }, 'EndpointType: is "source" (S3 can be a target only)'],
    [{ ...s3, S3Settings: {}, ExtraConnectionAttributes: '' }, 'S3Settings.BucketName: is missing'],
    [5, ': is 5'],
  ])('%j is refused with its place', (document, problem) => {
    expect(problemsOf(() => readDmsEndpoints(document, 'e.json'))[0]).toContain(problem);
  });
});

test.each<[string, string[] | null]>([
  ['pass show db', ['pass', 'show', 'db']],
  [`op read "op://a b/c"  --account 'x y'`, ['op', 'read', 'op://a b/c', '--account', 'x y']],
  [`a\\ b "c\\"d" ''`, ['a b', 'c"d', '']],
  ['C:\\bin\\pass.exe $HOME | cat', ['C:\\bin\\pass.exe', '$HOME', '|', 'cat']],
  ['a "b', null],
  ['  ', []],
])('the command %j has the words %j', (command, words) => {
  expect(commandWords(command)).toEqual(words);
});
