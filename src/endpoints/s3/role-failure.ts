/** Why there are no credentials, or a role could not be taken on, as our errors. */
import { DmsError } from '../../model/errors.ts';
import { connectionFailure, DENIED, words } from './failure.ts';

/** Where there are no credentials to ask with, the error says so itself. */
export function roleFailure(error: unknown, role: string): unknown {
  if (!(error instanceof Error)) return error;
  const server = words(error);
  if (DENIED.has(server.code)) {
    const reason = `sts:AssumeRole on ${role} was denied`;
    const fix = trustFor(server.message);
    return new DmsError('bucket.credentials', { reason, role }, { server, cause: error, fix });
  }
  return connectionFailure(error, process.env.AWS_ENDPOINT_URL_STS ?? 'STS') ?? error;
}

/** The least that must be added to the role's trust policy, ready to paste. AWS names who asked. */
function trustFor(message: string): string {
  const caller = /arn:[\w-]+:(?:iam|sts)::\d+:(?!role\/)[^\s]+/.exec(message)?.[0];
  const Principal = { AWS: caller ?? 'arn:aws:iam::<account>:user/<name>' };
  return JSON.stringify({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
}

/** What the SDK says when all the usual places have nothing. */
const NOWHERE = 'Could not load credentials from any providers';

/** `profile` is the name of the one that was asked for, where one was. */
export function credentialsFailure(error: unknown, profile: string | null): unknown {
  if (!(error instanceof Error) || error instanceof DmsError) return error;
  const server = words(error);
  const reason = server.message.startsWith(NOWHERE)
    ? 'none are in the environment, the AWS files, a container or the instance metadata'
    : server.message;
  const fix = /sso login|SSO (session|token)|Token is expired/i.test(server.message)
    ? `aws sso login${profile === null ? '' : ` --profile ${profile}`}`
    : null;
  return new DmsError('bucket.credentials', { reason }, { server, cause: error, fix });
}
