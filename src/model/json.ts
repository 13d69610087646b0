/**
 * Reads JSON and says at which line and column it breaks. `JSON.parse` names no place for half of its
 * errors and takes the last of two equal keys without a word, which would drop a setting silently.
 */
import { DmsError } from './errors.ts';

/** Deeper than any document of ours; keeps a hostile file from exhausting the stack. */
const DEEPEST = 200;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\r\n]*/y;

/**
 * The value of a JSON text. A byte order mark at its start is skipped.
 * @throws DmsError 'document' whose path is the place: `line 3, column 14`
 */
export function parseJson(text: string, file: string): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const fault = findFault(json);
  if (fault) {
    const { at, problem, allowed } = fault;
    throw new DmsError('document', { file, path: place(json, at), problem, ...(allowed && { allowed }) });
  }
  return JSON.parse(json);
}

interface Fault {
  readonly at: number;
  readonly problem: string;
  readonly allowed?: string | undefined;
}

function findFault(json: string): Fault | null {
  try {
    const end = skipBlank(json, value(json, skipBlank(json, 0), 0));
    return end === json.length ? null : { at: end, problem: 'something follows the end of the document' };
  } catch (error) {
    if (error instanceof Stop) return error.fault;
    throw error;
  }
}

/** Carries a fault out of the recursion. */
class Stop extends Error {
  readonly fault: Fault;
  constructor(at: number, problem: string, allowed?: string) {
    super(problem);
    this.fault = { at, problem, allowed };
  }
}

/** Each reader takes the offset where its piece begins and returns the offset behind it. */
function value(json: string, at: number, depth: number): number {
  if (depth > DEEPEST) throw new Stop(at, `nested more than ${DEEPEST} deep`);
  if (json[at] === '{') return object(json, at, depth);
  if (json[at] === '[') return array(json, at, depth);
  if (json[at] === '"') return string(json, at);
  const end = match(WORD, json, at) ?? match(NUMBER, json, at);
  if (end === null)
    throw unexpected(json, at, 'a value: text in double quotes, a number, true, false, null, { or [');
  return end;
}

function object(json: string, start: number, depth: number): number {
  const keys = new Set<string>();
  let at = skipBlank(json, start + 1);
  if (json[at] === '}') return at + 1;
  for (;;) {
    if (json[at] !== '"') throw unexpected(json, at, 'a key in double quotes');
    const afterKey = string(json, at);
    const key: string = JSON.parse(json.slice(at, afterKey));
    if (keys.has(key)) throw new Stop(at, `the key "${key}" stands twice in one object`, 'each key once');
    keys.add(key);
    at = skipBlank(json, afterKey);
    if (json[at] !== ':') throw unexpected(json, at, 'a colon after the key');
    at = skipBlank(json, value(json, skipBlank(json, at + 1), depth + 1));
    if (json[at] === '}') return at + 1;
    if (json[at] !== ',') throw unexpected(json, at, 'a comma or }');
    at = afterComma(json, at, '}');
  }
}

function array(json: string, start: number, depth: number): number {
  let at = skipBlank(json, start + 1);
  if (json[at] === ']') return at + 1;
  for (;;) {
    at = skipBlank(json, value(json, at, depth + 1));
    if (json[at] === ']') return at + 1;
    if (json[at] !== ',') throw unexpected(json, at, 'a comma or ]');
    at = afterComma(json, at, ']');
  }
}

function string(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    const character = json[at]!;
    if (character === '"') return at + 1;
    if (character < ' ')
      throw new Stop(at, 'a line break or control character inside a text', '\\n, \\t or \\uXXXX');
    if (character !== '\\') continue;
    const end = match(ESCAPE, json, at);
    if (end === null)
      throw new Stop(at, 'a backslash that JSON does not know', '\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX');
    at = end - 1;
  }
  throw new Stop(start, 'the text that begins here never ends', 'a closing double quote');
}

function afterComma(json: string, comma: number, close: string): number {
  const at = skipBlank(json, comma + 1);
  if (json[at] === close) throw new Stop(comma, `a comma before ${close}`, 'no comma after the last one');
  return at;
}

function match(pattern: RegExp, json: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(json) ? pattern.lastIndex : null;
}

function skipBlank(json: string, at: number): number {
  return match(BLANK, json, at) ?? at;
}

function unexpected(json: string, at: number, allowed: string): Stop {
  if (json.trim() === '') return new Stop(0, 'the file is empty', 'a JSON document');
  if (at >= json.length) return new Stop(at, 'the document ends too early', allowed);
  if (json.startsWith('//', at) || json.startsWith('/*', at))
    return new Stop(at, 'a comment; JSON has none', allowed);
  return new Stop(
    at,
    `unexpected ${JSON.stringify(String.fromCodePoint(json.codePointAt(at) ?? 0))}`,
    allowed,
  );
}

/** Lines and columns count from 1; a column is one character, as editors count. */
function place(json: string, at: number): string {
  const before = json.slice(0, at).split(/\r\n|\r|\n/);
  return `line ${before.length}, column ${Array.from(before.at(-1) ?? '').length + 1}`;
}
