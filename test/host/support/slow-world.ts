/** A saved task that takes some seconds, so that a test can do something meanwhile. */

import { behindSlowLine } from '../../e2e/support/slow-line.ts';
import { dropAfterwards, freshSchema, mariadb, type TestServer } from '../../support/servers.ts';
import { type SavedWorld, savedWorld } from './saved-world.ts';

/** As many as make a chunk: the table has thirty. */
export const COMMIT_ROWS = 400;
export const ROWS = 12_000;
/** Of the line to the target: 12 MB take six seconds. */
const BYTES_PER_SECOND = 2_000_000;

export interface Ground {
  readonly source: TestServer;
  readonly target: TestServer;
  readonly schema: string;
}

/** 12 MB in one table, made once for a file of tests. */
export async function makeGround(): Promise<Ground> {
  const [source, target] = [await mariadb('a'), await mariadb('b')];
  const schema = await freshSchema(source, 'process');
  dropAfterwards(target, schema);
  await source.query(`CREATE TABLE ${schema}.pictures (id INT PRIMARY KEY, note TEXT)`);
  await source.query(
    `INSERT INTO ${schema}.pictures SELECT seq, RPAD(MD5(seq), 1000, 'x') FROM ${schema}.seq_1_to_${ROWS}`,
  );
  await source.query(`ANALYZE TABLE ${schema}.pictures`);
  return { source, target, schema };
}

export async function slowWorld({ source, target, schema }: Ground, local: object = {}): Promise<SavedWorld> {
  await target.query(`DROP SCHEMA IF EXISTS ${schema}`);
  const slow = await behindSlowLine(target, BYTES_PER_SECOND);
  const control = `${schema}_control`;
  await target.query(`DROP SCHEMA IF EXISTS ${control}`);
  dropAfterwards(target, control);
  return await savedWorld(source, schema, slow, {
    taskSettings: {
      FullLoadSettings: { CommitRate: COMMIT_ROWS },
      ControlTablesSettings: { ControlSchema: control },
    },
    local: { lanes: 2, ...local },
  });
}
