/** What another program's description of an endpoint comes to. */
import type { Issue } from '../errors.ts';
import type { EndpointRole } from '../hops.ts';

export interface ImportedEndpoint {
  /** Its name there; null where it had none. */
  readonly id: string | null;
  /** Null where the description does not say. */
  readonly role: EndpointRole | null;
  /** Without its password. */
  readonly url: string;
  /** `S3Settings`, for a target of files. */
  readonly settings: Readonly<Record<string, unknown>> | null;
  /** It must reach no file and no output. */
  readonly password: string | null;
  /** What is not carried over, each by name and without its value. */
  readonly issues: readonly Issue[];
}

export interface MysqlParts {
  readonly host: string | null;
  readonly port: number | null;
  readonly user: string | null;
  readonly schema: string | null;
  /** Keys of the query and their values, not encoded; those without a value are left out. */
  readonly query: Readonly<Record<string, string | null>>;
}

/** The URL of these parts. It is not checked: whoever parses it says what is missing. */
export function mysqlUrl({ host, port, user, schema, query }: MysqlParts): string {
  const name = host ?? '';
  const where = name.includes(':') ? `[${name}]` : name;
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== null && value !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(value!)}`);
  const authority = `${user === null ? '' : `${encodeURIComponent(user)}@`}${where}`;
  const path = schema === null || schema === '' ? '' : `/${encodeURIComponent(schema)}`;
  const questions = pairs.length > 0 ? `?${pairs.join('&')}` : '';
  return `mysql://${authority}${port === null ? '' : `:${port}`}${path}${questions}`;
}

export function notCarried(subject: string, detail = 'Not carried over.'): Issue {
  return { code: 'not-carried-out', subject, detail };
}
