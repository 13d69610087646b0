/** One value of 64 MB: memory is measured in multiples of it. */

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Arena, type Contestant, compete, type Result, timeLimitMs } from '../contestant.ts';
import { ourCopy } from '../our-copy.ts';
import { mustEqual, tableContent } from '../proof.ts';
import { inMb, peakBytes, resultLines, type Verdict } from '../report.ts';
import type { Findings } from './group.ts';

const SCHEMA = 'bench_large';
const TABLE = `${SCHEMA}.large`;
const VALUE_BYTES = 64 * 1024 ** 2;
/** The value as it came, the value as it goes, and the rest of the program. */
const MOST_TIMES = 3;

export async function largeObjectGroup(arena: Arena): Promise<Findings> {
  const { ground } = arena;
  await ground.source.query(`CREATE SCHEMA ${SCHEMA}`);
  await ground.source.query(`CREATE TABLE ${TABLE} (id INT PRIMARY KEY, body LONGBLOB NOT NULL)`);
  const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('hex');
  await ground.source.query(`INSERT INTO ${TABLE} VALUES (1, REPEAT(X'${everyByte}', ${VALUE_BYTES / 256}))`);
  const contestants = [toMysql(arena, await tableContent(ground.source, TABLE)), toFolder(arena)];
  const results = await compete(contestants, SCHEMA, arena);
  return {
    lines: resultLines(results, null, 'One value of 64 MB'),
    verdicts: results.map(verdict),
    results,
  };
}

function verdict(result: Result): Verdict {
  return {
    what: `${result.name}: peak memory of Node`,
    figure: inMb(peakBytes(result)),
    target: inMb(MOST_TIMES * VALUE_BYTES)!,
    unit: 'MB',
  };
}

function toMysql({ ground }: Arena, content: string): Contestant {
  const options = { validate: true, timeoutMs: timeLimitMs(0) };
  return {
    name: '64 MB value → MySQL, validated',
    missing: null,
    run: () => ourCopy(ground, SCHEMA, ground.target.url(), options),
    prove: async () => mustEqual(await tableContent(ground.target, TABLE), content),
  };
}

/** In CSV binary values are hexadecimal: `1,` in front, a line feed behind. */
const CSV_BYTES = 2 * VALUE_BYTES + 3;

function toFolder({ ground }: Arena): Contestant {
  const out = () => join(ground.work, 'out');
  const options = { validate: true, timeoutMs: timeLimitMs(0) };
  return {
    name: '64 MB value → folder, validated',
    missing: null,
    run: () => ourCopy(ground, SCHEMA, pathToFileURL(out()).href, options),
    prove: async () => {
      const folder = join(out(), SCHEMA, 'large');
      const sizes = readdirSync(folder).map((name) => statSync(join(folder, name)).size);
      mustEqual(sizes.join(), String(CSV_BYTES));
    },
  };
}
