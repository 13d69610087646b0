import { describe, expect, test } from 'vitest';
import { parseEndpointUrl } from '../../src/model/endpoint-url.ts';
import { defaultFileSettings } from '../../src/model/file-settings.ts';
import { parseS3Settings } from '../../src/model/s3-settings.ts';
import { withTargetSettings } from '../../src/model/target-settings.ts';
import { problemsOf } from './world.ts';

function parse(document: unknown) {
  return parseS3Settings(document, 'settings.json');
}

describe('S3Settings', () => {
  test('that say nothing are the defaults of AWS DMS, with NULL bare and empty', () => {
    expect(parse({})).toEqual({
      files: defaultFileSettings(),
      place: { bucket: null, folder: null, role: null },
      issues: [],
    });
    expect(defaultFileSettings()).toMatchObject({
      delimiter: ',',
      rowDelimiter: '\n',
      nullValue: '',
      rfc4180: true,
      maxFileBytes: 1_073_741_824,
    });
  });

  test('are carried out by their AWS names', () => {
    const { files, place, issues } = parse({
      CsvDelimiter: '|',
      CsvRowDelimiter: '\r\n',
      CsvNullValue: '\\N',
      AddColumnName: true,
      CompressionType: 'GZIP',
      MaxFileSize: 1024,
      IncludeOpForFullLoad: true,
      TimestampColumnName: 'moved_at',
      BucketName: 'b1',
      BucketFolder: '/a/b/',
      EncryptionMode: 'SSE_KMS',
      ServerSideEncryptionKmsKeyId: 'key-1',
      CannedAclForObjects: 'BUCKET_OWNER_FULL_CONTROL',
      ServiceAccessRoleArn: 'arn:aws:iam::1:role/r',
      DataFormat: 'csv',
    });
    expect(issues).toEqual([]);
    expect(files).toEqual({
      delimiter: '|',
      rowDelimiter: '\r\n',
      nullValue: '\\N',
      rfc4180: true,
      header: true,
      gzip: true,
      maxFileBytes: 1_048_576,
      includeOp: true,
      timestampColumn: 'moved_at',
      encryption: 'sse-kms',
      kmsKeyId: 'key-1',
      acl: 'bucket-owner-full-control',
    });
    expect(place).toEqual({ bucket: 'b1', folder: 'a/b', role: 'arn:aws:iam::1:role/r' });
  });

  test('may be spelled as in the API, in extra connection attributes, and as text', () => {
    const { files, issues } = parse({
      addColumnName: 'y',
      rfc4180: 'True',
      includeOpForFullLoad: 'n',
      compressionType: 'gzip',
      maxFileSize: '1',
      encryptionMode: 'sse-s3',
      cannedAclForObjects: 'public-read',
      csvDelimiter: '\\t',
      csvRowDelimiter: '\\r\\n',
    });
    expect(issues).toEqual([]);
    expect(files).toMatchObject({
      header: true,
      rfc4180: true,
      includeOp: false,
      gzip: true,
      maxFileBytes: 1024,
      encryption: 'sse-s3',
      acl: 'public-read',
      delimiter: '\t',
      rowDelimiter: '\r\n',
    });
  });

  test('as the service echoes them in full are no reason for a word', () => {
    const { issues } = parse({
      ServiceAccessRoleArn: 'arn:aws:iam::1:role/r',
      CsvRowDelimiter: '\\n',
      CsvDelimiter: ',',
      BucketFolder: '',
      BucketName: 'b1',
      CompressionType: 'NONE',
      EncodingType: 'rle-dictionary',
      DictPageSizeLimit: 1_048_576,
      RowGroupLength: 10_000,
      DataPageSize: 1_048_576,
      ParquetVersion: 'parquet-1-0',
      EnableStatistics: true,
      IncludeOpForFullLoad: false,
      CdcInsertsOnly: false,
      ParquetTimestampInMillisecond: false,
      CdcInsertsAndUpdates: false,
      DatePartitionEnabled: false,
      UseCsvNoSupValue: false,
      PreserveTransactions: false,
      UseTaskStartTimeForFullLoadTimestamp: false,
      CannedAclForObjects: 'NONE',
      AddColumnName: false,
      CdcMaxBatchInterval: 60,
      CdcMinFileSize: 32_000,
      GlueCatalogGeneration: false,
      Rfc4180: true,
      IgnoreHeaderRows: 0,
      MaxFileSize: 1_048_576,
    });
    expect(issues).toEqual([]);
  });

  test('that are not carried out are named, once each', () => {
    const { issues } = parse({
      GlueCatalogGeneration: true,
      CdcPath: 'cdc',
      CsvDelimeter: ';',
      Rfc4180: false,
    });
    expect(issues.map((one) => [one.code, one.subject])).toEqual([
      ['not-carried-out', 'GlueCatalogGeneration'],
      ['not-carried-out', 'CdcPath'],
      ['not-carried-out', 'CsvDelimeter'],
      ['notice', 'Rfc4180'],
    ]);
    expect(issues[2]?.detail).toContain('did you mean "CsvDelimiter"?');
  });

  test.each([
    [[], ': is [] (an object: {…})'],
    [{ CsvDelimiter: '' }, 'CsvDelimiter: is "" (one character)'],
    [{ CsvDelimiter: '||' }, 'CsvDelimiter: is "||" (one character)'],
    [{ CsvDelimiter: '"' }, 'CsvDelimiter: is "\\"", which values are full of'],
    [{ CsvDelimiter: 'A' }, 'CsvDelimiter: is "A", which values are full of'],
    [{ CsvRowDelimiter: '\n\n' }, 'CsvRowDelimiter: is "\\n\\n" (one character, or \\r\\n)'],
    [{ CsvRowDelimiter: '"' }, 'CsvRowDelimiter: is "\\""'],
    [
      { CsvDelimiter: ';', CsvRowDelimiter: ';' },
      'CsvDelimiter: is ";", which the row delimiter ";" holds too',
    ],
    [
      { CsvDelimiter: '\n', CsvRowDelimiter: '\r\n' },
      'CsvDelimiter: is "\\n", which the row delimiter "\\r\\n" holds too',
    ],
    [{ CsvNullValue: 'a,b' }, 'CsvNullValue: holds ","'],
    [{ CsvNullValue: '""' }, 'CsvNullValue: holds "\\""'],
    [{ CompressionType: 'ZIP' }, 'CompressionType: is "ZIP" (NONE, GZIP)'],
    [{ MaxFileSize: 0 }, 'MaxFileSize: is 0 (a whole number from 1 to 1048576)'],
    [{ MaxFileSize: 1_048_577 }, 'MaxFileSize: is 1048577'],
    [{ AddColumnName: 'maybe' }, 'AddColumnName: is "maybe" (true, false, y, n)'],
    [{ AddColumnName: 1 }, 'AddColumnName: is 1 (true, false, y, n)'],
    [{ DataFormat: 'parquet' }, 'DataFormat: is "parquet" (csv)'],
    [{ EncryptionMode: 'KMS' }, 'EncryptionMode: is "KMS" (SSE_S3, SSE_KMS)'],
    [
      { ServerSideEncryptionKmsKeyId: 'k' },
      'ServerSideEncryptionKmsKeyId: is given without EncryptionMode SSE_KMS',
    ],
    [{ CannedAclForObjects: 'ALL' }, 'CannedAclForObjects: is "ALL" (NONE, PRIVATE, '],
    [{ ServiceAccessRoleArn: 'admin' }, 'ServiceAccessRoleArn: is "admin" (arn:…)'],
    [{ BucketName: 'a b' }, 'BucketName: is "a b"'],
    [{ BucketFolder: 'a/../b' }, 'BucketFolder: is "a/../b"'],
  ])('%j is refused', (document, expected) => {
    expect(problemsOf(() => parse(document))[0]).toContain(expected);
  });
});

describe('settings of a target', () => {
  function put(url: string, document: unknown) {
    return withTargetSettings(
      parseEndpointUrl(url, 'target').address,
      document,
      'task.json',
      'target.settings',
    );
  }

  test('may name what the URL leaves open', () => {
    const { address } = put('s3://b1', {
      BucketFolder: 'x',
      ServiceAccessRoleArn: 'arn:r',
      AddColumnName: true,
    });
    expect(address).toMatchObject({ bucket: 'b1', folder: 'x', role: 'arn:r', files: { header: true } });
    expect(put('s3://b1/x', { BucketName: 'b1', BucketFolder: 'x/' }).address).toMatchObject({ folder: 'x' });
    expect(put('file:///out', { BucketFolder: 'x', CompressionType: 'GZIP' }).address).toMatchObject({
      path: '/out/x',
      files: { gzip: true },
    });
  });

  test('that contradict the URL are refused', () => {
    expect(problemsOf(() => put('s3://b1/x', { BucketName: 'b2', BucketFolder: 'y' }))).toEqual([
      'target.settings.BucketName: is "b2", but the URL says "b1" (one of the two, or both alike)',
      'target.settings.BucketFolder: is "y", but the URL says "x" (one of the two, or both alike)',
    ]);
  });

  test('that only a bucket has are named for a folder', () => {
    const { issues } = put('file:///out', {
      EncryptionMode: 'SSE_S3',
      CannedAclForObjects: 'PRIVATE',
      BucketName: 'b1',
    });
    expect(issues).toEqual([
      {
        code: 'not-carried-out',
        subject: 'target.settings',
        detail: 'A folder has none of these: BucketName, EncryptionMode, CannedAclForObjects.',
      },
    ]);
  });

  test('are refused for a database', () => {
    expect(problemsOf(() => put('mysql://u@h', {}))[0]).toContain('target.settings: is for files');
  });
});
