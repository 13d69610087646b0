import type { Connection } from '../../../model/connection.ts';
import type { connections as english } from '../en/connections.ts';
import { moment } from '../moment.ts';
import { hops } from './hops.ts';

function result({ passed, hops: found }: Connection, outdated: boolean): string {
  const failed = found.find((hop) => hop.result === 'failed');
  if (outdated) return '그 뒤에 변경됨';
  if (passed || failed === undefined) return '정상';
  return `${hops.names[failed.hop]} 단계에서 실패`;
}

export const connections: typeof english = {
  last: (connection, outdated) => `${moment(connection.tested)} 테스트: ${result(connection, outdated)}`,
  one: (connection, outdated) => {
    const from = connection.instance === null ? '' : ` ${connection.instance}에서`;
    return `${moment(connection.tested)}${from}: ${result(connection, outdated)}`;
  },
};
