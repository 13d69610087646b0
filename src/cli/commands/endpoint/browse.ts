/** `endpoint browse`: schemas, tables, columns and first rows, for people and as JSON. */
import { openCatalog } from '../../../endpoints/registry.ts';
import { listenForStop } from '../../../host/stop-signals.ts';
import type { EndpointAddress } from '../../../model/endpoint-url.ts';
import { DmsError } from '../../../model/errors.ts';
import { chooseLook, speaksUnicode } from '../../../tui/theme/look.ts';
import { EXIT } from '../../exit-code.ts';
import { seenDocument } from '../../tables/document.ts';
import { lookAround, type Seen } from '../../tables/look-around.ts';
import { seenLines } from '../../tables/seen-lines.ts';
import { namedEndpoint } from './named-endpoint.ts';

export interface BrowseOptions {
  readonly rows?: number;
  readonly columns?: boolean;
  readonly limit?: number;
  readonly sizes?: boolean;
  readonly json?: boolean;
}

/** Returns the exit code. @throws DmsError `catalog.nothing` when nothing matches */
export async function browse(
  named: string,
  pattern: string | undefined,
  options: BrowseOptions,
): Promise<number> {
  const { address, secrets } = await namedEndpoint(named, null);
  const question = {
    pattern: pattern ?? schemaOf(address),
    rows: options.rows ?? null,
    columns: options.columns ?? false,
    limit: options.limit ?? null,
    sizes: (options.sizes ?? false) || (options.json ?? false),
  };
  const stop = listenForStop(() => {});
  let catalog: Awaited<ReturnType<typeof openCatalog>> | null = null;
  try {
    catalog = await openCatalog(address, secrets, stop.signal);
    const seen = await lookAround(catalog, question, stop.signal);
    print(options.json ? [JSON.stringify(seenDocument(catalog.identity, seen), null, 2)] : lines(seen));
  } catch (error) {
    if (stop.signal.aborted) throw new DmsError('interrupted', { task: '' });
    throw error;
  } finally {
    stop.dispose();
    await catalog?.close();
  }
  return EXIT.done;
}

/** A schema named in the URL is what the person came for; taken literally, as in backticks. */
function schemaOf(address: EndpointAddress): string | null {
  const schema = address.engine === 'mysql' ? address.schema : null;
  return schema === null ? null : `\`${schema.replaceAll('`', '``')}\``;
}

function lines(seen: Seen): string[] {
  const { stdout } = process;
  const look = chooseLook({ unicode: speaksUnicode(), colour: stdout.isTTY && stdout.hasColors() });
  return seenLines(seen, stdout.isTTY ? stdout.columns : null, look);
}

function print(text: readonly string[]): void {
  process.stdout.write(text.map((line) => `${line}\n`).join(''));
}
