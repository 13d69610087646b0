/** What S3, or the way to it, says, as our errors. */
import { DmsError, type ServerWords, type TlsFailure } from '../../model/errors.ts';

/** Where a request went, for messages. */
export interface BucketPlace {
  readonly bucket: string;
  /** Prefix of all keys, without slashes around it. */
  readonly folder: string;
  /** Host, or endpoint of another store. */
  readonly address: string;
}

/** Codes about who asks, as opposed to what they may. */
const CREDENTIALS = new Set([
  'InvalidAccessKeyId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidToken',
  'InvalidClientTokenId',
  'UnrecognizedClientException',
  'TokenRefreshRequired',
  'RequestTimeTooSkewed',
  'CredentialsProviderError',
  'TokenProviderError',
  'NoAuthHandlerFound',
]);

export const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'AllAccessDisabled', 'Forbidden']);

const UNKNOWN_NAME: Record<string, string> = {
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
};

const UNREACHABLE: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the network',
  ETIMEDOUT: 'it does not answer',
  TimeoutError: 'it does not answer',
};

/** The bucket answers elsewhere. */
const MOVED = new Set(['PermanentRedirect', 'AuthorizationHeaderMalformed']);

const LOST = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ABORTED']);

/** No more fits: names of AWS, MinIO and Ceph. */
const FULL = new Set([
  'QuotaExceeded',
  'XMinioStorageFull',
  'InsufficientStorage',
  'XMinioAdminBucketQuotaExceeded',
]);

/**
 * `action` is the right a request needs (`s3:PutObject`). An abort stays what it was aborted with.
 * `table` is the one being written, where it is known.
 */
export function s3Failure(
  error: unknown,
  action: string,
  place: BucketPlace,
  signal: AbortSignal | null,
  table?: string,
): unknown {
  if (signal?.aborted) return signal.reason;
  if (!(error instanceof Error) || error instanceof DmsError) return error;
  const server = words(error);
  const { code } = server;
  const { bucket, address } = place;
  const more = { server, cause: error };
  if (code === 'NoSuchBucket') return new DmsError('bucket.missing', { bucket, address }, more);
  if (CREDENTIALS.has(code)) return new DmsError('bucket.credentials', { reason: server.message }, more);
  if (DENIED.has(code)) return denied(error, action, place);
  if (FULL.has(code) && table !== undefined) {
    return new DmsError('target.full', { address: `s3://${bucket}`, table }, more);
  }
  if (MOVED.has(code) || server.number === 301) return moved(error, action, place);
  const onTheWay = connectionFailure(error, address);
  if (onTheWay) return onTheWay;
  if (LOST.has(code)) return new DmsError('connect.lost', { address, doing: action }, more);
  return new DmsError('bucket.failed', { bucket, action, reason: server.message }, more);
}

/** What went wrong before anybody who speaks the protocol of S3 was reached; null where somebody was. */
export function connectionFailure(error: Error, address: string): DmsError | null {
  const server = words(error);
  const { code, message, number } = server;
  const more = { server, cause: error };
  const unknown = UNKNOWN_NAME[code];
  if (unknown !== undefined) {
    const host = 'hostname' in error ? String(error.hostname) : address;
    return new DmsError('connect.name', { host, reason: unknown }, more);
  }
  // The SDK says in words only which of its time limits it was.
  const [, limitMs] = /(?:timeout of|timed out after) (\d+) ms/.exec(message) ?? [];
  if (code === 'TimeoutError' && limitMs !== undefined) {
    const kind = message.includes('establish a connection') ? 'connect.timeout' : 'connect.silent';
    return new DmsError(kind, { address, seconds: Number(limitMs) / 1000 }, more);
  }
  const unreachable = UNREACHABLE[code];
  if (unreachable !== undefined)
    return new DmsError('connect.unreachable', { address, reason: unreachable }, more);
  if (/^(ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|EPROTO$)/.test(code)) {
    const why = tlsFailure(code, message);
    const fix = why === 'unknown-ca' || why === 'self-signed' ? TRUST : null;
    return new DmsError('connect.tls', { address, reason: tlsReason(message), why }, { ...more, fix });
  }
  const isOther = code.startsWith('HPE_') || /XML parse error|Deserialization error/.test(message);
  // A refusal without a word of S3; a proxy in front of a store that is down gives one of 500 and more.
  const isWordless = message === 'UnknownError' && number !== undefined && number < 500;
  if (!isOther && !isWordless) return null;
  return otherProtocol(
    address,
    number === undefined ? 'no HTTP' : `HTTP ${number}, without words of S3`,
    more,
  );
}

/** Somebody else answers. */
export function otherProtocol(
  address: string,
  reason: string,
  more: ConstructorParameters<typeof DmsError>[2] = {},
): DmsError {
  return new DmsError('connect.protocol', { address, reason, wanted: 'S3' }, more);
}

/** Node trusts further authorities by this only. */
const TRUST = 'export NODE_EXTRA_CA_CERTS=/path/to/ca.pem';

/** What AWS says in so many words counts, as a request may need more than one right. */
function denied(error: Error, action: string, place: BucketPlace): DmsError {
  const server = words(error);
  const [, named, resource] =
    /not authorized to perform: ([\w-]+:\w+)(?: on resource: "?(arn:[^\s"]+))?/.exec(server.message) ?? [];
  const missing = named ?? action;
  const fix = policyFor(missing, place, missing.startsWith('kms:') ? resource : undefined);
  const facts = { bucket: place.bucket, action: missing, address: place.address };
  return new DmsError('bucket.denied', facts, { server, cause: error, fix });
}

function moved(error: Error, action: string, { bucket }: BucketPlace): DmsError {
  const region = regionHeader(error);
  const reason =
    region === null ? 'the bucket is in another region' : `the bucket is in the region ${region}`;
  const fix = region === null ? null : `?region=${region}`;
  return new DmsError(
    'bucket.failed',
    { bucket, action, reason },
    { server: words(error), cause: error, fix },
  );
}

/** The region of a bucket, as a refusal may name it. */
function regionHeader(error: Error): string | null {
  const response = '$response' in error ? (error.$response as { headers?: Record<string, string> }) : {};
  const named = /expecting '([\w-]+)'/.exec(error.message)?.[1];
  return response.headers?.['x-amz-bucket-region'] ?? named ?? null;
}

/** Whether a store knows the request but does not carry it out, or its rights do not reach. */
export function isDeniedOrUnknown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, number } = words(error);
  return DENIED.has(code) || number === 403 || number === 405 || number === 501;
}

export function isMissingKey(error: unknown): boolean {
  return error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');
}

/** What the SDK's error says. */
export function words(error: Error): ServerWords {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  // Node joins what it tried on several addresses of one host, and says nothing itself.
  const message = error.message === '' && error instanceof AggregateError ? joined(error) : error.message;
  const metadata = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number }) : {};
  const number = metadata.httpStatusCode;
  return { code, message, ...(number === undefined ? {} : { number }) };
}

function joined(error: AggregateError): string {
  return error.errors.map((one: unknown) => (one instanceof Error ? one.message : String(one))).join('; ');
}

/** What a target needs, on the bucket and on what is in it: who lacks one of these mostly lacks others too. */
const ON_BUCKET = ['s3:ListBucket', 's3:ListBucketMultipartUploads'];
const ON_OBJECTS = ['s3:PutObject', 's3:GetObject', 's3:DeleteObject', 's3:AbortMultipartUpload'];

/**
 * The least policy with the action in it, ready to paste: all that a target needs, or the action alone where it
 * is needed for some settings only. `on` is what else than the bucket.
 */
export function policyFor(action: string, { bucket, folder }: BucketPlace, on?: string): string {
  const ofBucket = `arn:aws:s3:::${bucket}`;
  const ofObjects = `${ofBucket}/${folder === '' ? '*' : `${folder}/*`}`;
  const allow = (Action: string | readonly string[], Resource: string) => ({
    Effect: 'Allow',
    Action,
    Resource,
  });
  const special = action.startsWith('kms:') ? 'arn:aws:kms:<region>:<account>:key/<id>' : ofObjects;
  const isUsual = on === undefined && [...ON_BUCKET, ...ON_OBJECTS].includes(action);
  const Statement = isUsual
    ? [allow(ON_BUCKET, ofBucket), allow(ON_OBJECTS, ofObjects)]
    : [allow(action, on ?? special)];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

function tlsFailure(code: string, message: string): TlsFailure {
  if (code === 'CERT_HAS_EXPIRED') return 'expired';
  if (code === 'CERT_NOT_YET_VALID') return 'not-yet-valid';
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return 'self-signed';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'name';
  if (/wrong version number|packet length too long/.test(message)) return 'unsupported';
  return /^(SELF_SIGNED|UNABLE_TO)/.test(code) ? 'unknown-ca' : 'handshake';
}

/** OpenSSL puts numbers and names of files around what it has to say. */
function tlsReason(message: string): string {
  return /SSL routines:[^:]*:([^:]+):/.exec(message)?.[1] ?? message;
}
