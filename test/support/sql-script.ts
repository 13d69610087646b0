/** SQL scripts as the command-line clients read them, so that tests need no client. */
import type { Connection } from 'mysql2/promise';

/** Runs the statements of a script one after the other. */
export async function runScript(connection: Connection, script: string): Promise<void> {
  for (const statement of statementsOf(script)) await connection.query(statement);
}

/** What may hold a delimiter that ends nothing: quoted text, quoted names, comments. */
const OPAQUE =
  /'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`(?:[^`]|``)*`|--(?=\s)[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\//y;
const DELIMITER_LINE = /[ \t]*delimiter[ \t]+(\S+)[^\n]*(?:\n|$)/iy;

/** The statements of a script without their delimiters; `DELIMITER` lines are obeyed. */
export function statementsOf(script: string): string[] {
  const statements: string[] = [];
  let delimiter = ';';
  let start = 0;
  let at = 0;
  const finish = (end: number, next: number) => {
    const statement = script.slice(start, end).trim();
    if (!isOnlyComments(statement)) statements.push(statement);
    start = next;
    at = next;
  };
  while (at < script.length) {
    const command = at === 0 || script[at - 1] === '\n' ? matchAt(DELIMITER_LINE, script, at) : null;
    const opaque = command ? null : matchAt(OPAQUE, script, at);
    if (command) {
      delimiter = command[1]!;
      finish(at, at + command[0].length);
    } else if (opaque) {
      at += opaque[0].length;
    } else if (script.startsWith(delimiter, at)) {
      finish(at, at + delimiter.length);
    } else {
      at++;
    }
  }
  finish(script.length, script.length);
  return statements;
}

function matchAt(pattern: RegExp, script: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(script);
}

/** `/*!` is not a comment: servers run what is in it. */
function isOnlyComments(statement: string): boolean {
  return statement.replaceAll(/--(?=\s)[^\n]*|#[^\n]*|\/\*[^!][\s\S]*?\*\//g, '').trim() === '';
}
