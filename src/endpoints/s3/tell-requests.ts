/** Tells of the requests to a store as of statements: their name, what they are about, and how they ended. */
import type { S3Client } from '@aws-sdk/client-s3';
import type { StatementListener } from '../statements.ts';

/** What of a request may be shown: places and numbers. Neither content nor headers are. */
interface ShownInput {
  readonly Bucket?: string;
  readonly Key?: string;
  readonly Prefix?: string;
  readonly PartNumber?: number;
}

export function tellRequests(client: S3Client, onStatement: StatementListener): void {
  client.middlewareStack.add(
    (next, context) => async (request) => {
      const { Bucket, Key, Prefix, PartNumber } = request.input as ShownInput;
      const name = (context.commandName ?? 'request').replace(/Command$/, '');
      const part = PartNumber === undefined ? '' : ` part ${PartNumber}`;
      const ends = onStatement({
        connection: null,
        text: `${name} ${Bucket ?? ''}/${Key ?? Prefix ?? ''}${part}`,
      });
      try {
        const response = await next(request);
        ends({ rows: null, error: null });
        return response;
      } catch (error) {
        ends({ rows: null, error: (error as Error).message });
        throw error;
      }
    },
    // Around the tries of one request, not each of them.
    { step: 'initialize', name: 'tellRequests' },
  );
}
