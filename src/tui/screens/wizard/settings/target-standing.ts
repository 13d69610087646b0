/** Which of the tables that are to go stand on the target already, and about how many rows they hold. */
import { parseTableMappings } from '../../../../model/mapping-parser.ts';
import { changeName } from '../../../../model/name-change.ts';
import { selectTables } from '../../../../model/select-tables.ts';
import { tableId } from '../../../../model/table.ts';
import { rulesFor } from '../../../../model/transformations.ts';
import type { Draft } from '../draft.ts';
import type { Standing } from './settings-state.ts';

/** Null where the target has no tables: a bucket, a folder. */
export async function readStanding(draft: Draft, signal: AbortSignal): Promise<Standing | null> {
  const { source, target, mappings } = draft;
  if (source === null || target?.address.engine !== 'mysql' || mappings === null) return null;
  const { openCatalog } = await import('../../../../endpoints/registry.ts');
  const from = await openCatalog(source.address, source.secrets, signal);
  const to = await openCatalog(target.address, target.secrets, signal);
  try {
    const { mappings: parsed } = parseTableMappings(mappings, 'table mappings');
    const listed = await from.tables(null, signal);
    const tables = listed.map((table) => ({
      ...table,
      estimatedRows: table.estimatedRows ?? 0,
      dataBytes: table.dataBytes ?? 0,
    }));
    const caseSensitive = from.namesAreCaseSensitive;
    const { selected } = selectTables(parsed, tables, { caseSensitive });
    const { schema } = target.address;
    const wanted = new Set(
      selected.map(({ name }) => {
        const rules = rulesFor(parsed, name, caseSensitive);
        return tableId({
          schema: rules.schema ? changeName(name.schema, rules.schema) : (schema ?? name.schema),
          table: rules.table ? changeName(name.table, rules.table) : name.table,
        });
      }),
    );
    const standing = (await to.tables(null, signal)).filter(({ name }) => wanted.has(tableId(name)));
    return {
      tables: standing.length,
      rows: standing.reduce((sum, table) => sum + (table.estimatedRows ?? 0), 0),
    };
  } finally {
    await from.close();
    await to.close();
  }
}
