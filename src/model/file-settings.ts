/** How files are written when nobody says otherwise. */
import type { FileSettings } from './endpoint-url.ts';

/** 1 GB: what AWS DMS takes, and the most it allows. */
export const LARGEST_FILE_KB = 1_048_576;

/**
 * The defaults of AWS DMS, with its open point settled: NULL is written bare and empty, an empty text as
 * `""`, so the two can be told apart.
 */
export function defaultFileSettings(): FileSettings {
  return {
    delimiter: ',',
    rowDelimiter: '\n',
    nullValue: '',
    rfc4180: true,
    header: false,
    gzip: false,
    maxFileBytes: LARGEST_FILE_KB * 1024,
    includeOp: false,
    timestampColumn: null,
    encryption: 'none',
    kmsKeyId: null,
    acl: null,
  };
}
