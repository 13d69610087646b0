/** An STS that hands out temporary credentials to those who sign with the right key. */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll } from 'vitest';

export interface TemporaryCredentials {
  readonly keyId: string;
  readonly token: string;
}

export interface SecurityTokenService {
  readonly endpoint: string;
  /** The parameters of every request, in order. */
  readonly asked: URLSearchParams[];
  readonly issued: TemporaryCredentials[];
  /** How long credentials are good for. */
  lifetimeMs: number;
  /** Words of a refusal; null to grant. */
  refusal: string | null;
}

const services: { close(): void; closeAllConnections(): void }[] = [];

/** Answers `AssumeRole` requests that are signed with this key; others get a 403. */
export async function openSts(keyId: string, secret: string): Promise<SecurityTokenService> {
  const server = createServer(async (request, answer) => {
    const body = await text(request);
    const asked = new URLSearchParams(body);
    sts.asked.push(asked);
    answer.setHeader('content-type', 'text/xml');
    const code = !isSigned(request, body, keyId, secret)
      ? 'SignatureDoesNotMatch'
      : asked.get('Action') !== 'AssumeRole'
        ? 'InvalidAction'
        : sts.refusal === null
          ? null
          : 'AccessDenied';
    if (code !== null) {
      const error = `<Type>Sender</Type><Code>${code}</Code><Message>${sts.refusal ?? code}</Message>`;
      answer.writeHead(403).end(`<ErrorResponse><Error>${error}</Error></ErrorResponse>`);
      return;
    }
    const credentials = { keyId: `ASIA${sts.issued.length}`, token: `token ${sts.issued.length}` };
    sts.issued.push(credentials);
    const expiration = new Date(Date.now() + sts.lifetimeMs).toISOString();
    answer.end(`<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
      <Credentials><AccessKeyId>${credentials.keyId}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
      <SessionToken>${credentials.token}</SessionToken><Expiration>${expiration}</Expiration></Credentials>
      </AssumeRoleResult></AssumeRoleResponse>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  services.push(server);
  const sts: SecurityTokenService = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    issued: [],
    lifetimeMs: 3_600_000,
    refusal: null,
  };
  return sts;
}

/** Whether the signature (version 4 of AWS) is the one this key gives. */
function isSigned(request: IncomingMessage, body: string, keyId: string, secret: string): boolean {
  const { authorization = '', 'x-amz-date': date } = request.headers;
  const [, key, scope, names, signature] =
    /Credential=([^/]+)\/([^,]+), *SignedHeaders=([^,]+), *Signature=(\w+)/.exec(authorization) ?? [];
  if (key !== keyId || scope === undefined || names === undefined) return false;
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const sha256 = (of: string) => createHash('sha256').update(of).digest('hex');
  const canonical = [request.method, '/', '', headers.join(''), names, sha256(body)].join('\n');
  const signed = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
  const hmac = (by: Buffer | string, of: string) => createHmac('sha256', by).update(of).digest();
  const signingKey = scope.split('/').reduce<Buffer | string>(hmac, `AWS4${secret}`);
  return hmac(signingKey, signed).toString('hex') === signature;
}

afterAll(() => {
  for (const service of services.splice(0)) {
    service.close();
    service.closeAllConnections();
  }
});
