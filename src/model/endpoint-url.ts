/** Endpoint addresses: the URLs a person types, parsed. */

export type TlsMode = 'none' | 'require' | 'verify-ca' | 'verify-full';

export interface MysqlAddress {
  readonly engine: 'mysql';
  readonly host: string;
  readonly port: number;
  /** Unix socket instead of host and port. */
  readonly socket: string | null;
  readonly user: string;
  /** A password found in the URL; it is never printed. */
  readonly password: string | null;
  /** Schema named in the URL, null when none. */
  readonly schema: string | null;
  readonly tls: TlsMode;
  /** Path of a CA file. */
  readonly ca: string | null;
}

export interface S3Address {
  readonly engine: 's3';
  readonly bucket: string;
  readonly folder: string;
  readonly region: string | null;
  /** Address of another store than AWS. */
  readonly endpoint: string | null;
  readonly role: string | null;
  readonly pathStyle: boolean;
  readonly files: FileSettings;
}

export interface FolderAddress {
  readonly engine: 'folder';
  /** Absolute path. */
  readonly path: string;
  readonly files: FileSettings;
}

export type EndpointAddress = MysqlAddress | S3Address | FolderAddress;

/** How files are written: the settings of `S3Settings` that are carried out, for S3 and folders alike. */
export interface FileSettings {
  readonly delimiter: string;
  readonly rowDelimiter: string;
  readonly nullValue: string;
  readonly rfc4180: boolean;
  readonly header: boolean;
  readonly gzip: boolean;
  /** Bytes of one file before compression. */
  readonly maxFileBytes: number;
  /** Whether the first field of each row is `I`. */
  readonly includeOp: boolean;
  /** Name of the extra column with the time of transfer; null for none. */
  readonly timestampColumn: string | null;
  readonly encryption: 'none' | 'sse-s3' | 'sse-kms';
  readonly kmsKeyId: string | null;
  /** As the S3 API spells it (`bucket-owner-full-control`); null for none. */
  readonly acl: string | null;
}
