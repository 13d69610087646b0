/** What was seen of an endpoint, as JSON: every number and name as it is, nothing rounded or cut further. */
import type { ListedTable } from '../../endpoints/catalog-contract.ts';
import type { EndpointIdentity } from '../../endpoints/contract.ts';
import { countTables, type TableCounts } from '../../model/match-tables.ts';
import type { Seen } from './look-around.ts';

export function seenDocument(identity: EndpointIdentity, seen: Seen): object {
  const endpoint = { family: identity.family, product: identity.product, address: identity.address };
  switch (seen.kind) {
    case 'schemas':
      return { endpoint, counts: countTables(seen.all), schemas: seen.schemas };
    case 'tables':
      return {
        endpoint,
        pattern: seen.pattern,
        matched: countTables(seen.matched),
        of: namesOf(seen.all),
        tables: seen.matched.slice(0, seen.limit).map(({ name, ...facts }) => ({ ...name, ...facts })),
      };
    case 'near':
      return {
        endpoint,
        pattern: seen.pattern,
        matched: countTables(seen.matched),
        of: namesOf(seen.all),
        tables: seen.seen.map(({ table: { name, ...facts }, description, sample }) => ({
          ...name,
          ...facts,
          ...description,
          ...(sample && { rows: { columns: sample.columns, values: sample.rows } }),
        })),
      };
  }
}

/** Of tables that do not match, sizes are not asked for. */
function namesOf(all: readonly ListedTable[]): Pick<TableCounts, 'tables' | 'views'> {
  const { tables, views } = countTables(all);
  return { tables, views };
}
