/** Reads command lines of MySQL's programs: `mysql -h host -u user -p'secret' -P 3306 dees`. */
import { commandWords } from '../../command-words.ts';
import { type AddressInLine, known, type NoteParts } from './parts.ts';
import { tlsQuery } from './tls-names.ts';

const PROGRAM =
  /(?:MYSQL_PWD=\S{1,200}\s+)?(?<![\w.@:/-])(?:\/[\w./-]{1,100}\/)?(?:mysql|mariadb|mysqlsh|mycli|mysqldump|mariadb-dump|mysqlpump|mysqladmin|mysqlimport)(?:\.exe)?\s+(?=-|\w+\s+-)/gi;

/** Letters of options that take a value, which may be the next word; `-p` never takes the next one. */
const SHORT: Readonly<Record<string, string>> = {
  h: 'host',
  u: 'user',
  P: 'port',
  D: 'database',
  S: 'socket',
  e: 'execute',
  p: 'password',
};
/** Options that take the next word where no `=` gives a value. */
const TAKES_NEXT = [
  'host',
  'user',
  'port',
  'database',
  'socket',
  'execute',
  'ssl-mode',
  'default-character-set',
];
/** Options behind which a schema may stand all the same. What is not known here may take the next word. */
const TAKES_NONE = ['password', 'databases', 'single-transaction', 'no-data', 'no-create-info'];

/** All of a line, each with the part of the line that is its own: `mysqldump -h a … | mysql -h b …`. */
export function commandsIn(line: string): AddressInLine[] {
  const starts = [...line.matchAll(PROGRAM)];
  return starts.flatMap(({ 0: program, index }, at) => {
    const end = starts[at + 1]?.index ?? line.length;
    const words = wordsOf(line.slice(index + program.length, end));
    const given = optionsOf(words);
    const passed = /^MYSQL_PWD=(\S+)/i.exec(program)?.[1];
    if (passed !== undefined) given.set('password', commandWords(passed)?.[0] ?? passed);
    return given.has('host') || given.has('user')
      ? [{ parts: partsOf(program, given), start: index, end }]
      : [];
  });
}

/** Up to where the shell would begin something else. */
function wordsOf(written: string): string[] {
  const words = commandWords(written) ?? written.split(/\s+/);
  const end = words.findIndex((word) => /^(?:[|<>;&)`]|2>)/.test(word));
  return end < 0 ? words : words.slice(0, end);
}

/** Values by the long names of the options; the first word that belongs to none names the schema. */
function optionsOf(words: readonly string[]): Map<string, string> {
  const given = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const [, long, written] = /^--([a-z-]+)(?:=(.*))?$/is.exec(word) ?? [];
    const [, letter = '', joined = ''] = /^-([A-Za-z])(.*)$/s.exec(word) ?? [];
    const name = long?.toLowerCase() ?? SHORT[letter];
    if (name === undefined) {
      if (!word.startsWith('-') && !given.has('database')) given.set('database', word.replace(/[;`)]+$/, ''));
      continue;
    }
    const value = long === undefined ? joined : (written ?? '');
    const takesNext = value === '' && TAKES_NEXT.includes(name);
    const maySkip = long !== undefined && written === undefined && !takesNext && !TAKES_NONE.includes(name);
    given.set(name, takesNext ? (words[++at] ?? '') : value);
    if (maySkip && !words[at + 1]?.startsWith('-')) at++;
  }
  return given;
}

function partsOf(program: string, given: ReadonlyMap<string, string>): NoteParts {
  const socket = given.get('socket');
  return known({
    host: given.get('host'),
    port: given.get('port'),
    user: given.get('user'),
    password: given.get('password'),
    // What stands there is what it should do.
    schema: /mysqladmin/i.test(program) ? null : given.get('database'),
    query: { ...tlsQuery(given.get('ssl-mode')), ...(socket && { socket }) },
  });
}
