/** Runs the command of a password manager for the secret it prints. */
import { spawn } from 'node:child_process';
import { commandWords } from '../model/command-words.ts';
import { DmsError } from '../model/errors.ts';

/** Time for a person to unlock the password manager that the command asks. */
const UNLOCK_MS = 60_000;
/** More than any secret; what prints without end must not fill the memory. */
const MOST_BYTES = 64 * 1024;
/** Enough to tell what went wrong. */
const MOST_SAID = 2_000;

/**
 * The first line of what the command prints. It runs without a shell and does not get the secrets that are
 * in our own environment.
 * @throws DmsError 'secret.command' with what it wrote to its standard error
 */
export function firstLineOf(
  command: string,
  of: string,
  environment: NodeJS.ProcessEnv,
  timeoutMs: number = UNLOCK_MS,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    let said = '';
    const fail = (reason: string) =>
      reject(new DmsError('secret.command', { of, command, reason, said: said.trim() }));
    const [program, ...words] = commandWords(command) ?? [];
    if (program === undefined) return fail('it is empty, or a quote in it is never closed');
    const child = spawn(program, words, {
      env: withoutSecrets(environment),
      // A password manager asks on the terminal; what is piped into us is not for it.
      stdio: [process.stdin.isTTY ? 'inherit' : 'ignore', 'pipe', 'pipe'],
    });
    const leave = (settle: () => void) => {
      clearTimeout(timer);
      child.stdout.destroy();
      child.stderr.destroy();
      settle();
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      leave(() => fail(`it did not end in ${timeoutMs / 1000} s`));
    }, timeoutMs);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (printed.length < MOST_BYTES) printed += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < MOST_SAID) said += text.slice(0, MOST_SAID - said.length);
    });
    child.once('error', (error: NodeJS.ErrnoException) => {
      leave(() => fail(error.code === 'ENOENT' ? `there is no program ${program}` : error.message));
    });
    let ended: string | null = null;
    const finish = () =>
      leave(() => {
        if (ended !== null) return fail(ended);
        const line = printed.split('\n', 1)[0]!.replace(/\r$/, '');
        return line === '' ? fail('it printed nothing') : resolve(line);
      });
    child.once('close', finish);
    child.once('exit', (code, signal) => {
      if (code !== 0) ended = signal === null ? `it ended with ${code}` : `it was ended by ${signal}`;
      // A child it left behind may hold its output open, and then it never closes.
      setTimeout(finish, DRAIN_MS);
    });
  });
}

/** A pipe on this machine is read in far less. */
const DRAIN_MS = 100;

function withoutSecrets(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isOurs = (name: string) => /^DMS_TUI_.*PASSWORD$/.test(name);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !isOurs(name)));
}
