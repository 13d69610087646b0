/** How other programs name the modes of TLS. */
import type { TlsMode } from '../../endpoint-url.ts';

const MODES: Readonly<Record<string, TlsMode>> = {
  NONE: 'none',
  DISABLED: 'none',
  DISABLE: 'none',
  REQUIRED: 'require',
  REQUIRE: 'require',
  TRUST: 'require',
  VERIFY_CA: 'verify-ca',
  'VERIFY-CA': 'verify-ca',
  VERIFY_IDENTITY: 'verify-full',
  'VERIFY-FULL': 'verify-full',
};

/** Empty for what we have no mode for, `PREFERRED` among them. */
export function tlsQuery(mode: string | undefined): { readonly ssl?: TlsMode } {
  const ssl = MODES[(mode ?? '').toUpperCase()];
  return ssl === undefined ? {} : { ssl };
}
