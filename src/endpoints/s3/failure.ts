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

export const UNREACHABLE: Record<string, string> = {
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
  ECONNREFUSED: 'nothing listens there',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no way to the network',
  ETIMEDOUT: 'it does not answer',
  TimeoutError: 'it does not answer',
};

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
  if (DENIED.has(code)) {
    return new DmsError(
      'bucket.denied',
      { bucket, action, address },
      { ...more, fix: policyFor(action, place) },
    );
  }
  if (FULL.has(code) && table !== undefined) {
    return new DmsError('target.full', { address: `s3://${bucket}`, table }, more);
  }
  const unreachable = UNREACHABLE[code];
  if (unreachable !== undefined)
    return new DmsError('connect.unreachable', { address, reason: unreachable }, more);
  if (/^(ERR_TLS|ERR_SSL|CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/.test(code)) {
    const why = tlsFailure(code);
    return new DmsError('connect.tls', { address, reason: server.message, why }, more);
  }
  if (LOST.has(code)) return new DmsError('connect.lost', { address, doing: action }, more);
  return new DmsError('bucket.failed', { bucket, action, reason: server.message }, more);
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

/** The least that must be added to a policy for the action, ready to paste. */
export function policyFor(action: string, { bucket, folder }: BucketPlace): string {
  const ofBucket = ['s3:ListBucket', 's3:ListBucketMultipartUploads', 's3:GetBucketLocation'].includes(
    action,
  );
  const objects = folder === '' ? '*' : `${folder}/*`;
  const resource = `arn:aws:s3:::${bucket}${ofBucket ? '' : `/${objects}`}`;
  return JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource });
}

function tlsFailure(code: string): TlsFailure {
  if (code === 'CERT_HAS_EXPIRED') return 'expired';
  if (code === 'CERT_NOT_YET_VALID') return 'not-yet-valid';
  if (code === 'DEPTH_ZERO_SELF_SIGNED_CERT') return 'self-signed';
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'name';
  return /^(SELF_SIGNED|UNABLE_TO)/.test(code) ? 'unknown-ca' : 'handshake';
}
