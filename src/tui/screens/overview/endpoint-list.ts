/** The endpoints, one in a row: what each is, and what came of its last test. */
import { isOutdated } from '../../../model/connection.ts';
import type { EndpointAddress } from '../../../model/endpoint-url.ts';
import { printable } from '../../layout/text.ts';
import { words } from '../../text/words.ts';
import type { Look, Style } from '../../theme/look.ts';
import type { DataColumn } from '../../widgets/data-list.ts';
import type { EndpointRow } from './home-rows.ts';

export function endpointColumns(now: number, look: Look): DataColumn<EndpointRow>[] {
  const { endpointColumns: titles, engines } = words().home;
  const ofAddress =
    (cell: (address: EndpointAddress) => string) =>
    ({ endpoint }: EndpointRow) =>
      endpoint === null ? '' : printable(cell(endpoint.address));
  return [
    { title: titles.endpoint, align: 'left', shrinks: 'middle', cell: ({ id }) => printable(id) },
    {
      title: titles.role,
      align: 'left',
      shrinks: 'never',
      cell: ({ endpoint }) => (endpoint === null ? '' : words().common.roles[endpoint.role]),
    },
    {
      title: titles.engine,
      align: 'left',
      shrinks: 'never',
      goes: 2,
      cell: ofAddress(({ engine }) => engines[engine]),
    },
    { title: titles.place, align: 'left', shrinks: 'middle', cell: ofAddress(placeOf) },
    {
      title: titles.user,
      align: 'left',
      shrinks: 'middle',
      goes: 3,
      cell: ofAddress((address) => (address.engine === 'mysql' ? address.user : '')),
    },
    {
      title: titles.tested,
      align: 'left',
      shrinks: 'never',
      goes: 1,
      cell: (row) => testedCell(row, now, look),
      style: testedStyle,
    },
  ];
}

/** Where it is, without what the details tell. */
function placeOf(address: EndpointAddress): string {
  switch (address.engine) {
    case 'mysql': {
      const where = address.socket ?? `${address.host}:${address.port}`;
      return address.schema === null ? where : `${where}/${address.schema}`;
    }
    case 's3':
      return `s3://${address.bucket}/${address.folder}`;
    case 'folder':
      return address.path;
  }
}

function testedCell({ endpoint, connection, error }: EndpointRow, now: number, look: Look): string {
  const says = words().home;
  if (error !== null) return `${look.bad} ${says.unreadable}`;
  if (endpoint === null || connection === null) return `${look.dot.open} ${says.neverTested}`;
  if (isOutdated(connection, endpoint)) return `${look.dot.open} ${says.changedSince}`;
  const ago = says.ago(Math.max(0, now - Date.parse(connection.tested)));
  const failed = connection.hops.find(({ result }) => result === 'failed');
  if (failed === undefined) return `${look.ok} ${says.works(ago)}`;
  return `${look.bad} ${says.fails(words().hops.names[failed.hop], ago)}`;
}

function testedStyle({ endpoint, connection, error }: EndpointRow): Style | null {
  if (error !== null) return 'bad';
  if (endpoint === null || connection === null || isOutdated(connection, endpoint)) return null;
  return connection.passed ? 'ok' : 'bad';
}
