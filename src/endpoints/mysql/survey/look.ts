/** What a server is and how it is set, as the test of an endpoint sees it. */
import type { EndpointRole } from '../../../model/hops.ts';
import type { ServerLook } from '../../survey-contract.ts';
import type { Server } from '../server.ts';
import { recogniseServer, SERVER_MARKS, tooOld } from '../server-hop.ts';
import type { Session } from '../session.ts';
import { settingsHop } from '../settings-hop.ts';
import { readVariables } from '../variables.ts';

export async function lookAtServer(
  session: Session,
  role: EndpointRole,
  { localInfile, maxPacketBytes }: Server,
): Promise<ServerLook> {
  const variables = await readVariables(session, SERVER_MARKS);
  const server = recogniseServer(variables, session.credentials.address.host);
  const { found, issues } = await settingsHop(session, role);
  return {
    server,
    issues: tooOld(server, variables),
    settings: found.values,
    // What other kinds of tasks would need is of no use to this one.
    settingIssues: issues.filter(({ code }) => code !== 'later'),
    statementLimitBytes: role === 'source' || localInfile ? null : maxPacketBytes,
  };
}
