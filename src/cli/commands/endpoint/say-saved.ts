/** Tells what was saved, and what of it a person must know. */
import type { SavedEndpoint } from '../../../model/endpoint.ts';
import type { Issue } from '../../../model/errors.ts';
import { printable } from '../../../tui/layout/text.ts';
import { issueLine } from '../../../tui/lines/run-lines.ts';
import { endpointLines } from './show.ts';

export function saySaved(
  endpoint: SavedEndpoint,
  done: 'saved' | 'replaced' | 'changed',
  issues: readonly Issue[],
): void {
  const [, ...lines] = endpointLines(endpoint);
  const text = [`The ${endpoint.role} ${endpoint.id} is ${done}.`, ...lines];
  process.stdout.write(`${text.map(printable).join('\n')}\n`);
  for (const issue of issues) process.stderr.write(`${issueLine(issue)}\n`);
  process.stdout.write(`Test it with: dms-tui endpoint test ${endpoint.id}\n`);
}
