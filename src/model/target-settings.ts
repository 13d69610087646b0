/** Puts `S3Settings` on the address of the target they belong to. */
import { join, Problems } from './document.ts';
import type { EndpointAddress, FolderAddress, S3Address } from './endpoint-url.ts';
import type { Issue } from './errors.ts';
import type { S3Place } from './s3-settings.ts';
import { parseS3Settings } from './s3-settings.ts';

/**
 * The address with the settings of a document, which may say where as well as how, but must not
 * contradict the URL.
 * @throws DmsError 'document'
 */
export function withTargetSettings(
  address: EndpointAddress,
  document: unknown,
  file: string,
  at = '',
): { address: EndpointAddress; issues: Issue[] } {
  const problems = new Problems(file);
  if (address.engine === 'mysql') {
    problems.add(at, 'is for files, and the target is a database', 'settings for s3:// and file:// targets');
    problems.throwIfAny();
    return { address, issues: [] };
  }
  const { files, place, issues } = parseS3Settings(document, file, at);
  if (address.engine === 'folder') {
    const without = onlyForBuckets(place, files);
    if (without.length > 0) {
      const detail = `A folder has none of these: ${without.join(', ')}.`;
      issues.push({ code: 'not-carried-out', subject: at || 'target settings', detail });
    }
    return { address: { ...inFolder(address, place.folder), files }, issues };
  }
  const placed = inBucket(address, place, problems, at);
  problems.throwIfAny();
  return { address: { ...placed, files }, issues };
}

/**
 * Settings documents as one; a later one counts for more. Names with a small first letter are the guide's
 * spelling of the same settings.
 */
export function mergedSettings(
  ...documents: (Readonly<Record<string, unknown>> | null)[]
): Record<string, unknown> {
  const spelled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
  return Object.fromEntries(
    documents.flatMap((one) => Object.entries(one ?? {}).map(([name, value]) => [spelled(name), value])),
  );
}

function onlyForBuckets(place: S3Place, files: S3Address['files']): string[] {
  const given: [name: string, isGiven: boolean][] = [
    ['BucketName', place.bucket !== null],
    ['ServiceAccessRoleArn', place.role !== null],
    ['EncryptionMode', files.encryption !== 'none'],
    ['CannedAclForObjects', files.acl !== null],
  ];
  return given.filter(([, isGiven]) => isGiven).map(([name]) => name);
}

function inFolder(address: FolderAddress, folder: string | null): FolderAddress {
  return folder === null ? address : { ...address, path: `${address.path}/${folder}` };
}

function inBucket(address: S3Address, place: S3Place, problems: Problems, at: string): S3Address {
  const agree = (key: string, setting: string | null, inUrl: string | null): string | null => {
    if (setting !== null && inUrl && setting !== inUrl) {
      problems.add(
        join(at, key),
        `is "${setting}", but the URL says "${inUrl}"`,
        'one of the two, or both alike',
      );
    }
    return setting ?? inUrl;
  };
  return {
    ...address,
    bucket: agree('BucketName', place.bucket, address.bucket) ?? address.bucket,
    folder: agree('BucketFolder', place.folder, address.folder) ?? '',
    role: agree('ServiceAccessRoleArn', place.role, address.role),
  };
}
