/** Signing in to the bastion: which ways there are, in which order, and what became of them. */
import type { AnyAuthMethod, AuthenticationType, AuthHandlerMiddleware, Prompt, utils } from 'ssh2';
import type { SshAddress } from '../../model/endpoint-url.ts';
import type { HopFacts } from '../../model/hops.ts';
import { strangersWords } from './failure.ts';
import { namedKey, type PrivateKey, usualKeys } from './key-files.ts';

export interface SignIn {
  /** What the library asks for the next way, each time the server has refused one or wants one more. */
  readonly handler: AuthHandlerMiddleware;
  /** The way that the server accepted; the first, where it wanted two. */
  accepted(): HopFacts['bastion']['by'];
  /** What was refused, and what the server would have taken. */
  refusal(): string;
  /** What was offered so far. */
  offered(): string;
}

interface Way {
  readonly by: HopFacts['bastion']['by'];
  /** As the server calls it. */
  readonly method: AuthenticationType;
  readonly shown: string;
  readonly offer: AnyAuthMethod;
}

/** @throws DmsError `connect.bastion`, `identity`, when the key file of the address cannot be used */
export function planSignIn(ssh: SshAddress, secret: string | null, parse: typeof utils.parseKey): SignIn {
  const notes: string[] = [];
  const untried = waysIn(ssh, secret, parse, notes);
  const tried: Way[] = [];
  let wanted: readonly string[] = [];
  let first: Way | null = null;

  function nextWay(): Way | undefined {
    // A password typed twice counts as two failures, and some servers lock an account after few.
    const plain = wanted.includes('password');
    return untried.find(
      ({ method }) => wanted.includes(method) && !(plain && method === 'keyboard-interactive'),
    );
  }

  return {
    handler(left: AuthenticationType[] | null, partly: boolean | null, next) {
      // Asking for nothing first is how a client learns what the server takes; it counts as no attempt.
      if (left === null) return next({ type: 'none', username: ssh.user });
      wanted = left;
      if (partly === true) first ??= tried.at(-1) ?? null;
      const way = nextWay();
      // The library ends the attempt on `false`, though its types do not know it.
      if (way === undefined) return next(false as never);
      untried.splice(untried.indexOf(way), 1);
      tried.push(way);
      next(way.offer);
    },
    accepted: () => (first ?? tried.at(-1))?.by ?? 'password',
    offered: () => `Offered until then: ${tried.map(({ shown }) => shown).join(', ') || 'nothing'}.`,
    refusal() {
      const offered = tried.filter((way) => way !== first).map(({ shown }) => shown);
      const takes = wanted.length > 0 ? ` It takes: ${wanted.join(', ')}.` : '';
      const partly = first === null ? '' : `it accepted ${first.shown} and wants more; `;
      const what =
        offered.length > 0
          ? `it did not accept ${offered.join(', nor ')}.`
          : 'there is nothing to offer that it takes.';
      return `${partly}${what}${takes}${notes.map((note) => ` ${note}.`).join('')}`;
    },
  };
}

/** All ways in, best first. `notes` gets what a person should know of those that are not among them. */
function waysIn(
  ssh: SshAddress,
  secret: string | null,
  parse: typeof utils.parseKey,
  notes: string[],
): Way[] {
  const username = ssh.user;
  const ways: Way[] = [];
  let keys: PrivateKey[];
  if (ssh.keyFile !== null) {
    keys = [namedKey(ssh, ssh.keyFile, secret, parse)];
  } else {
    const agent = process.env.SSH_AUTH_SOCK;
    if (agent)
      ways.push({
        by: 'agent',
        method: 'publickey',
        shown: 'a key of the agent',
        offer: { type: 'agent', username, agent },
      });
    const usual = usualKeys(secret, parse);
    keys = usual.keys;
    notes.push(...usual.left);
  }
  for (const { path, key } of keys) {
    const offer = { type: 'publickey' as const, username, key };
    ways.push({ by: 'key', method: 'publickey', shown: `the key ${path}`, offer });
  }
  const isPassphrase = keys.some(({ byPassphrase }) => byPassphrase);
  if (secret === null) notes.push('No password is given');
  else if (isPassphrase)
    notes.push('The secret is the passphrase of the key, so it was not sent as a password');
  else ways.push(...passwordWays(username, secret, notes));
  return ways;
}

function passwordWays(username: string, secret: string, notes: string[]): Way[] {
  let given = false;
  /** The first hidden question is for the password; to any other there is no answer here. */
  const answer = ({ prompt, echo }: Prompt): string => {
    if (!given && echo !== true) {
      given = true;
      return secret;
    }
    notes.push(`It asked “${strangersWords(prompt)}”, which cannot be answered here`);
    return '';
  };
  const prompt = (_name: string, _text: string, _lang: string, prompts: Prompt[], finish: Finish) => {
    finish(prompts.map(answer));
  };
  const shown = 'the password';
  return [
    { by: 'password', method: 'password', shown, offer: { type: 'password', username, password: secret } },
    {
      by: 'password',
      method: 'keyboard-interactive',
      shown,
      offer: { type: 'keyboard-interactive', username, prompt },
    },
  ];
}

type Finish = (answers: string[]) => void;
