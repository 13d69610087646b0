/** Words for what is wrong on the way to a server, a bucket or a folder, and for missing rights. */
import { sentence, type Wording } from './word.ts';

export const connectingWords = {
  'connect.unreachable': ({ address, reason }, server) => ({
    what: `${address} cannot be reached: ${sentence(reason)}`,
    cause: UNREACHABLE[server?.code ?? ''] ?? null,
    next: `Check host and port, and whether this machine may connect: firewall, security group, VPN.`,
  }),
  'connect.login': ({ address, user }) => ({
    what: `${address} did not accept the user '${user}'.`,
    cause: 'The password is wrong, or the server does not know this user from this machine.',
    next: `Check the password; on the server: SELECT user, host FROM mysql.user WHERE user = '${user.replaceAll("'", "''")}';`,
  }),
  'connect.protocol': ({ address, reason }) => ({
    what: `${address} answers, but not as a server of this kind does: ${sentence(reason)}`,
    cause: 'Another service listens on this port, or something between here and there changes the traffic.',
    next: 'Check the port.',
  }),
  'connect.tls': ({ address, reason }) => ({
    what: `No TLS connection to ${address}: ${sentence(reason)}`,
    cause: null,
    next: 'Name the authority with `?ca=/path/to/ca.pem`, or choose with `?ssl=` what must be proved: `require`, `verify-ca` or `verify-full`.',
  }),
  'connect.lost': ({ address, doing }) => ({
    what: `The connection to ${address} broke while ${doing}.`,
    cause: 'The server ended it (restart, timeout, kill), or the network did.',
    next: 'Resume: what is committed stays, nothing is doubled.',
  }),
  'rights.missing': ({ address, role, right, on, user }) => ({
    what: `The user '${user}' lacks ${right} on ${on} at the ${role}, ${address}.`,
    cause: null,
    next: 'Let someone who may grant it run the statement below.',
  }),
  'target.read-only': ({ address, setting }) => ({
    what: `The target ${address} is read-only: ${setting} is ON.`,
    cause: 'It is a replica or a reader, or was switched to read-only for maintenance.',
    next: 'Use the address of the writer.',
  }),
  'bucket.missing': ({ bucket, address }) => ({
    what: `There is no bucket '${bucket}' at ${address}.`,
    cause: null,
    next: 'Check its name and region, or make it first.',
  }),
  'bucket.denied': ({ bucket, action, address }) => ({
    what: `${action} on the bucket '${bucket}' at ${address} was denied.`,
    cause: 'The role or user lacks this right, or a policy of the bucket forbids it.',
    next: `Allow ${action} in the policy of the role or user.`,
  }),
  'bucket.credentials': ({ reason, role }) => ({
    what: `No usable credentials for S3: ${sentence(reason)}`,
    cause: null,
    next:
      role !== undefined
        ? `Name yourself in the trust policy of the role, and allow sts:AssumeRole on ${role} in your own.`
        : 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or name a role with `?role=arn:aws:iam::<account>:role/<name>`.',
  }),
  'bucket.failed': ({ bucket, action, reason }) => ({
    what: `${action} on the bucket '${bucket}' failed: ${sentence(reason)}`,
    cause: null,
    next: 'Resume when the store answers again: files that are complete stay.',
  }),
  'folder.failed': ({ folder, reason }) => ({
    what: `The folder ${folder} cannot be used: ${sentence(reason)}`,
    cause: null,
    next: 'Check that it can be written to and has room.',
  }),
} satisfies Partial<Wording>;

const UNREACHABLE: Record<string, string> = {
  ENOTFOUND: 'The name of the host is not known to DNS here.',
  EAI_AGAIN: 'DNS does not answer.',
  ECONNREFUSED: 'The machine is there, but nothing listens on this port.',
  ETIMEDOUT: 'Nothing answers: a firewall or security group usually drops such packets.',
  EHOSTUNREACH: 'There is no way to this machine from here.',
  ENETUNREACH: 'There is no way to this network from here.',
  ENOENT: 'The socket file does not exist.',
};
