/** Step: the target answers too, and nothing is there yet. */
import { looking } from '../doing/look.ts';
import { readsLists } from '../evidence/looking.ts';
import { type Step, verdict } from '../lesson.ts';
import { addressOf, secretOf } from './look-source.ts';

export const lookTarget: Step = {
  id: 'look-target',
  screen: 'browse.target',
  cards: ['one-hop'],
  needs: [],
  async check({ world }) {
    const asked = (await world.statements()).filter(({ side }) => side === 'target');
    if (!asked.some(readsLists)) return verdict([{ what: 'look.target' }]);
    const rows = await world.ask(
      'target',
      `SELECT SCHEMA_NAME AS s FROM information_schema.SCHEMATA
       WHERE SCHEMA_NAME NOT IN ('mysql', 'sys', 'information_schema', 'performance_schema') ORDER BY 1`,
    );
    return verdict([], [{ what: 'schemas', schemas: rows.map(({ s }) => String(s)) }]);
  },
  async doIt({ world }, report, signal) {
    const { note } = world.target!;
    const schemas = await looking(addressOf(note, 'target'), secretOf(note), signal, (catalog) =>
      catalog.schemas(signal),
    );
    report.done({ what: 'look.schemas', schemas });
  },
};
