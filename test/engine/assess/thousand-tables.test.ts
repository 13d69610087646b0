/** An assessment of a thousand tables is a matter of seconds, however much is in them. */
import { availableParallelism, loadavg } from 'node:os';
import { beforeAll, expect, test } from 'vitest';
import { connect, describeProducts } from '../../support/servers.ts';
import { assess, freshGround, type Ground, preview } from './assessing.ts';

const TABLES = 1_000;
/** Of a machine with nothing else to do; where others want the same cores, it takes as much longer. */
const LIMIT_MS = 5_000;
const crowd = () => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

describeProducts('a thousand tables', (server, product) => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await freshGround(server, product);
    const connection = await connect(ground.source);
    for (let table = 0; table < TABLES; table++) {
      await connection.query(
        `CREATE TABLE ${ground.schema}.t${table} (id INT PRIMARY KEY, name VARCHAR(100), note TEXT,
           at DATETIME DEFAULT CURRENT_TIMESTAMP, KEY (name)) ENGINE=InnoDB`,
      );
    }
    await connection.end();
  });

  test(`are assessed and previewed in less than ${LIMIT_MS / 1_000} s each`, async () => {
    const { source, target, schema } = ground;
    const begun = performance.now();
    const assessed = await assess({ source, target, schema });
    const assessedMs = performance.now() - begun;
    expect(assessed.said).toEqual([]);
    expect(assessed.of('selection').found).toMatchObject({ tables: TABLES });
    const seen = await preview({ source, target, schema });
    const previewedMs = performance.now() - begun - assessedMs;
    expect(seen.tables).toHaveLength(TABLES);
    expect(assessedMs).toBeLessThan(LIMIT_MS * crowd());
    expect(previewedMs).toBeLessThan(LIMIT_MS * crowd());
  });
});
