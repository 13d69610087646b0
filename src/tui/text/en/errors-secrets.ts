/** Words for secrets that could not be had. */
import { sentence, type Wording } from '../wording.ts';

const WAYS = '`--password-env NAME`, `--password-command CMD` or `--ask-password`';
const VARIABLES = 'DMS_TUI_SOURCE_PASSWORD or DMS_TUI_TARGET_PASSWORD';

export const secretWords = {
  'secret.keyring': ({ reason }) => ({
    what: `The keyring of this machine cannot be used: ${sentence(reason)}`,
    cause: null,
    next: `Start or unlock it, or keep the secret elsewhere with \`dms-tui endpoint edit\`: ${WAYS}. For one run, ${VARIABLES} does.`,
  }),
  'secret.missing': ({ of, from, name }) => ({
    what: `There is nothing to sign in with: ${of}, ${MISSING[from](name)}.`,
    cause: null,
    next: INSTEAD[from](name),
  }),
  'secret.command': ({ of, command, reason, said }) => ({
    what: `The command for ${of} gave none: ${reason}.`,
    cause: said ? `It said: ${sentence(said)}` : null,
    next: `Try it by hand: \`${command}\`. The first line it prints is the secret.`,
  }),
} satisfies Partial<Wording>;

const MISSING = {
  keyring: () => 'which the keyring of this machine does not have',
  environment: (name: string) => `which the variable ${name} should hold and does not`,
  prompt: () => 'which is to be asked for, and there is no terminal to ask on',
};

const INSTEAD = {
  keyring: () =>
    `Save it again with \`dms-tui endpoint edit\`: \`--password-stdin\`, or ${WAYS}. For one run, ${VARIABLES} does.`,
  environment: (name: string) =>
    `Set ${name}, or give the endpoint another way with \`dms-tui endpoint edit\`: ${WAYS}.`,
  prompt: () => `Run it on a terminal, or set ${VARIABLES}.`,
};
