/** Who signs the requests: the credentials found on this machine, and the role they take on where one is named. */
import type { S3Address } from '../../model/endpoint-url.ts';
import { roleFailure } from './role-failure.ts';

type Provider = ReturnType<typeof import('@aws-sdk/credential-providers').fromIni>;
export type Credentials = Awaited<ReturnType<Provider>>;

export interface SignIn {
  /** The credentials of this machine. */
  readonly own: () => Promise<Credentials>;
  /** Those requests are signed with: of the role where there is one. */
  readonly used: Provider;
}

/** How a role is known in the logs of AWS while we have it. */
export const SESSION_NAME = 'dms-tui';

/** The SDK warns on the console where a profile and keys are both in the environment. It takes the profile. */
const QUIET = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

/** Credentials that end sooner are old, as the SDK has it. */
const OLD_MS = 300_000;

/** `region` and `maxAttempts` are for STS. Credentials are renewed while a run lasts. */
export async function signIn(
  { profile, role }: S3Address,
  sts: { readonly region: () => Promise<string>; readonly maxAttempts: number },
): Promise<SignIn> {
  const sdk = await import('@aws-sdk/credential-providers');
  const { region } = sts;
  const common = { logger: QUIET, parentClientConfig: { region } };
  // A profile by name is that profile: the chain would go on to what the machine has where it gives nothing.
  const own =
    profile === null ? sdk.fromNodeProviderChain(common) : remembered(sdk.fromIni({ ...common, profile }));
  if (role === null) return { own, used: own };
  const assume = sdk.fromTemporaryCredentials({
    masterCredentials: own,
    params: { RoleArn: role, RoleSessionName: SESSION_NAME },
    clientConfig: sts,
  });
  const used: Provider = async (caller) => {
    try {
      return await assume(caller);
    } catch (error) {
      throw roleFailure(error, role);
    }
  };
  return { own, used };
}

/** A profile may run a program, or ask a service, for every answer. */
function remembered(provider: Provider): Provider {
  let known: Credentials | null = null;
  return async (caller) => {
    const left = known?.expiration ? known.expiration.getTime() - Date.now() : Number.POSITIVE_INFINITY;
    if (known === null || left < OLD_MS) known = await provider(caller);
    return known;
  };
}

/** What the SDK marks credentials with that are of no profile. Those of the instance metadata have no mark. */
const SOURCES: Readonly<Record<string, string>> = {
  CREDENTIALS_ENV_VARS: 'environment',
  CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN: 'web identity',
  CREDENTIALS_HTTP: 'container',
};

/** How a profile can get at credentials, by a part of the mark. The first that fits is it. */
const WAYS: readonly (readonly [string, string])[] = [
  ['SSO', 'SSO'],
  ['PROCESS', 'program'],
  ['WEB_ID_TOKEN', 'web identity'],
  ['LOGIN', 'login'],
  ['SOURCE_PROFILE', 'role'],
];

/** Where credentials come from: `environment`, `profile team`, `profile team (SSO)`, `instance metadata`. */
export function sourceOf(credentials: Credentials, { profile }: S3Address): string {
  const marks = Object.keys('$source' in credentials ? (credentials.$source ?? {}) : {});
  if (profile === null && !marks.some((mark) => mark.includes('PROFILE'))) {
    const source = marks.map((mark) => SOURCES[mark]).find((known) => known !== undefined);
    return source ?? 'instance metadata';
  }
  const way = WAYS.find(([part]) => marks.some((mark) => mark.includes(part)))?.[1];
  return profileName(profile) + (way === undefined ? '' : ` (${way})`);
}

/** The profile that counts, whether it is there or not. */
export function profileName(profile: string | null): string {
  return `profile ${profile ?? (process.env.AWS_PROFILE || 'default')}`;
}
