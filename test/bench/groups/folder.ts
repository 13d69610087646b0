/** MySQL → CSV in a folder, against the client that everybody has. */
import { type Arena, compete } from '../contestant.ts';
import { CLIENT, clientToFile, oursToFolder } from '../folder-contestants.ts';
import { type Cargo, unloadSample } from '../mysql-contestants.ts';
import { textContent } from '../proof.ts';
import { resultLines } from '../report.ts';
import { against, resourceVerdicts } from './copy.ts';
import type { Findings } from './group.ts';

export async function folderGroup(arena: Arena): Promise<Findings> {
  const { ground, options, schema } = arena;
  const unload = await unloadSample(ground, schema);
  const content = await textContent([unload], { separator: '\t', nullMark: '\\N', header: false });
  const cargo: Cargo = { ground, schema, rows: options.rows, content };
  const contestants = [oursToFolder(cargo, false), clientToFile(cargo), oursToFolder(cargo, true)];
  const results = await compete(contestants, schema, arena);
  return {
    lines: resultLines(results, options.rows, 'MySQL → folder, CSV'),
    verdicts: [
      against(results, 'CSV ÷ mariadb --quick -B to a file', CLIENT, 0.75),
      ...resourceVerdicts(results, options.rows, 'CSV'),
    ],
    results,
  };
}
