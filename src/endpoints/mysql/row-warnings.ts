/** Tells warnings about rows from warnings about the words of a statement. */
import type { ServerWords } from '../../model/errors.ts';
import type { Session } from './session.ts';

/** "… is deprecated and will be removed", of a syntax, a character set or a collation: no row is changed by it. */
const ABOUT_WORDS: ReadonlySet<number> = new Set([1287, 1554, 1681, 3719, 3720, 3778]);

/**
 * What the last statement's warnings mean for its rows: the first that concerns one, `unseen` when the server
 * counted more than it shows, or null when none concerns a row.
 */
export async function rowWarning(session: Session, counted: number): Promise<ServerWords | 'unseen' | null> {
  // On a session whose character set is binary, texts are bytes.
  const shown = await session.rows<{ Code: number; Message: string | Buffer }>('SHOW WARNINGS');
  const about = shown.find((warning) => !ABOUT_WORDS.has(Number(warning.Code)));
  if (about) return { code: 'WARNING', number: Number(about.Code), message: about.Message.toString() };
  return shown.length < counted ? 'unseen' : null;
}
