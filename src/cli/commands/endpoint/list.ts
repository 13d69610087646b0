/** `endpoint list`: every saved endpoint in a line. */

import { isOutdated } from '../../../model/connection.ts';
import { showAddress } from '../../../model/endpoint-url.ts';
import { errorRecord } from '../../../model/errors.ts';
import { connectionsOf } from '../../../store/connections.ts';
import { readEndpoints } from '../../../store/endpoints.ts';
import { homeFolder } from '../../../store/home.ts';
import { padEnd, printable, width } from '../../../tui/layout/text.ts';
import { errorBlock } from '../../../tui/lines/run-lines.ts';
import { words } from '../../../tui/text/words.ts';
import { chooseLook, speaksUnicode } from '../../../tui/theme/look.ts';
import { EXIT } from '../../exit-code.ts';
import { endpointDocument } from './show.ts';

/** Returns the exit code: a damaged entry hides no other, and does not pass unseen. */
export async function listEndpoints({ json }: { readonly json?: boolean }): Promise<number> {
  const home = homeFolder();
  const { endpoints, damaged } = await readEndpoints(home);
  if (json) {
    process.stdout.write(
      `${JSON.stringify(
        endpoints.map((one) => endpointDocument(one, home)),
        null,
        2,
      )}\n`,
    );
  } else if (endpoints.length === 0 && damaged.length === 0) {
    process.stdout.write(`${words().savedEndpoint.none}\n`);
  } else {
    const widest = Math.max(0, ...endpoints.map((one) => width(one.id)));
    for (const endpoint of endpoints) {
      const { id, role, address, description } = endpoint;
      const about = description === null ? '' : `  ${description}`;
      const [last] = connectionsOf(home, id);
      const tested =
        last === undefined ? '' : `  ${words().connections.last(last, isOutdated(last, endpoint))}`;
      const line = `${padEnd(id, widest)}  ${words().common.roles[role]}  ${showAddress(address)}${about}${tested}`;
      process.stdout.write(`${printable(line)}\n`);
    }
  }
  const look = chooseLook({ unicode: speaksUnicode(), colour: false });
  for (const { error } of damaged) {
    for (const line of errorBlock(errorRecord(error), null, look)) process.stderr.write(`${line}\n`);
  }
  return damaged.length === 0 ? EXIT.done : EXIT.failed;
}
