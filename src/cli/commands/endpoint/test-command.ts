/** What `endpoint test` takes; its own code is loaded only when it is called. */
import { type Command, Option } from 'commander';
import type { TestOptions } from './test.ts';

const EXAMPLES = `
Examples
  dms-tui endpoint test shop-source                               hop by hop, up to the first that fails
  dms-tui endpoint test mysql://writer@db2/shop --as target       rights and settings a target needs
  dms-tui endpoint test shop-source s3://bucket/raw               the whole way of a migration
Exit codes: 0 all hops work, 3 one does not.
`;

export function addTestCommand(endpoint: Command, setCode: (code: number) => void): void {
  endpoint
    .command('test')
    .description('test a connection hop by hop, or the whole way from a source to a target')
    .argument('<id|url>', 'a saved endpoint, or a URL')
    .argument('[target]', 'the target, for the whole way')
    .addOption(
      new Option('--as <role>', 'what a URL is to be (default: source)').choices(['source', 'target']),
    )
    .option('--instance <id>', 'the instance to test from; what came of it is kept with the endpoint')
    .option('--no-speed', 'do not measure how fast the line is')
    .option('--json', 'each hop as a line of JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (first: string, target: string | undefined, options: TestOptions) => {
      setCode(await (await import('./test.ts')).test(first, target, options));
    });
}
