/** Tells what was saved, and what of it a person must know. */
import type { SavedEndpoint } from '../../../model/endpoint.ts';
import type { Issue } from '../../../model/errors.ts';
import { printable } from '../../../tui/layout/text.ts';
import { words } from '../../../tui/text/words.ts';
import { sayIssue } from '../../say-issue.ts';
import { endpointLines } from './show.ts';

export function saySaved(
  endpoint: SavedEndpoint,
  done: 'saved' | 'replaced' | 'changed',
  issues: readonly Issue[],
): void {
  const { savedEndpoint: of } = words();
  const [, ...lines] = endpointLines(endpoint);
  const text = [of.done[done](endpoint.role, endpoint.id), ...lines];
  process.stdout.write(`${text.map(printable).join('\n')}\n`);
  for (const issue of issues) sayIssue(issue);
  process.stdout.write(`${of.testWith} dms-tui endpoint test ${endpoint.id}\n`);
}
