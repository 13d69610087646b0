/** Keeps secrets out of what we did not word ourselves. */
import type { ErrorFacts, ErrorRecord } from '../model/errors.ts';
import type { EndpointSecrets } from './contract.ts';

/** Of both ends of a task. */
export interface Secrets {
  readonly source: EndpointSecrets;
  readonly target: EndpointSecrets;
}

/** The text without the passwords, in every form one may stand in. */
export function masked(text: string, { source, target }: Secrets): string {
  const secrets = [source, target]
    .flatMap((side) => [side.password ?? '', side.bastion ?? ''])
    .filter((secret) => secret !== '');
  const forms = secrets.flatMap((secret) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
  ]);
  return forms.reduce((kept, form) => kept.replaceAll(form, '***'), text);
}

/** Only a fault of ours can hold one; masking a short password elsewhere would garble names. */
export function withoutSecrets(error: ErrorRecord, secrets: Secrets): ErrorRecord {
  if (error.kind !== 'internal') return error;
  const { problem } = error.facts as ErrorFacts['internal'];
  return { ...error, facts: { problem: masked(problem, secrets) } };
}
