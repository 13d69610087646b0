/** Addresses of S3 buckets and folders. */
import type { FolderAddress, S3Address } from './endpoint-url.ts';
import { defaultFileSettings } from './file-settings.ts';
import { encodePath } from './mysql-address.ts';
import type { UrlParts } from './url-parts.ts';
import { decode, urlError } from './url-parts.ts';

export const S3_KEYS = ['region', 'endpoint', 'profile', 'role', 'path-style'];

export function s3Address(parts: UrlParts): S3Address {
  const { url, authority, query } = parts;
  if (parts.user !== null) {
    const allowed = 'keys from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile, or ?role=arn:…';
    throw urlError(url, 'access keys do not belong into a URL', allowed);
  }
  if (!isBucketName(authority)) throw urlError(url, 'names no bucket', 's3://bucket/folder');
  const endpoint = query.get('endpoint') ?? null;
  if (endpoint !== null && !/^https?:\/\/[^/?#@\s]+\/?$/i.test(endpoint)) {
    throw urlError(url, 'the endpoint is not readable', 'endpoint=https://host:port, without keys and path');
  }
  const role = query.get('role') ?? null;
  if (role !== null && !role.startsWith('arn:'))
    throw urlError(url, 'the role is not readable', 'role=arn:…');
  return {
    engine: 's3',
    bucket: authority,
    folder: folderIn(parts),
    region: query.get('region') ?? null,
    endpoint,
    role,
    profile: query.get('profile') ?? null,
    pathStyle: pathStyle(parts, endpoint),
    files: defaultFileSettings(),
  };
}

/** AWS allows fewer names than other stores; what no store takes is refused here. */
export function isBucketName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{1,254}$/.test(name);
}

/** A folder of a bucket, without slashes around it; null when a step of it is empty or dots. */
export function bucketFolder(written: string): string | null {
  const folder = written.replace(/^\/+|\/+$/g, '');
  if (folder === '') return '';
  return folder.split('/').every(isPlainStep) ? folder : null;
}

function isPlainStep(step: string): boolean {
  return step !== '' && step !== '.' && step !== '..';
}

function folderIn({ url, path }: UrlParts): string {
  const folder = bucketFolder(decode(url, 'path', path));
  if (folder === null)
    throw urlError(url, 'the folder holds an empty step, . or ..', 's3://bucket/folder/sub-folder');
  return folder;
}

/** Other stores are mostly reached by an address that knows no bucket as a host name. */
function pathStyle({ url, query }: UrlParts, endpoint: string | null): boolean {
  const written = query.get('path-style');
  if (written === undefined) return endpoint !== null;
  if (written === 'true' || written === 'false') return written === 'true';
  throw urlError(url, `path-style is "${written}"`, 'true, false');
}

export function folderAddress(parts: UrlParts): FolderAddress {
  const { url, authority, path } = parts;
  if (parts.user !== null || (authority !== '' && authority.toLowerCase() !== 'localhost')) {
    throw urlError(
      url,
      'is no absolute path: a file URL has three slashes',
      'file:///absolute/path/of/the/folder',
    );
  }
  const trimmed = decode(url, 'path', path).replace(/\/+$/, '');
  if (trimmed === '') throw urlError(url, 'names no folder', 'file:///absolute/path/of/the/folder');
  if (!trimmed.slice(1).split('/').every(isPlainStep)) {
    throw urlError(url, 'the path holds an empty step, . or ..', 'file:///absolute/path/of/the/folder');
  }
  // A drive letter of Windows comes behind a slash in a URL, and without one in a path.
  const absolute = /^\/[a-z]:\//i.test(trimmed) ? trimmed.slice(1) : trimmed;
  return { engine: 'folder', path: absolute, files: defaultFileSettings() };
}

export function showFolderAddress({ path }: FolderAddress): string {
  return `file://${path.startsWith('/') ? '' : '/'}${encodePath(path)}`;
}

export function showS3Address({
  bucket,
  folder,
  region,
  endpoint,
  profile,
  role,
  pathStyle,
}: S3Address): string {
  const query: string[] = [];
  if (region !== null) query.push(`region=${encodeURIComponent(region)}`);
  if (endpoint !== null) query.push(`endpoint=${endpoint}`);
  if (profile !== null) query.push(`profile=${encodeURIComponent(profile)}`);
  if (role !== null) query.push(`role=${role.replaceAll('@', '%40')}`);
  if (pathStyle !== (endpoint !== null)) query.push(`path-style=${pathStyle}`);
  const path = folder === '' ? '' : `/${encodePath(folder)}`;
  return `s3://${bucket}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}
