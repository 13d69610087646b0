/** Where the secrets of an endpoint are to be, as the options of `create` and `edit` say. */
import type { SecretReference, SecretReferences } from '../../../model/endpoint.ts';
import type { EndpointAddress } from '../../../model/endpoint-url.ts';
import { DmsError, type Issue } from '../../../model/errors.ts';
import { forgetSecrets, keepSecret, type SecretUse } from '../../../store/secrets.ts';
import { words } from '../../../tui/text/words.ts';
import { askSecret, firstLines, terminal } from '../../ask.ts';
import type { EndpointOptions } from './command.ts';
import { wrongUsage } from './described.ts';

interface Ways {
  readonly stdin: boolean | undefined;
  readonly env: string | undefined;
  readonly command: string | undefined;
  readonly ask: boolean | undefined;
}

/**
 * The references for what the options and the description of an endpoint bring; `before` where they bring
 * nothing. A secret that can be kept nowhere is told of.
 * @throws DmsError 'usage'
 */
export async function givenReferences(
  id: string,
  address: EndpointAddress,
  options: EndpointOptions,
  described: string | null,
  before: SecretReferences,
): Promise<{ references: SecretReferences; issues: Issue[] }> {
  const { passwordStdin, passwordEnv, passwordCommand, askPassword } = options;
  const { sshPasswordStdin, sshPasswordEnv, sshPasswordCommand, askSshPassword } = options;
  const own = { stdin: passwordStdin, env: passwordEnv, command: passwordCommand, ask: askPassword };
  const ssh = {
    stdin: sshPasswordStdin,
    env: sshPasswordEnv,
    command: sshPasswordCommand,
    ask: askSshPassword,
  };
  const hasPassword = address.engine === 'mysql';
  const hasBastion = hasPassword && address.ssh !== null;
  if (isGiven(own) && !hasPassword)
    throw wrongUsage('A bucket or a folder has no password.', 'profile= or role= in the URL of a bucket');
  if (isGiven(ssh) && !hasBastion)
    throw wrongUsage(
      'The URL names no bastion that a password could be for.',
      'ssh=user@host:port in the URL',
    );
  const typed = await typedSecrets(own, ssh);
  const issues: Issue[] = [];
  const refer = (use: SecretUse, ways: Ways, secret: string | null) =>
    referenceFor({ id, use, ways, secret, before: before[use], issues });
  const password = hasPassword ? await refer('password', own, typed.password ?? described) : null;
  const bastion = hasBastion ? await refer('bastion', ssh, typed.bastion) : null;
  return { references: { password, bastion }, issues };
}

/** Saves what refers to `given`. When that fails, what was put into the keyring for it does not stay there. */
export async function savedOrForgotten<T>(
  given: SecretReferences,
  before: SecretReferences,
  save: () => Promise<T>,
): Promise<T> {
  try {
    return await save();
  } catch (error) {
    await forgottenSecrets(given, before);
    throw error;
  }
}

/** Removes from the keyring what is no longer referred to. A keyring that cannot be used is told of. */
export async function forgottenSecrets(
  before: SecretReferences,
  after: SecretReferences | null,
): Promise<Issue[]> {
  try {
    await forgetSecrets(before, after);
    return [];
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('secret.keyring')) throw error;
    const detail = `may still hold what was saved before: it cannot be used (${error.facts.reason}).`;
    return [{ code: 'left-behind', subject: 'the keyring', detail }];
  }
}

function isGiven(ways: Ways): boolean {
  const given = Object.values(ways).filter((way) => way !== undefined);
  if (given.length > 1) {
    const allowed = 'one of --password-stdin, --password-env, --password-command and --ask-password for each';
    throw wrongUsage('More than one option says where a password is.', allowed);
  }
  return given.length > 0;
}

interface Asked {
  readonly id: string;
  readonly use: SecretUse;
  readonly ways: Ways;
  readonly secret: string | null;
  readonly before: SecretReference | null;
  readonly issues: Issue[];
}

async function referenceFor(asked: Asked): Promise<SecretReference | null> {
  const { id, use, ways, secret, before, issues } = asked;
  if (ways.ask) return 'prompt';
  if (ways.env !== undefined) return { environment: checkedName(ways.env) };
  if (ways.command !== undefined) return { command: ways.command };
  if (secret === null) return before;
  try {
    return await keepSecret(id, use, secret);
  } catch (error) {
    if (!(error instanceof DmsError) || !error.is('secret.keyring')) throw error;
    const detail = `was not saved: the keyring of this machine cannot be used (${error.facts.reason}). It is asked for each time.`;
    const of = use === 'password' ? 'the password' : 'the password of the bastion';
    const fix = `dms-tui endpoint edit ${id} --${use === 'password' ? '' : 'ssh-'}password-env NAME`;
    issues.push({ code: 'fallback', subject: of, detail, fix });
    return 'prompt';
  }
}

/** A password typed in place of a name would be saved as the name. */
function checkedName(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
  throw wrongUsage('What was given is no name of an environment variable.', 'letters, digits and _');
}

/** On a terminal they are asked for; else each is a line of standard input, that of the server first. */
async function typedSecrets(
  own: Ways,
  ssh: Ways,
): Promise<{ password: string | null; bastion: string | null }> {
  const wanted = [own, ssh].filter((ways) => ways.stdin);
  const person = terminal();
  const lines: string[] = [];
  if (wanted.length > 0 && person === null) lines.push(...(await firstLines(wanted.length)));
  const next = async (ways: Ways, question: string): Promise<string | null> => {
    if (!ways.stdin) return null;
    const line = person === null ? lines.shift() : await askSecret(person, question);
    if (line) return line;
    throw wrongUsage('Standard input ended before the password.', 'one line for each');
  };
  const password = await next(own, words().questions.newPassword);
  return { password, bastion: await next(ssh, words().questions.newBastionSecret) };
}
