import type { FileSettings } from '../../../src/model/endpoint-url.ts';

export function fileSettings(more: Partial<FileSettings> = {}): FileSettings {
  return {
    delimiter: ',',
    rowDelimiter: '\n',
    nullValue: '',
    rfc4180: true,
    header: false,
    gzip: false,
    maxFileBytes: 2 ** 30,
    includeOp: false,
    timestampColumn: null,
    encryption: 'none',
    kmsKeyId: null,
    acl: null,
    ...more,
  };
}
