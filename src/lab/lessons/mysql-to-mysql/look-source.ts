/** Step: a look into the source, as with a workbench. */
import { parseEndpointUrl } from '../../../model/endpoint-url.ts';
import type { ConnectionNote } from '../../world/facts.ts';
import { looking } from '../doing/look.ts';
import { readsTable } from '../evidence/looking.ts';
import { ALL_TABLES, countRows, SCHEMA } from '../evidence/tables.ts';
import { type Step, verdict } from '../lesson.ts';

/** Enough to see what kind of rows they are. */
const FIRST_ROWS = 5;

export const lookSource: Step = {
  id: 'look-source',
  screen: 'browse.source',
  cards: [],
  needs: [],
  async check({ world }) {
    const asked = (await world.statements()).filter(({ side }) => side === 'source');
    const tables = ALL_TABLES.filter((table) => !asked.some((one) => readsTable(one, table)));
    if (tables.length > 0) return verdict([{ what: 'look.tables', tables }]);
    const counted = await countRows(world, 'source', ALL_TABLES);
    return verdict([], [{ what: 'counts', side: 'source', tables: counted }]);
  },
  async doIt({ world }, report, signal) {
    const { note } = world.source;
    await looking(addressOf(note, 'source'), secretOf(note), signal, async (catalog) => {
      for (const { name, estimatedRows } of await catalog.tables([SCHEMA], signal)) {
        await catalog.rows(name, FIRST_ROWS, signal);
        const table = `${name.schema}.${name.table}`;
        report.done({ what: 'look.table', side: 'source', table, rows: estimatedRows });
      }
    });
  },
};

/** What a note stands for. */
export function addressOf({ url, user, port }: ConnectionNote, role: 'source' | 'target') {
  return parseEndpointUrl(`mysql://${encodeURIComponent(user)}@${url}:${port}`, role).address;
}

export function secretOf({ password }: ConnectionNote) {
  return { password, bastion: null };
}
