/** A private S3 store on this machine, kept in a folder. */
import type { IncomingMessage } from 'node:http';
import { labHome } from './home-folder.ts';
import { dropFolder, openFolder } from './server-process.ts';

export interface LabStore {
  /** `http://127.0.0.1:port`. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly bucket: string;
  /** Where the store keeps its objects. */
  readonly folder: string;
  /** Endpoint URL of a folder in the bucket, without the keys. */
  url(folder?: string): string;
  /** Ends the store and removes its objects. */
  stop(): Promise<void>;
}

const REGION = 'us-east-1';

/** Of one answer, as S3 has it. */
const MOST_KEYS = 1_000;

type ObjectStore = import('s3rver').default['store'];

/**
 * Starts a store with one empty bucket. An unknown key id gets a 403; s3rver does not look at secrets.
 * `onRequest` sees everything that is asked of it.
 */
export async function startS3(
  bucket: string,
  onRequest: (request: IncomingMessage) => void = () => {},
): Promise<LabStore> {
  // Slow to load, and only who needs a store does.
  const { default: S3rver } = await import('s3rver');
  const folder = openFolder(labHome());
  const store = new S3rver({
    address: '127.0.0.1',
    port: 0,
    directory: folder,
    silent: true,
    vhostBuckets: false,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await store.run();
  seeAllFolders(store.store);
  store.httpServer.on('request', onRequest);
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    region: REGION,
    // The one account s3rver knows.
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    bucket,
    folder,
    url: (inside = '') => {
      const settings = new URLSearchParams({ region: REGION, endpoint });
      return `s3://${bucket}/${inside}?${settings.toString()}`;
    },
    stop: async () => {
      const closed = store.close();
      // Clients keep connections alive; waiting for them would wait for their timeouts.
      store.httpServer.closeAllConnections();
      await closed;
      dropFolder(folder);
    },
  };
}

/**
 * s3rver does not go into a folder that holds nothing but folders when it is asked for folders. What it lists
 * without that question is right, so folders are found in that.
 */
function seeAllFolders(store: ObjectStore): void {
  const list = store.listObjects.bind(store);
  store.listObjects = async (bucket, options) => {
    const { delimiter = '', prefix = '', maxKeys = MOST_KEYS } = options;
    if (delimiter === '') return await list(bucket, options);
    const { delimiter: _delimiter, ...plain } = options;
    const all = await list(bucket, { ...plain, maxKeys: Number.MAX_SAFE_INTEGER });
    const folders = new Set<string>();
    const here = all.objects.filter(({ key }) => {
      const end = key.indexOf(delimiter, prefix.length);
      if (end >= 0) folders.add(key.slice(0, end + delimiter.length));
      return end < 0;
    });
    return {
      objects: here.slice(0, maxKeys),
      commonPrefixes: [...folders].sort(),
      isTruncated: here.length > maxKeys,
    };
  };
}
