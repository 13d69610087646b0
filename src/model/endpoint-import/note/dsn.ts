/** Finds the addresses that drivers of Go and PHP are given, in a line of a note. */
import { type AddressInLine, known } from './parts.ts';
import { callArguments, decoded, halves, wordAt } from './words.ts';

export function dsnsIn(line: string): AddressInLine[] {
  return [...goDsns(line), ...phpDsns(line), ...mysqliCalls(line)];
}

/** `user:password@tcp(db1:3306)/dees?tls=true` */
function goDsns(line: string): AddressInLine[] {
  return [...line.matchAll(/@(tcp[46]?|unix)\(([^()\s]{0,300})\)(?:\/([^?\s"'`,;]*))?([^\s"'`]*)/gi)].map(
    ({ 0: whole, 1: net = '', 2: where = '', 3: schema = '', index }) => {
      const start = startOfGoDsn(line, index, index + whole.length);
      const [user, password] = halves(line.slice(start, index), ':');
      const [, host, port] = /^\[?([^[\]:]+|[0-9a-f:]+)\]?(?::(\d{1,5}))?$/i.exec(where) ?? [];
      const isSocket = net.toLowerCase() === 'unix';
      const parts = known({
        ...(isSocket ? { query: { socket: where } } : { host, port }),
        user,
        password,
        schema: decoded(schema),
      });
      return { parts, start, end: index + whole.length };
    },
  );
}

/** Where the user begins: behind a quote that is closed behind the DSN, else behind a blank or `DSN=`. */
function startOfGoDsn(line: string, at: number, end: number): number {
  const quote = line[end];
  if (quote !== undefined && `"'\``.includes(quote)) return line.lastIndexOf(quote, at - 1) + 1;
  const start = Math.max(line.lastIndexOf(' ', at), line.lastIndexOf('\t', at)) + 1;
  return start + (/^\w{1,40}[=:](?=[^:@]*:)/.exec(line.slice(start, at))?.[0].length ?? 0);
}

/** `mysql:host=db1;port=3306;dbname=dees`, with user and password behind it or not. */
function phpDsns(line: string): AddressInLine[] {
  return [...line.matchAll(/\bmysql:(?=(?:host|port|dbname|unix_socket)=)/gi)].map(({ index }) => {
    const dsn = wordAt(line, index);
    const given = new Map(
      dsn
        .slice('mysql:'.length)
        .split(';')
        .map((pair) => halves(pair, '=')),
    );
    const socket = given.get('unix_socket');
    const call = callArguments(line, index + dsn.length);
    const parts = known({
      host: given.get('host'),
      port: given.get('port'),
      schema: given.get('dbname'),
      user: given.get('user'),
      password: given.get('password'),
      query: socket === undefined ? {} : { socket },
    });
    return { parts: { ...parts, ...call.parts }, start: index, end: call.end };
  });
}

/** `mysqli_connect("db1", "user", "password", "dees")`, `new mysqli(…)` */
function mysqliCalls(line: string): AddressInLine[] {
  return [...line.matchAll(/\bmysqli(?:_connect)?\(([^)]{1,500})/gi)].flatMap(
    ({ 0: whole, 1: written = '', index }) => {
      const values = [...written.matchAll(/(["'])((?:(?!\1).){1,200})\1/g)].map(([, , value]) => value);
      const [host, user, password, schema] = values;
      const parts = known({ host, user, password, schema });
      return values.length < 2 ? [] : [{ parts, start: index, end: index + whole.length }];
    },
  );
}
