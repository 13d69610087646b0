/** Words for what came of the last test of an endpoint. */
import type { Connection } from '../../../model/connection.ts';
import { moment } from '../moment.ts';
import { hops } from './hops.ts';

function result({ passed, hops: found }: Connection, outdated: boolean): string {
  const failed = found.find((hop) => hop.result === 'failed');
  if (outdated) return 'changed since';
  if (passed || failed === undefined) return 'works';
  return `fails at ${hops.names[failed.hop]}`;
}

export const connections = {
  /** `tested 14:03: works` */
  last: (connection: Connection, outdated: boolean) =>
    `tested ${moment(connection.tested)}: ${result(connection, outdated)}`,
  /** `14:03 from small-1: works` */
  one: (connection: Connection, outdated: boolean) => {
    const from = connection.instance === null ? '' : ` from ${connection.instance}`;
    return `${moment(connection.tested)}${from}: ${result(connection, outdated)}`;
  },
};
