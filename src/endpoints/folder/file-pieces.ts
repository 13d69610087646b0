/** Reading a file piece by piece. */
import { type FileHandle, open } from 'node:fs/promises';
import { folderFailure, isMissing } from '../files/folder-failure.ts';

/** Bytes read at once. */
const READ_BYTES = 256 * 1024;

/** Each piece is valid until the next is asked for; null when there is no such file. */
export async function piecesOfFile(path: string, signal: AbortSignal): Promise<AsyncIterable<Buffer> | null> {
  try {
    return pieces(await open(path, 'r'), path, signal);
  } catch (error) {
    if (isMissing(error)) return null;
    throw folderFailure(error, path);
  }
}

/** One buffer for all: a stream would leave garbage of the size of the file. */
async function* pieces(file: FileHandle, path: string, signal: AbortSignal): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(READ_BYTES);
  try {
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, READ_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw folderFailure(error, path);
  } finally {
    await file.close();
  }
}
