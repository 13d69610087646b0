/** `endpoint …`: what the command line takes; each command's own code is loaded only when it is called. */
import type { Command } from 'commander';
import { gather } from '../../options.ts';
import { addBrowseCommand } from './browse-command.ts';
import { addTestCommand } from './test-command.ts';

/** What `create` and `edit` take. */
export interface EndpointOptions {
  /** True without a URL: the role of what is imported. */
  readonly source?: string | true;
  readonly target?: string | true;
  readonly fromNote?: string;
  readonly fromMyCnf?: string;
  readonly group?: string;
  readonly fromDms?: string;
  readonly set?: string[];
  readonly description?: string;
  readonly passwordStdin?: boolean;
  readonly passwordEnv?: string;
  readonly passwordCommand?: string;
  readonly askPassword?: boolean;
  readonly sshPasswordStdin?: boolean;
  readonly sshPasswordEnv?: string;
  readonly sshPasswordCommand?: string;
  readonly askSshPassword?: boolean;
  readonly yes?: boolean;
}

const SECRETS = `
Secrets
  A password from standard input, a URL or a note goes to the keyring of this machine; without a keyring it is
  not kept, and asked for each time. It is never part of what is saved; a variable or a command is named there.
`;

export function addEndpointCommands(program: Command, setCode: (code: number) => void): void {
  const endpoint = program
    .command('endpoint')
    .description('saved endpoints: servers, buckets and folders under a name')
    .helpCommand(false);

  addParts(
    endpoint
      .command('create')
      .description('save an endpoint')
      .argument('[id]', 'letters, digits and hyphens; with --from-dms each endpoint has its own'),
  )
    .option('--yes', 'replace the endpoint of that id')
    .addHelpText('after', SECRETS)
    .action(async (id: string | undefined, options: EndpointOptions) => {
      await (await import('./create.ts')).createEndpoints(id, options);
    });

  addParts(
    endpoint
      .command('edit')
      .description('change what is said of an endpoint, and keep the rest')
      .argument('<id>', 'the endpoint'),
  )
    .addHelpText('after', SECRETS)
    .action(async (id: string, options: EndpointOptions) => {
      await (await import('./edit.ts')).editEndpoint(id, options);
    });

  endpoint
    .command('list')
    .description('every saved endpoint in a line')
    .option('--json', 'as JSON')
    .action(async (options: { readonly json?: boolean }) =>
      setCode(await (await import('./list.ts')).listEndpoints(options)),
    );

  endpoint
    .command('show')
    .description('one endpoint whole, and where its secrets are')
    .argument('<id>', 'the endpoint')
    .option('--json', 'as JSON')
    .action(async (id: string, options: { readonly json?: boolean }) => {
      await (await import('./show.ts')).showEndpoint(id, options);
    });

  endpoint
    .command('delete')
    .description('forget endpoints, and their secrets in the keyring')
    .argument('<id...>', 'the endpoints')
    .action(async (ids: string[]) => {
      await (await import('./delete.ts')).deleteEndpoints(ids);
    });

  addTestCommand(endpoint, setCode);
  addBrowseCommand(endpoint, setCode);
}

function addParts(command: Command): Command {
  return command
    .option('--source [url]', 'a source: mysql://user@host:3306/schema')
    .option('--target [url]', 'a target: the same, or s3://bucket/folder, or file:///folder')
    .option('--from-note <file>', 'read it from a note with labels in English or Korean; - is standard input')
    .option('--from-my-cnf <file>', 'read it from an option file of MySQL')
    .option('--group <name>', 'the group of the option file (default: client)')
    .option('--from-dms <file>', 'read it from the output of `aws dms describe-endpoints`')
    .option('--set <name=value>', 'one of the S3Settings, as CompressionType=GZIP (repeatable)', gather)
    .option('--description <text>', 'what it is')
    .option('--password-stdin', 'read the password from standard input')
    .option('--password-env <name>', 'the environment variable that holds the password')
    .option('--password-command <command>', 'a command whose first line is the password')
    .option('--ask-password', 'ask for the password each time')
    .option('--ssh-password-stdin', 'read the password or passphrase for the bastion from standard input')
    .option('--ssh-password-env <name>', 'the environment variable that holds it')
    .option('--ssh-password-command <command>', 'a command whose first line it is')
    .option('--ask-ssh-password', 'ask for it each time');
}
