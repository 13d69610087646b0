/** Why a role could not be taken on, as our errors. */
import { DmsError } from '../../model/errors.ts';
import { DENIED, UNREACHABLE, words } from './failure.ts';

/** Where there are no credentials to ask with, the error says so itself. */
export function roleFailure(error: unknown, role: string): unknown {
  if (!(error instanceof Error)) return error;
  const server = words(error);
  const more = { server, cause: error };
  if (DENIED.has(server.code)) {
    const reason = `sts:AssumeRole on ${role} was denied`;
    return new DmsError('bucket.credentials', { reason, role }, { ...more, fix: trustFor(server.message) });
  }
  const unreachable = UNREACHABLE[server.code];
  if (unreachable === undefined) return error;
  const address = process.env.AWS_ENDPOINT_URL_STS ?? 'STS';
  return new DmsError('connect.unreachable', { address, reason: unreachable }, more);
}

/** The least that must be added to the role's trust policy, ready to paste. AWS names who asked. */
function trustFor(message: string): string {
  const caller = /arn:[\w-]+:(?:iam|sts)::\d+:(?!role\/)[^\s]+/.exec(message)?.[0];
  const Principal = { AWS: caller ?? 'arn:aws:iam::<account>:user/<name>' };
  return JSON.stringify({ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' });
}
