/** What a file system says, as our errors. */
import { DmsError } from '../../model/errors.ts';

/** Codes of a file system that holds no more. */
const FULL = new Set(['ENOSPC', 'EDQUOT']);

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is not a folder',
  ENAMETOOLONG: 'a name is longer than the file system allows',
  EMFILE: 'too many open files',
  EFBIG: 'the file system does not allow files of this size',
  EIO: 'input or output error',
};

/** `table` is the one being written, where it is known. Errors that are not of a file system pass as they are. */
export function folderFailure(error: unknown, folder: string, table?: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return error;
  const code = String(error.code);
  const more = { server: { code, message: error.message }, cause: error };
  if (FULL.has(code) && table !== undefined)
    return new DmsError('target.full', { address: folder, table }, more);
  const reason = FULL.has(code) ? 'no space is left' : (REASONS[code] ?? error.message);
  return new DmsError('folder.failed', { folder, reason }, more);
}

/** Whether a file or folder is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
