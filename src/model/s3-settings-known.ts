/** The `S3Settings` that are not carried out, with the values that need no mention. */
import type { QuietValues } from './setting-list.ts';

export const KNOWN_S3_SETTINGS: QuietValues = {
  ExpectedBucketOwner: [''],
  AddTrailingPaddingCharacter: [false, 'false', 'n'],
  CdcInsertsOnly: [false, 'false', 'n'],
  CdcInsertsAndUpdates: [false, 'false', 'n'],
  CdcMaxBatchInterval: [60],
  // The guide counts KB, the API shows both.
  CdcMinFileSize: [32_000, 32],
  CdcPath: [''],
  PreserveTransactions: [false, 'false', 'n'],
  UseCsvNoSupValue: [false, 'false', 'n'],
  CsvNoSupValue: [''],
  UseTaskStartTimeForFullLoadTimestamp: [false, 'false', 'n'],
  // Parquet only, and files are CSV.
  ParquetTimestampInMillisecond: 'any',
  ParquetVersion: 'any',
  EncodingType: 'any',
  DictPageSizeLimit: 'any',
  RowGroupLength: 'any',
  DataPageSize: 'any',
  EnableStatistics: 'any',
  // Changes only: full-load files are never partitioned by date.
  DatePartitionEnabled: [false, 'false', 'n'],
  DatePartitionSequence: 'any',
  DatePartitionDelimiter: 'any',
  DatePartitionTimezone: 'any',
  GlueCatalogGeneration: [false, 'false', 'n'],
  // Sources only.
  IgnoreHeaderRows: [0],
  ExternalTableDefinition: [''],
};
