/** Every type with its hardest values, from either product to either, by the one way and the other. */
import { expect, test } from 'vitest';
import { copy, sharedSchema } from './copying.ts';
import { describeDirections } from './directions.ts';
import { contents, createTypeTables } from './type-world.ts';

describeDirections('every value of every type arrives', ({ to, ends }) => {
  test('by LOAD DATA', async () => {
    const { source, target } = ends;
    const schema = await sharedSchema(source, target, 'types');
    const tables = await createTypeTables(source, schema, to);
    const copied = await copy({ source, target, schema });
    const unequal = [...copied.tables.values()].filter((table) => table.validation !== 'Validated');
    expect(unequal.map((table) => `${table.source}: ${table.state}, ${table.validation}`)).toEqual([]);
    expect(copied.errors).toEqual([]);
    expect(copied.error).toBeNull();
    expect(copied.outcome).toBe('done');
    for (const table of copied.tables.values()) {
      expect(table).toMatchObject({
        state: 'Table completed',
        validation: 'Validated',
        skipped: 0,
        truncated: 0,
      });
    }
    expect(copied.tables.size).toBe(tables.length + 2);
    expect(await contents(target, schema, tables)).toEqual(await contents(source, schema, tables));
  });
});
