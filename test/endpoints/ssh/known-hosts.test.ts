import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hostKeyAlgorithms, judgeHostKey, knownHost } from '../../../src/endpoints/ssh/known-hosts.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const file = join(temporaryFolder(), 'known_hosts');

/** A key in the wire form: its type behind its length, then something. */
function key(type: string, rest = 'key'): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(type.length);
  return Buffer.concat([length, Buffer.from(type + rest)]);
}

const ed25519 = key('ssh-ed25519');
const line = (hosts: string, one = ed25519) =>
  `${hosts} ${one.toString('latin1', 4, 4 + one.readUInt32BE(0))} ${one.toString('base64')} a comment`;

function known(text: string, host: string, port = 22) {
  writeFileSync(file, text);
  return knownHost(host, port, file);
}

const verdict = (text: string, host: string, port = 22) => judgeHostKey(known(text, host, port), ed25519).is;

describe('a file of known hosts', () => {
  test.each([
    ['db.example', 'db.example', 22, 'known'],
    ['db.example', 'DB.Example', 22, 'known'],
    ['DB.example', 'db.example', 22, 'known'],
    ['db.example', 'xdb.example', 22, 'unknown'],
    ['db.example', 'dbxexample', 22, 'unknown'],
    ['a.example,db.example,10.0.0.7', '10.0.0.7', 22, 'known'],
    ['*.example', 'db.example', 22, 'known'],
    ['db?.example', 'db7.example', 22, 'known'],
    ['db?.example', 'db.example', 22, 'unknown'],
    ['*.example,!db.example', 'db.example', 22, 'unknown'],
    ['!db.example,*.example', 'db.example', 22, 'unknown'],
    ['!db.example,*.example', 'a.example', 22, 'known'],
    ['!db.example', 'a.example', 22, 'unknown'],
    ['[db.example]:2222', 'db.example', 2222, 'known'],
    ['[db.example]:2222', 'db.example', 22, 'unknown'],
    ['[db.example]:2222', 'db.example', 2223, 'unknown'],
    ['[*]:2222', 'db.example', 2222, 'known'],
    ['db.example', 'db.example', 2222, 'known'],
    ['[fd00::7]:2222', 'fd00::7', 2222, 'known'],
    ['fd00::7', 'fd00::7', 22, 'known'],
    ['**', 'db.example', 22, 'known'],
    // Made by ssh-keygen -H of `db.example`.
    ['|1|yZf5rEglcBC/kYjEaYD2j9mjHQk=|LeCsclN0Z0APlLDDgO1xHZ1xiOk=', 'db.example', 22, 'known'],
    ['|1|yZf5rEglcBC/kYjEaYD2j9mjHQk=|LeCsclN0Z0APlLDDgO1xHZ1xiOk=', 'DB.example', 22, 'known'],
    ['|1|yZf5rEglcBC/kYjEaYD2j9mjHQk=|LeCsclN0Z0APlLDDgO1xHZ1xiOk=', 'other.example', 22, 'unknown'],
    ['|2|yZf5rEglcBC/kYjEaYD2j9mjHQk=|LeCsclN0Z0APlLDDgO1xHZ1xiOk=', 'db.example', 22, 'unknown'],
  ])('with %s, for %s port %i: %s', (hosts, host, port, expected) => {
    expect(verdict(line(hosts), host, port)).toBe(expected);
  });

  test('may hold comments, empty lines, tabs, Windows line ends, lines of one word and of old kinds', () => {
    const text = `# ${line('db')}\r\n\r\n \t\nnonsense\ndb 1024 35 1234\n\t${line('db').replaceAll(' ', '\t')}\r\n`;
    expect(verdict(text, 'db')).toBe('known');
  });

  test('vouches for nobody by an authority for certificates', () => {
    expect(verdict(`@cert-authority ${line('*')}`, 'db')).toBe('unknown');
  });

  test('may know several keys of one type', () => {
    const text = `${line('db', key('ssh-ed25519', 'older'))}\n${line('db')}`;
    expect(verdict(text, 'db')).toBe('known');
  });

  test('names the line that is contradicted', () => {
    const changed = known(`#\n${line('db', key('ssh-ed25519', 'other'))}`, 'db');
    expect(judgeHostKey(changed, ed25519)).toEqual({ is: 'changed', file, line: 2 });
  });

  test('decides which key the server is asked for first', () => {
    const first = (text: string, port = 22) => hostKeyAlgorithms(known(text, 'db', port))[0];
    expect(first('')).toBe('ssh-ed25519');
    expect(first(line('db', key('ssh-rsa')))).toBe('rsa-sha2-512');
    expect(first(line('db', key('ecdsa-sha2-nistp384')))).toBe('ecdsa-sha2-nistp384');
    expect(first(line('db', key('ssh-rsa')), 2222)).toBe('rsa-sha2-512');
    expect(first(`@revoked ${line('db', key('ssh-rsa'))}`)).toBe('ssh-ed25519');
    expect(hostKeyAlgorithms(known(line('db', key('ssh-rsa')), 'db'))).toHaveLength(7);
  });
});
