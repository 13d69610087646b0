/** Words for what is wrong on the way to a server, a bucket or a folder, and for missing rights. */
import type { BastionFailure, ErrorFacts, TlsFailure } from '../../../model/errors.ts';
import { sentence, type Wording } from '../wording.ts';

export const connectingWords = {
  'connect.name': ({ host, reason }) => ({
    what: `The name ${host} cannot be resolved: ${sentence(reason)}`,
    cause: 'It is misspelled, known only inside another network (VPN, VPC), or DNS does not answer.',
    next: `Check the spelling; try: getent hosts ${host}`,
  }),
  'connect.unreachable': ({ address, reason }, server) => ({
    what: `${address} cannot be reached: ${sentence(reason)}`,
    cause: UNREACHABLE[server?.code ?? ''] ?? null,
    next: `Check host and port, and whether this machine may connect: firewall, security group, VPN.`,
  }),
  'connect.timeout': ({ address, seconds }) => ({
    what: `${address} does not answer: nothing came back in ${seconds} s.`,
    cause: 'A firewall or security group drops the packets, or the address is that of another network.',
    next: 'Let this machine in: security group, firewall, network ACL, VPN.',
  }),
  'connect.silent': ({ address, seconds }) => ({
    what: `${address} accepts the connection and then says nothing for ${seconds} s.`,
    cause:
      'A load balancer or tunnel whose other end is down, a server that is starting or overloaded, or one that waits for its DNS.',
    next: 'Check the port, and whether the server behind it runs.',
  }),
  'connect.protocol': ({ address, reason, speaks, wanted }) => ({
    what: `${address} answers, but not as ${wanted ?? 'a MySQL server'} does: ${sentence(reason)}`,
    cause: speaks
      ? `A service that speaks ${speaks} listens there.`
      : 'Another service listens on this port, or something between here and there changes the traffic.',
    next: 'Check the port.',
  }),
  'connect.tls': ({ address, reason, why, certificate }) => ({
    what: `No TLS connection to ${address}: ${sentence(reason)}`,
    cause: tlsCause(why, certificate),
    next: TLS_NEXT[why],
  }),
  'connect.login': ({ address, user, why, lacks }) => ({
    what: `${address} did not accept the user '${user}'.`,
    cause: LOGIN_CAUSE[why ?? 'password'] + (lacks ? LACKS[lacks] : ''),
    next: LOGIN_NEXT[why ?? 'password'],
  }),
  'connect.full': ({ address, of }) => ({
    what:
      of === 'user'
        ? `${address} has no connection left for this user.`
        : `${address} has no connection left.`,
    cause:
      of === 'user'
        ? 'The limit max_user_connections is reached.'
        : 'The limit max_connections is reached: other programs hold them all.',
    next: 'Close some (SHOW PROCESSLIST), raise the limit, or use fewer lanes.',
  }),
  'connect.blocked': ({ address, why }) => ({
    what: `${address} does not let this machine in.`,
    cause:
      why === 'errors'
        ? 'Too many connections from here were broken off (max_connect_errors), so the server blocks this host.'
        : 'No account of the server may sign in from this host.',
    next:
      why === 'errors'
        ? 'On the server: FLUSH HOSTS; (MariaDB, MySQL 5.7) or TRUNCATE TABLE performance_schema.host_cache;'
        : "On the server: an account for this host, as in CREATE USER 'user'@'%'.",
  }),
  'connect.bastion': ({ address, user, why, reason, fingerprint }, server) => ({
    what: `No way through the bastion ${user}@${address}: ${sentence(reason)}`,
    cause:
      ((why === 'unreachable' && UNREACHABLE[server?.code ?? '']) || BASTION_CAUSE[why]) +
      (fingerprint ? ` The key it shows: ${fingerprint}` : ''),
    next: BASTION_NEXT[why],
  }),
  'connect.lost': ({ address, doing }) => ({
    what: `The connection to ${address} broke while ${doing}.`,
    cause: 'The server ended it (restart, timeout, kill), or the network did.',
    next: 'Resume: what is committed stays, nothing is doubled.',
  }),
  'rights.missing': ({ address, role, right, on, user }) => ({
    what: `The user '${user}' lacks ${right} on ${on} at the ${role}, ${address}.`,
    cause:
      role === 'source' && on !== '*.*'
        ? 'The right was never given, or the name is misspelled: who has no right on it cannot see whether it exists.'
        : null,
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
    next: `Allow ${action} in a policy of the role or user; the one below is enough.`,
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
    next: 'Check the path, and that it can be written to and has room.',
  }),
} satisfies Partial<Wording>;

const LOGIN_CAUSE: Record<NonNullable<ErrorFacts['connect.login']['why']>, string> = {
  password: 'The password is wrong, or the server does not know this user from this machine.',
  'no-password': 'No password was given, or the server does not know this user from this machine.',
  socket:
    "The account has no password: it is for the user of that name on the server's own machine (unix_socket, auth_socket).",
  locked: 'The account is locked.',
  expired: 'The password has expired.',
  auth: 'The account signs in in a way that is not possible over this connection.',
  schema: 'The user may not use the schema, or it does not exist.',
};

/** What the server does not say in so many words. */
const LACKS: Record<NonNullable<ErrorFacts['connect.login']['lacks']>, string> = {
  tls: ' Or it asks for TLS, which this connection has not: try `?ssl=require`.',
  certificate:
    ' Or the account asks for a certificate (REQUIRE X509): `?cert=/path/cert.pem&key=/path/key.pem`.',
};

const LOGIN_NEXT: Record<NonNullable<ErrorFacts['connect.login']['why']>, string> = {
  password: 'Check the password; on the server look the account up with the statement below.',
  'no-password':
    'Give the password: type it, or see `dms-tui --help`; on the server look the account up with the statement below.',
  socket: 'Use an account with a password, or on that machine the socket: `?socket=/run/mysqld/mysqld.sock`.',
  locked: "Let an administrator unlock it: ALTER USER 'user'@'host' ACCOUNT UNLOCK;",
  expired: "Sign in with the server's own client and set a new one: ALTER USER USER() IDENTIFIED BY '…';",
  auth: 'Give the account a password of the usual kind (caching_sha2_password, mysql_native_password), or use another.',
  schema: 'Check the name of the schema, and what the account may use.',
};

const TLS_NEXT: Record<TlsFailure, string> = {
  expired: 'Renew the certificate on the server; until then `?ssl=require` encrypts without proof.',
  'not-yet-valid': 'Check the clocks of both machines.',
  'self-signed':
    'Name the certificate as its own authority with `?ca=/path/to/ca.pem`; `?ssl=require` encrypts without proof.',
  'unknown-ca': 'Name the right authority with `?ca=/path/to/ca.pem`; `?ssl=require` encrypts without proof.',
  name: 'Use the name the certificate is for, or `?ssl=verify-ca`, which does not compare names.',
  unsupported: 'Switch TLS on at the server (ssl_cert, ssl_key), or say `?ssl=none` where nobody listens in.',
  required: 'Say `?ssl=require`, or better `?ssl=verify-full`.',
  'client-certificate': 'Name a certificate the server accepts: `?cert=/path/cert.pem&key=/path/key.pem`.',
  handshake: 'Check which TLS versions the server allows (tls_version); TLS 1.2 and 1.3 are spoken here.',
};

function tlsCause(why: TlsFailure, certificate: ErrorFacts['connect.tls']['certificate']): string | null {
  const shown = certificate
    ? ` It shows ${certificate.subject}, issued by ${certificate.issuer}, valid until ${certificate.validTo.slice(0, 10)}.`
    : '';
  return `${TLS_CAUSE[why]}${shown}`;
}

const TLS_CAUSE: Record<TlsFailure, string> = {
  expired: "The server's certificate has expired.",
  'not-yet-valid': "The server's certificate is not valid yet.",
  'self-signed': "The server's certificate is signed by nobody but itself, as MySQL makes them by default.",
  'unknown-ca': "The server's certificate comes from an authority that is not trusted here.",
  name: "The server's certificate is for another name.",
  unsupported: 'The server speaks no TLS.',
  required: 'The server takes no connection without TLS (require_secure_transport).',
  'client-certificate': 'The server wants a certificate of the client, or did not accept the one it got.',
  handshake: 'Both sides found no version or cipher in common, or something in between broke the handshake.',
};

const BASTION_CAUSE: Record<BastionFailure, string> = {
  unreachable:
    'A firewall or security group drops the packets, the address is that of another network, or the bastion is down.',
  handshake: 'Another service listens on this port, or the bastion is starting, overloaded or very old.',
  'key-unknown': 'This bastion is not among the known hosts, so nobody can say whether it is the right one.',
  'key-changed': 'The bastion was set up anew, or somebody stands in between and reads along.',
  'key-revoked': 'Somebody has declared this key lost: whoever has it can pass for the bastion.',
  login: 'The user, the key or the password is not the right one for this bastion.',
  identity: 'The path is wrong, or the key or its passphrase is another one.',
  forward: 'Its rules forbid it, or the server cannot be reached from there.',
};

const BASTION_NEXT: Record<BastionFailure, string> = {
  unreachable: 'Check host and port of the bastion, and whether this machine may connect. To see it happen:',
  handshake: 'Check the port of the bastion. To see it happen:',
  'key-unknown': "Compare the fingerprint with what the bastion's owner says; only if they are equal:",
  'key-changed':
    "Ask the bastion's owner. Only if the change is theirs, forget the old key, then learn the new:",
  'key-revoked': "Do not connect. Ask the bastion's owner for its new key.",
  login: 'Check user, key and password of the bastion. To see it happen:',
  identity: 'Check the path in `?ssh-key=` and the passphrase:',
  forward: 'Check the server address as seen from the bastion, and what the bastion allows:',
};

const UNREACHABLE: Record<string, string> = {
  ENOTFOUND: 'The name of the host is not known to DNS here.',
  EAI_AGAIN: 'DNS does not answer.',
  ECONNREFUSED: 'The machine is there, but nothing listens on this port.',
  ETIMEDOUT: 'Nothing answers: a firewall or security group usually drops such packets.',
  EHOSTUNREACH: 'There is no way to this machine from here.',
  ENETUNREACH: 'There is no way to this network from here.',
  ENOENT: 'The socket file does not exist.',
};
