/** Tasks of one target share its ledger: they must not get into each other's way there. */
import { expect, test } from 'vitest';
import { describeProducts, dropAfterwards, freshSchema } from '../support/servers.ts';
import { copy } from './copying.ts';

const TASKS = 8;

describeProducts('tasks with one target', (server) => {
  test('may all start at the same moment, again and again', async () => {
    const [source, target] = [await server('a'), await server('b')];
    const control = await freshSchema(target, 'control');
    const schemas = await Promise.all(Array.from({ length: TASKS }, () => freshSchema(source, 'together')));
    for (const schema of schemas) {
      await source.query(`CREATE TABLE ${schema}.t (id INT PRIMARY KEY)`);
      await source.query(`INSERT INTO ${schema}.t VALUES (1), (2), (3)`);
      dropAfterwards(target, schema);
    }
    for (let round = 0; round < 3; round++) {
      const ended = await Promise.all(
        schemas.map((schema) =>
          copy({
            source,
            target,
            schema,
            task: schema.replace('_', '-'),
            lanes: 1,
            taskSettings: {
              FullLoadSettings: { TargetTablePrepMode: 'DROP_AND_CREATE', CommitRate: 1 },
              ControlTablesSettings: { ControlSchema: control },
            },
          }),
        ),
      );
      expect(ended.map(({ outcome, error, errors }) => ({ outcome, error, errors }))).toEqual(
        schemas.map(() => ({ outcome: 'done', error: null, errors: [] })),
      );
    }
  });
});
