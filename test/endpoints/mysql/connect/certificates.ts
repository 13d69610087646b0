/** Certificates made with the `openssl` command, good ones and bad ones. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findExecutable } from '../../../../src/lab/servers/program.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** Paths of PEM files. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

interface Wanted {
  readonly subject: string;
  /** `DNS:localhost,IP:127.0.0.1`. */
  readonly names?: string;
  readonly from?: Date;
  readonly to?: Date;
}

const DAY_MS = 24 * 60 * 60 * 1_000;

export function days(count: number): Date {
  return new Date(Date.now() + count * DAY_MS);
}

/** An authority of its own, that signs whatever is asked for. */
export class Authority {
  readonly #folder = temporaryFolder();
  readonly #identity: Identity;
  #made = 0;

  constructor(name: string) {
    this.#identity = this.#key('authority');
    const { cert, key } = this.#identity;
    openssl('req', '-x509', '-new', '-key', key, '-subj', `/CN=${name}`, '-days', '3650', '-out', cert);
    mkdirSync(join(this.#folder, 'issued'));
    writeFileSync(join(this.#folder, 'index'), '');
    writeFileSync(join(this.#folder, 'serial'), '1000');
    writeFileSync(join(this.#folder, 'ca.conf'), this.#settings());
  }

  /** Path of the authority's own certificate. */
  get ca(): string {
    return this.#identity.cert;
  }

  issue({
    subject,
    names = 'DNS:localhost,IP:127.0.0.1',
    from = days(-10),
    to = days(365),
  }: Wanted): Identity {
    const made = this.#key(`issued-${++this.#made}`);
    const request = `${made.cert}.request`;
    const extensions = `${made.cert}.extensions`;
    writeFileSync(extensions, `subjectAltName=${names}\n`);
    openssl('req', '-new', '-key', made.key, '-subj', subject, '-out', request);
    const span = ['-startdate', stamp(from), '-enddate', stamp(to)];
    const { cert, key } = this.#identity;
    const own = ['-cert', cert, '-keyfile', key, '-config', join(this.#folder, 'ca.conf')];
    openssl('ca', '-batch', ...own, ...span, '-in', request, '-out', made.cert, '-extfile', extensions);
    return made;
  }

  #key(name: string): Identity {
    const path = (ending: string) => join(this.#folder, `${name}.${ending}`);
    const key = path('key');
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', key);
    return { cert: path('pem'), key };
  }

  #settings(): string {
    return [
      '[ca]',
      'default_ca = here',
      '[here]',
      `database = ${this.#folder}/index`,
      `serial = ${this.#folder}/serial`,
      `new_certs_dir = ${this.#folder}/issued`,
      'default_md = sha256',
      'policy = any',
      'unique_subject = no',
      '[any]',
      'organizationName = optional',
      'commonName = supplied',
      '',
    ].join('\n');
  }
}

/** Signed by nobody but itself. */
export function selfSigned(subject: string): Identity {
  const folder = temporaryFolder();
  const made = { cert: join(folder, 'self.pem'), key: join(folder, 'self.key') };
  openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', made.key);
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const shown = ['-subj', subject, '-addext', names, '-days', '365'];
  openssl('req', '-x509', '-new', '-key', made.key, ...shown, '-out', made.cert);
  return made;
}

function openssl(...words: string[]): void {
  const program = findExecutable('openssl');
  if (program === null) throw new Error('certificates for tests are made with openssl, which is not here');
  execFileSync(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** `20260131120000Z`. */
function stamp(date: Date): string {
  return `${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
}
