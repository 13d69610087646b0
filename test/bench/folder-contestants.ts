/** Everyone who writes `sample1` of the source into a file of this machine. */
import { closeSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Contestant, timeLimitMs } from './contestant.ts';
import { type Cargo, missingOf, OURS, OURS_VALIDATED } from './mysql-contestants.ts';
import { ourCopy } from './our-copy.ts';
import { mustEqual, textContent } from './proof.ts';
import { timedCommand } from './timed-command.ts';

export const CLIENT = "mariadb --quick -B -e 'select *' > file";

/** The content is that of the server's own unload. */
export function oursToFolder(cargo: Cargo, validate: boolean): Contestant {
  const { ground, schema, rows, content } = cargo;
  const out = () => join(ground.work, 'out');
  return {
    name: validate ? OURS_VALIDATED : OURS,
    missing: null,
    run: () => ourCopy(ground, schema, pathToFileURL(out()).href, { validate, timeoutMs: timeLimitMs(rows) }),
    prove: async () => {
      const folder = join(out(), schema, 'sample1');
      const files = readdirSync(folder).map((name) => join(folder, name));
      mustEqual(await textContent(files, { separator: ',', nullMark: '', header: false }), content);
    },
  };
}

export function clientToFile(cargo: Cargo): Contestant {
  const { ground, schema, rows, content } = cargo;
  const file = () => join(ground.work, 'sample1.tsv');
  return {
    name: CLIENT,
    missing: missingOf(['mariadb'], 'apt-get install mariadb-client'),
    run: async () => {
      const output = openSync(file(), 'w');
      try {
        const words = ['--quick', '-B', '-e', 'select * from sample1', schema];
        const command = ['mariadb', `--defaults-file=${ground.clientFile('source')}`, ...words];
        return { seconds: await timedCommand(command, { output, timeoutMs: timeLimitMs(rows) }) };
      } finally {
        closeSync(output);
      }
    },
    prove: async () =>
      mustEqual(await textContent([file()], { separator: '\t', nullMark: 'NULL', header: true }), content),
  };
}
