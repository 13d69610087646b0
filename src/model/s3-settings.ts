/** Reads `S3Settings` of AWS DMS, for S3 and for folders. */
import * as v from 'valibot';
import { readCsvMarks } from './csv-marks.ts';
import { filledText, join, Problems, shape, text, wholeNumber } from './document.ts';
import type { FileSettings } from './endpoint-url.ts';
import type { Issue } from './errors.ts';
import { bucketFolder, isBucketName } from './file-address.ts';
import { defaultFileSettings, LARGEST_FILE_KB } from './file-settings.ts';
import { KNOWN_S3_SETTINGS } from './s3-settings-known.ts';
import { notCarriedOutSettings } from './setting-list.ts';

/** What the settings say beyond the form of files: parts of the address. Null: nothing said. */
export interface S3Place {
  readonly bucket: string | null;
  readonly folder: string | null;
  readonly role: string | null;
}

const FLAG_WORDS = 'true, false, y, n';

/** `y` and `n` are spellings of AWS DMS for true and false. */
const flag = v.pipe(
  v.union([v.boolean(), v.pipe(v.string(), v.regex(/^(?:true|false|y|n)$/i, FLAG_WORDS))], FLAG_WORDS),
  v.transform((given) => given === true || (typeof given === 'string' && /^(?:true|y)$/i.test(given))),
);

/** One of these words; letter case and `-` for `_` do not matter: guide and API spell them differently. */
function word<const W extends readonly string[]>(words: W) {
  const allowed = words.join(', ');
  const spelled = (given: string) => given.toUpperCase().replaceAll('-', '_');
  return v.pipe(
    v.string(allowed),
    v.check((given) => words.includes(spelled(given)), allowed),
    v.transform((given) => spelled(given) as W[number]),
  );
}

const settingsShape = shape({
  CsvDelimiter: v.nullish(text),
  CsvRowDelimiter: v.nullish(text),
  CsvNullValue: v.nullish(text),
  Rfc4180: v.nullish(flag),
  AddColumnName: v.nullish(flag),
  CompressionType: v.nullish(word(['NONE', 'GZIP'])),
  MaxFileSize: v.nullish(wholeNumber(1, LARGEST_FILE_KB)),
  IncludeOpForFullLoad: v.nullish(flag),
  TimestampColumnName: v.nullish(text),
  BucketName: v.nullish(text),
  BucketFolder: v.nullish(text),
  EncryptionMode: v.nullish(word(['SSE_S3', 'SSE_KMS'])),
  ServerSideEncryptionKmsKeyId: v.nullish(text),
  CannedAclForObjects: v.nullish(
    word([
      'NONE',
      'PRIVATE',
      'PUBLIC_READ',
      'PUBLIC_READ_WRITE',
      'AUTHENTICATED_READ',
      'AWS_EXEC_READ',
      'BUCKET_OWNER_READ',
      'BUCKET_OWNER_FULL_CONTROL',
    ]),
  ),
  ServiceAccessRoleArn: v.nullish(
    v.union([v.literal(''), v.pipe(filledText, v.startsWith('arn:', 'arn:…'))], 'arn:…'),
  ),
  DataFormat: v.nullish(v.pipe(text, v.regex(/^csv$/i, 'csv'))),
});

type Written = v.InferOutput<typeof settingsShape>;

const CARRIED = Object.keys(settingsShape.pipe[1].entries);

/**
 * The settings of a document, over the defaults, and one issue for each that is not carried out.
 * @throws DmsError 'document' with every problem found
 */
export function parseS3Settings(
  document: unknown,
  file: string,
  at = '',
): { files: FileSettings; place: S3Place; issues: Issue[] } {
  const problems = new Problems(file);
  const written = problems.demand(settingsShape, withGuideSpelling(document), at);
  const files = readFiles(written, problems, at);
  const place = readPlace(written, problems, at);
  problems.throwIfAny();
  const issues = notCarriedOutSettings(written, CARRIED, KNOWN_S3_SETTINGS, at);
  return { files, place, issues: [...issues, ...worthKnowing(files, at)] };
}

/** Extra connection attributes are the same names with a small first letter. */
function withGuideSpelling(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
  const capital = (key: string) => key.charAt(0).toUpperCase() + key.slice(1);
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [capital(key), value]));
}

function readFiles(written: Written, problems: Problems, at: string): FileSettings {
  const base = defaultFileSettings();
  const encryption = written.EncryptionMode;
  const key = written.ServerSideEncryptionKmsKeyId || null;
  if (key !== null && encryption !== 'SSE_KMS') {
    problems.add(
      join(at, 'ServerSideEncryptionKmsKeyId'),
      'is given without EncryptionMode SSE_KMS',
      'both, or none',
    );
  }
  const acl = written.CannedAclForObjects ?? 'NONE';
  return {
    ...base,
    ...readCsvMarks(written, base, problems, at),
    header: written.AddColumnName ?? base.header,
    gzip: written.CompressionType === 'GZIP',
    maxFileBytes: (written.MaxFileSize ?? LARGEST_FILE_KB) * 1024,
    includeOp: written.IncludeOpForFullLoad ?? base.includeOp,
    timestampColumn: written.TimestampColumnName || null,
    encryption: encryption === 'SSE_KMS' ? 'sse-kms' : encryption === 'SSE_S3' ? 'sse-s3' : 'none',
    kmsKeyId: key,
    acl: acl === 'NONE' ? null : acl.toLowerCase().replaceAll('_', '-'),
  };
}

function readPlace(written: Written, problems: Problems, at: string): S3Place {
  const bucket = written.BucketName || null;
  if (bucket !== null && !isBucketName(bucket)) {
    problems.add(join(at, 'BucketName'), `is "${bucket}"`, 'letters, digits, dots and hyphens');
  }
  const folder = bucketFolder(written.BucketFolder ?? '');
  if (folder === null) {
    problems.add(
      join(at, 'BucketFolder'),
      `is "${written.BucketFolder}"`,
      'a path without empty steps, . and ..',
    );
  }
  return { bucket, folder: folder || null, role: written.ServiceAccessRoleArn || null };
}

function worthKnowing(files: FileSettings, at: string): Issue[] {
  if (files.rfc4180) return [];
  const subject = join(at, 'Rfc4180');
  const detail =
    'false: values are written as they are, so a delimiter, line end or null word inside one cannot be told apart.';
  return [{ code: 'notice', subject, detail }];
}
