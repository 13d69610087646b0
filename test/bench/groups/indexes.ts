/** MySQL → MySQL with three secondary indexes, which most of the target's work then goes into. */
import { type Arena, compete } from '../contestant.ts';
import { cargoOf, MYDUMPER, mydumper, ours } from '../mysql-contestants.ts';
import { resultLines } from '../report.ts';
import { against } from './copy.ts';
import type { Findings } from './group.ts';

/** A number, a text and a time, none of them in the order of the primary key. */
const INDEXES = ['ADD KEY by_account (account)', 'ADD KEY by_code (code)', 'ADD KEY by_created (created)'];

/** Changes the source's table: the last group that uses it. */
export async function indexesGroup(arena: Arena): Promise<Findings> {
  const { ground, options, schema } = arena;
  await ground.source.query(`ALTER TABLE ${schema}.sample1 ${INDEXES.join(', ')}`);
  const cargo = await cargoOf(ground, schema, options.rows);
  const results = await compete([ours(cargo, false), mydumper(cargo), ours(cargo, true)], schema, arena);
  return {
    lines: resultLines(results, options.rows, 'MySQL → MySQL, 3 secondary indexes'),
    verdicts: [against(results, 'with 3 indexes: copy ÷ mydumper + myloader', MYDUMPER, 0.9)],
    results,
  };
}
