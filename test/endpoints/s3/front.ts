/**
 * A door in front of a store: it lets a test see requests, hold them and refuse them, adds the two requests
 * about multipart uploads that s3rver does not know, and cuts listings into pages.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll } from 'vitest';
import type { LabStore } from '../../../src/lab/servers/s3.ts';

export interface SeenRequest {
  readonly method: string;
  /** Decoded path below the bucket and what follows `?`, without parameters of the SDK's own. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
}

/** An answer that is not the store's. */
export interface Refusal {
  readonly status?: number;
  readonly code?: string;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of an error of S3. */
  readonly body?: string;
}

export interface Front {
  readonly endpoint: string;
  readonly seen: SeenRequest[];
  /** Asked before a request goes on; a code refuses it with that code and status 403, a refusal as it says. */
  gate: (request: SeenRequest) => Promise<string | Refusal | null>;
  /** Most keys of one listing; null for what the store thinks right. */
  keysPerPage: number | null;
  /** Ids of multipart uploads that are neither complete nor aborted. */
  uploads(): string[];
  /** Waits until no request is under way. */
  idle(): Promise<void>;
}

const doors: { close(): void; closeAllConnections(): void }[] = [];

export async function openFront(store: LabStore): Promise<Front> {
  const uploadsFolder = join(store.folder, store.bucket, '._S3rver_uploads');
  let active = 0;
  const onIdle: (() => void)[] = [];
  const door = createServer((incoming, answer) => {
    const url = new URL(incoming.url!, store.endpoint);
    const seen = {
      method: incoming.method!,
      path: decodeURIComponent(url.pathname).replace(`/${store.bucket}`, '').replace(/^\//, ''),
      query: new URLSearchParams(url.searchParams),
      headers: incoming.headers,
    };
    front.seen.push(seen);
    active++;
    answer.once('close', () => {
      active--;
      if (active > 0) return;
      for (const resolve of onIdle.splice(0)) resolve();
    });
    void front.gate(seen).then((refusal) => {
      if (refusal !== null) refuse(answer, typeof refusal === 'string' ? { code: refusal } : refusal);
      else if (seen.method === 'GET' && url.searchParams.has('uploads')) listUploads(answer, seen);
      else if (seen.method === 'DELETE' && url.searchParams.has('uploadId')) abortUpload(answer, seen);
      else {
        const page = url.searchParams.has('list-type') ? front.keysPerPage : null;
        // The store forgets some folders of a listing by folders.
        if (page !== null)
          for (const one of ['continuation-token', 'delimiter']) url.searchParams.delete(one);
        const onward = request(url, { method: seen.method, headers: incoming.headers }, (reply) => {
          if (page !== null) void text(reply).then((all) => answer.end(onePage(all, seen.query, page)));
          else reply.pipe(answer.writeHead(reply.statusCode!, reply.headers));
        });
        onward.on('error', () => answer.destroy());
        answer.on('close', () => onward.destroy());
        incoming.pipe(onward);
      }
    });
  });

  function uploads(): string[] {
    return existsSync(uploadsFolder) ? readdirSync(uploadsFolder) : [];
  }

  function listUploads(answer: ServerResponse, { query }: SeenRequest): void {
    const entries = uploads()
      .map((id) => ({ id, key: readFileSync(join(uploadsFolder, id, 'key')).toString() }))
      .filter(({ key }) => key.startsWith(query.get('prefix') ?? ''))
      .map(({ id, key }) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`);
    answer.setHeader('content-type', 'application/xml');
    const truncated = '<IsTruncated>false</IsTruncated>';
    answer.end(`<ListMultipartUploadsResult>${truncated}${entries.join('')}</ListMultipartUploadsResult>`);
  }

  function abortUpload(answer: ServerResponse, { query }: SeenRequest): void {
    rmSync(join(uploadsFolder, query.get('uploadId')!), { recursive: true, force: true });
    answer.writeHead(204).end();
  }

  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  doors.push(door);
  const front: Front = {
    endpoint: `http://127.0.0.1:${(door.address() as AddressInfo).port}`,
    seen: [],
    gate: async () => null,
    keysPerPage: null,
    uploads,
    idle: async () => {
      if (active > 0) await new Promise<void>((resolve) => onIdle.push(resolve));
    },
  };
  return front;
}

/** A part of a listing. The store would cut it itself, but cannot make the token for the next part. */
function onePage(listing: string, query: URLSearchParams, keys: number): string {
  const from = Number(query.get('continuation-token') ?? 0);
  const all = listing.match(/<Contents>.*?<\/Contents>/gs) ?? [];
  const entries = query.has('delimiter') ? byFolder(all, query.get('prefix') ?? '') : all;
  const isLast = from + keys >= entries.length;
  const next = isLast ? '' : `<NextContinuationToken>${from + keys}</NextContinuationToken>`;
  const page = entries.slice(from, from + keys).join('');
  return `<ListBucketResult><IsTruncated>${!isLast}</IsTruncated>${next}${page}</ListBucketResult>`;
}

/** Each folder once, in place of what lies in it. */
function byFolder(entries: readonly string[], prefix: string): string[] {
  const folded = entries.map((entry) => {
    const key = /<Key>(.*?)<\/Key>/s.exec(entry)![1]!;
    const end = key.indexOf('/', prefix.length);
    const folder = key.slice(0, end + 1);
    return end < 0 ? entry : `<CommonPrefixes><Prefix>${folder}</Prefix></CommonPrefixes>`;
  });
  return [...new Set(folded)];
}

function refuse(answer: ServerResponse, { status = 403, code = '', message, headers, body }: Refusal): void {
  answer.writeHead(status, { 'content-type': 'application/xml', ...headers });
  const words = message ?? `${code} it is`;
  answer.end(body ?? `<Error><Code>${code}</Code><Message>${words}</Message></Error>`);
}

afterAll(() => {
  for (const door of doors.splice(0)) {
    door.close();
    door.closeAllConnections();
  }
});
