/** Keeps secrets out of what we did not word ourselves. */
import type { ErrorFacts, ErrorRecord } from '../model/errors.ts';
import type { EndpointSecrets } from './contract.ts';

/** Of both ends of a task. */
export interface Secrets {
  readonly source: EndpointSecrets;
  readonly target: EndpointSecrets;
}

/** The text without the passwords, in every form one may stand in. */
export function masked(text: string, secrets: Secrets): string {
  return maskOf(secrets)(text);
}

/** What masks the passwords in one text after the other. One that is shorter than `shortest` is left. */
export function maskOf({ source, target }: Secrets, shortest = 1): (text: string) => string {
  const secrets = [source, target]
    .flatMap((side) => [side.password ?? '', side.bastion ?? ''])
    .filter((secret) => secret.length >= shortest);
  const forms = new Set(
    secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]),
  );
  return (text) => {
    let kept = text;
    for (const form of forms) if (kept.includes(form)) kept = kept.replaceAll(form, '***');
    return kept;
  };
}

/** Only a fault of ours can hold one; masking a short password elsewhere would garble names. */
export function withoutSecrets(error: ErrorRecord, secrets: Secrets): ErrorRecord {
  if (error.kind !== 'internal') return error;
  const { problem } = error.facts as ErrorFacts['internal'];
  return { ...error, facts: { problem: masked(problem, secrets) } };
}
