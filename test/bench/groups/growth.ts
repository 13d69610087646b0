/** What the copy costs as the work grows: time per row and memory should not. */
import { type Arena, compete, median, type Result } from '../contestant.ts';
import { cargoOf, OURS, ours } from '../mysql-contestants.ts';
import { inMb, peakBytes, seconds, tableLines } from '../report.ts';
import { resourceVerdicts } from './copy.ts';
import type { Findings } from './group.ts';

export async function growthGroup(arena: Arena): Promise<Findings> {
  const { ground, options } = arena;
  const measured: { rows: number; result: Result }[] = [];
  for (const rows of options.sizes) {
    const isMain = rows === options.rows;
    const schema = isMain ? arena.schema : `bench_${rows}`;
    if (!isMain) await ground.makeSample(schema, rows);
    const cargo = await cargoOf(ground, schema, rows);
    const [result] = await compete([ours(cargo, false)], schema, arena);
    measured.push({ rows, result: { ...result!, name: `${OURS}, ${rows.toLocaleString('en')} rows` } });
    // Two schemas of this size at once would only need a larger disk.
    await ground.target.query(`DROP SCHEMA IF EXISTS ${schema}`);
    if (!isMain) await ground.source.query(`DROP SCHEMA ${schema}`);
  }
  return {
    lines: growthLines(measured),
    verdicts: measured.flatMap(({ rows, result }) =>
      resourceVerdicts([{ ...result, name: OURS }], rows, `${rows.toLocaleString('en')} rows`),
    ),
    results: measured.map(({ result }) => result),
  };
}

function growthLines(measured: readonly { rows: number; result: Result }[]): string[] {
  const head = ['Cost by the number of rows', 'seconds', 's per M', 'rows/s', 'CPU s/M', 'peak MB', ''];
  const body = measured.map(({ rows, result }) => {
    const time = median(result, seconds);
    const name = rows.toLocaleString('en');
    if (time === null) return [name, '-', '', '', '', '', result.problem ?? ''];
    const millions = rows / 1e6;
    const cpu = median(result, (round) => round.cpuSeconds)!;
    const peak = inMb(peakBytes(result))!;
    const rate = Math.round(rows / time).toLocaleString('en');
    return [
      name,
      time.toFixed(2),
      (time / millions).toFixed(2),
      rate,
      (cpu / millions).toFixed(2),
      peak.toFixed(0),
      '',
    ];
  });
  return tableLines([head, ...body]);
}
