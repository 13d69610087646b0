/** Whether the certificate a server showed proves what was asked for, and if not, exactly why. */
import { checkServerIdentity, type DetailedPeerCertificate, type TLSSocket } from 'node:tls';
import type { MysqlAddress } from '../../../model/endpoint-url.ts';
import { DmsError, type ErrorFacts, type Issue, type TlsFailure } from '../../../model/errors.ts';
import type { HopFacts } from '../../../model/hops.ts';

/** Time enough to have a certificate renewed. */
const EXPIRES_SOON_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1_000;

export interface Proof {
  readonly found: HopFacts['tls'];
  readonly issues: readonly Issue[];
}

/** `shown` is the server as the person named it. @throws DmsError 'connect.tls' */
export function proofOf(secure: TLSSocket, { tls, host }: MysqlAddress, shown: string): Proof {
  if (tls === 'none') throw new Error('a connection without TLS proves nothing');
  const certificate = secure.getPeerCertificate(true);
  const facts = certificateFacts(certificate);
  if (tls !== 'require' && !secure.authorized) {
    throw refusal(String(secure.authorizationError), certificate, shown);
  }
  if (tls === 'verify-full') {
    const stranger = checkServerIdentity(host, certificate);
    if (stranger) throw tlsFailure('name', stranger.message, 'ERR_TLS_CERT_ALTNAME_INVALID', shown, facts);
  }
  return {
    found: { mode: tls, version: secure.getProtocol() ?? '', cipher: secure.getCipher().name, ...facts },
    issues: tls === 'require' ? [] : expiresSoon(facts, shown),
  };
}

/** By the codes OpenSSL gives. */
const WHY: Record<string, TlsFailure> = {
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
};

const WORDS: Partial<Record<TlsFailure, string>> = {
  expired: 'a certificate in its chain has expired',
  'not-yet-valid': 'a certificate in its chain is not valid yet',
  'self-signed': 'the certificate is signed by itself',
};

function refusal(code: string, leaf: DetailedPeerCertificate, shown: string): DmsError {
  const why = WHY[code] ?? 'unknown-ca';
  const now = Date.now();
  // The one it is about may be an authority further up.
  const culprit = chainOf(leaf).find((one) =>
    why === 'expired'
      ? Date.parse(one.valid_to) < now
      : why === 'not-yet-valid' && Date.parse(one.valid_from) > now,
  );
  const reason = WORDS[why] ?? 'no trusted authority has signed its certificate';
  return tlsFailure(why, reason, code, shown, certificateFacts(culprit ?? leaf));
}

function tlsFailure(
  why: TlsFailure,
  reason: string,
  code: string,
  address: string,
  certificate: ErrorFacts['connect.tls']['certificate'] & object,
): DmsError {
  return new DmsError(
    'connect.tls',
    { address, reason, why, certificate },
    // OpenSSL's own sentence does not come through, but its code is nearly one.
    { server: { code, message: code.toLowerCase().replaceAll('_', ' ') } },
  );
}

function chainOf(leaf: DetailedPeerCertificate): DetailedPeerCertificate[] {
  const chain: DetailedPeerCertificate[] = [];
  // A root is its own issuer.
  for (let one = leaf; one && !chain.includes(one); one = one.issuerCertificate) chain.push(one);
  return chain;
}

function certificateFacts({ subject, issuer, valid_to }: DetailedPeerCertificate) {
  return { subject: nameOf(subject), issuer: nameOf(issuer), validTo: new Date(valid_to).toISOString() };
}

/** `CN=db.example.com, O=Example`. */
function nameOf(parts: DetailedPeerCertificate['subject']): string {
  const { CN, ...others } = parts as unknown as Record<string, string | string[]>;
  const all = CN === undefined ? others : { CN, ...others };
  return Object.entries(all)
    .map(([name, value]) => `${name}=${[value].flat().join('+')}`)
    .join(', ');
}

function expiresSoon({ validTo }: { validTo: string }, shown: string): Issue[] {
  const days = Math.floor((Date.parse(validTo) - Date.now()) / DAY_MS);
  if (days >= EXPIRES_SOON_DAYS) return [];
  const detail = `its certificate expires in ${days} ${days === 1 ? 'day' : 'days'}, on ${validTo.slice(0, 10)}.`;
  return [{ code: 'notice', subject: shown, detail }];
}
