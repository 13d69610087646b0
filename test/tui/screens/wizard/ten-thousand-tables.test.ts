/** Choosing among ten thousand tables stays instant. */
import { expect, test } from 'vitest';
import type { ListedTable } from '../../../../src/endpoints/catalog-contract.ts';
import { drawTables } from '../../../../src/tui/screens/wizard/tables/draw-tables.ts';
import { withPattern } from '../../../../src/tui/screens/wizard/tables/rules.ts';
import { newTables, takenOf, withTables } from '../../../../src/tui/screens/wizard/tables/tables-state.ts';
import { textField } from '../../../../src/tui/state/text-field.ts';
import { chooseLook } from '../../../../src/tui/theme/look.ts';

const look = chooseLook({ unicode: true, colour: true });
const room = { columns: 120, rows: 40 };

const listed: readonly ListedTable[] = Array.from({ length: 10_000 }, (_, index) => ({
  name: { schema: `schema_${index % 20}`, table: `table_${String(index).padStart(5, '0')}_2026_11` },
  kind: 'table',
  engine: 'InnoDB',
  estimatedRows: index,
  dataBytes: index * 100,
  key: ['id'],
}));

/** Of the processor, as other tests are at work besides. */
function milliseconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

test('a picture while a pattern is typed, and what rules take of them', () => {
  const ready = withTables(newTables(withPattern([], 'schema\\_1%.%')), listed, true);
  const typing = { ...ready, shut: [], prompt: { kind: 'pattern', field: textField('schema_7.%') } } as const;
  expect(takenOf(typing).tables).toBe(5_500);
  drawTables(typing, room, look);
  const spent = milliseconds(() => {
    for (let picture = 0; picture < 10; picture += 1) {
      expect(drawTables(typing, room, look).lines).toHaveLength(room.rows);
    }
  });
  expect(spent / 10).toBeLessThan(60);
});
