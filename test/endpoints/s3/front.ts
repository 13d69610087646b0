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

export interface Front {
  readonly endpoint: string;
  readonly seen: SeenRequest[];
  /** Asked before a request goes on; a code refuses it with that code and status 403. */
  gate: (request: SeenRequest) => Promise<string | null>;
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
    void front.gate(seen).then((code) => {
      if (code !== null) refuse(answer, code);
      else if (seen.method === 'GET' && url.searchParams.has('uploads')) listUploads(answer, seen);
      else if (seen.method === 'DELETE' && url.searchParams.has('uploadId')) abortUpload(answer, seen);
      else {
        const page = url.searchParams.has('list-type') ? front.keysPerPage : null;
        const from = Number(url.searchParams.get('continuation-token') ?? 0);
        if (page !== null) url.searchParams.delete('continuation-token');
        const onward = request(url, { method: seen.method, headers: incoming.headers }, (reply) => {
          if (page !== null) void text(reply).then((all) => answer.end(onePage(all, from, page)));
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
function onePage(listing: string, from: number, keys: number): string {
  const entries = listing.match(/<Contents>.*?<\/Contents>/gs) ?? [];
  const isLast = from + keys >= entries.length;
  const next = isLast ? '' : `<NextContinuationToken>${from + keys}</NextContinuationToken>`;
  const page = entries.slice(from, from + keys).join('');
  return `<ListBucketResult><IsTruncated>${!isLast}</IsTruncated>${next}${page}</ListBucketResult>`;
}

function refuse(answer: ServerResponse, code: string): void {
  answer.writeHead(403, { 'content-type': 'application/xml' });
  answer.end(`<Error><Code>${code}</Code><Message>${code} it is</Message></Error>`);
}

afterAll(() => {
  for (const door of doors.splice(0)) {
    door.close();
    door.closeAllConnections();
  }
});
