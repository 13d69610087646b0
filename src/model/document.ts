/**
 * Checks the shape of documents people write. Every problem is found in one pass and carries its path in
 * the document and what was allowed there.
 */
import * as v from 'valibot';
import { DmsError } from './errors.ts';
import { nearest } from './nearest.ts';
import { hideUrlSecret } from './url-secret.ts';

interface Problem {
  readonly path: string;
  readonly problem: string;
  readonly allowed?: string;
}

/** Gathers the problems of one document and throws them together. */
export class Problems {
  readonly #file: string;
  readonly #found: Problem[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  add(path: string, problem: string, allowed?: string): void {
    this.#found.push({ path, problem, ...(allowed !== undefined && { allowed }) });
  }

  /** The value as the schema describes it, or null with its problems noted. */
  read<S extends v.GenericSchema>(schema: S, value: unknown, at: string): v.InferOutput<S> | null {
    const result = v.safeParse(schema, value);
    if (result.success) return result.output;
    for (const issue of result.issues) this.add(...describe(issue, at));
    return null;
  }

  /** As `read`, for what nothing can go on without. @throws DmsError 'document' */
  demand<S extends v.GenericSchema>(schema: S, value: unknown, at: string): v.InferOutput<S> {
    const output = this.read(schema, value, at);
    this.throwIfAny();
    return output as v.InferOutput<S>;
  }

  /** Notes every key that is not allowed, with the nearest one that is. */
  onlyKeys(value: object, allowed: readonly string[], at: string): void {
    for (const key of Object.keys(value).filter((one) => !allowed.includes(one))) {
      this.add(join(at, key), `unknown key${didYouMean(key, allowed)}`, allowed.join(', '));
    }
  }

  throwIfAny(): void {
    const error = this.error();
    if (error !== null) throw error;
  }

  /** All of them together; null when there is none. */
  error(): DmsError<'document'> | null {
    const [first, ...others] = this.#found;
    if (!first) return null;
    return new DmsError('document', { file: this.#file, ...first, ...(others.length > 0 && { others }) });
  }
}

/** `; did you mean "x"?`, or nothing when nothing is near. */
export function didYouMean(word: string, candidates: readonly string[]): string {
  const [near] = nearest(word, candidates, 1);
  return near === undefined ? '' : `; did you mean "${near}"?`;
}

/** One step further down a path: `rules`, 2, `filters` become `rules[2].filters`. */
export function join(path: string, key: string | number): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  const step = /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(key) ? key : `[${JSON.stringify(key)}]`;
  return path === '' || step.startsWith('[') ? `${path}${step}` : `${path}.${step}`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * An object with at least these keys; what else it holds is kept. A null counts as not given wherever an
 * entry is `nullish`: AWS DMS writes nulls for everything that was not chosen.
 */
export function shape<const E extends v.ObjectEntries>(entries: E) {
  return v.pipe(
    v.custom<Record<string, unknown>>(isObject, 'an object: {…}'),
    v.looseObject(entries, (issue) => allowedFor(entries[String(issue.path?.[0]?.key)])),
  );
}

export function listOf<const S extends v.GenericSchema>(item: S) {
  return v.array(item, 'a list: […]');
}

export const text = v.string('a text in double quotes');
export const filledText = v.pipe(text, v.nonEmpty('a text that is not empty'));
export const flag = v.boolean('true or false');

/** AWS writes many numbers as text; both are read. */
export function wholeNumber(least: number, most: number) {
  const allowed = `a whole number from ${least} to ${most}`;
  return v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d+$/, allowed), v.transform(Number))], allowed),
    v.safeInteger(allowed),
    v.minValue(least, allowed),
    v.maxValue(most, allowed),
  );
}

export function oneOf<const O extends readonly string[]>(options: O) {
  return v.picklist(options, options.join(', '));
}

function allowedFor(schema: v.ObjectEntries[string] | undefined): string {
  if (!schema) return 'an object: {…}';
  const message = 'message' in schema ? schema.message : undefined;
  return typeof message === 'string' ? message : (schema.expects ?? 'a value');
}

function describe(issue: v.BaseIssue<unknown>, at: string): [path: string, problem: string, allowed: string] {
  const steps = (issue.path ?? []).map((step) => step.key as string | number);
  const path = steps.reduce<string>(join, at);
  return [path, issue.input === undefined ? 'is missing' : `is ${short(issue.input)}`, issue.message];
}

/** A value as it stands in the document, cut where it would fill the screen, without a URL's password. */
export function short(value: unknown): string {
  const written = hideUrlSecret(JSON.stringify(value) ?? String(value));
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}
