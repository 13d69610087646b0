/** The addresses of a name. */
import { lookup } from 'node:dns/promises';
import { DmsError } from '../../../model/errors.ts';
import { type Limits, within } from './limits.ts';

/** All of them, IPv4 and IPv6, in the order of the resolver. @throws DmsError 'connect.name' */
export async function resolveName(
  host: string,
  { nameMs }: Limits,
  signal: AbortSignal,
): Promise<readonly string[]> {
  // Without answer it ends as the resolver itself would say it.
  const late = () => Object.assign(new Error('DNS does not answer'), { code: 'EAI_AGAIN' });
  try {
    const found = await within(lookup(host, { all: true, order: 'verbatim' }), nameMs, signal, late);
    return [...new Set(found.map(({ address }) => address))];
  } catch (error) {
    signal.throwIfAborted();
    const { code = 'ERROR', message } = error as NodeJS.ErrnoException;
    throw new DmsError('connect.name', { host, reason: code }, { server: { code, message }, cause: error });
  }
}
