import { expect, test } from 'vitest';
import { reportMarkdown } from '../../src/cli/report-markdown.ts';
import { addToReport, emptyReport } from '../../src/host/run-report.ts';
import { completed, finished, plan, recorded, started } from './support/recorded-run.ts';

test('the report holds every table, error, difference, note and the command that goes on', () => {
  const report = emptyReport();
  const tables = [
    completed('dees.movies', 62_423),
    completed('dees.a|`b`', 2, { validation: 'Mismatched records', skipped: 1 }),
  ];
  const events = recorded(
    [0, started],
    [
      1,
      {
        type: 'issue',
        issue: { code: 'translated', subject: 'dees.movies', detail: 'uca1400 became 0900.' },
      },
    ],
    [2, plan('dees.movies', 'dees.a|`b`')],
    [3, { type: 'rows.skipped', table: 'dees.a|`b`', chunk: 0, rows: 1, file: '/r/refused.jsonl' }],
    [
      4,
      {
        type: 'validation.difference',
        table: 'dees.a|`b`',
        difference: { low: null, high: ['7'], sourceRows: 3, targetRows: 2 },
      },
    ],
    [
      5,
      {
        type: 'error',
        table: 'dees.a|`b`',
        error: { kind: 'table.gone', facts: { table: 'dees.a|`b`' }, server: null, fix: null },
      },
    ],
    [31, finished(tables, { outcome: 'failed', resume: 'dms-tui run t.json --resume' })],
  );
  for (const event of events) addToReport(report, event);
  expect(reportMarkdown(report)).toBe(`# dees-copy: failed

* from \`mysql://reader@db1:3306/dees\` to \`mysql://writer@db2:3306/dees\`
* run 20261122-100000-7, 2026-11-22T10:00:00.000Z to 2026-11-22T10:00:31.000Z
* one moment for all tables, by a global read lock held for an instant (\`mysql-bin.000024:373\`)
* 62,425 rows, 640 MB in 31.2 s (load 28.0 s, validation 3.2 s) with 2 lanes

## Tables

| source | target | source rows | target rows | skipped | truncated | seconds | state | validation |
| --- | --- | ---: | ---: | ---: | ---: | ---: | --- | --- |
| \`dees.movies\` | \`dees.movies\` | 62,423 | 62,423 | 0 | 0 | 2.5 | completed | equal |
| \`\` dees.a\\|\`b\` \`\` | \`\` dees.a\\|\`b\` \`\` | 2 | 2 | 1 | 0 | 2.5 | completed | ROWS DIFFER |

## Errors

~~~
dees.a|\`b\` is no longer there.
  Cause: It was dropped or renamed on the source while the task ran.
  Next: Exclude it, or bring it back and start it again.
~~~

## Differences

* dees.a|\`b\`: rows differ after the start up to 7 (source 3 rows, target 2)

## To know

* translated: dees.movies: uca1400 became 0900.

## Rows left out

* \`/r/refused.jsonl\`

## Go on

~~~
dms-tui run t.json --resume
~~~
`);
});
