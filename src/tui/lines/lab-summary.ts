/** The page at the end of a lab, in Markdown. */
import type { LabSummary } from '../../lab/lessons/summary.ts';
import { moment } from '../text/moment.ts';
import { exact, memory } from '../text/numbers.ts';
import { words } from '../text/words.ts';
import { seenLines } from './lab-lines.ts';

export function labSummary(summary: LabSummary): string {
  const { lab, common, counts } = words();
  const of = lab.summary;
  const minutes = Math.max(
    1,
    Math.round((Date.parse(summary.finished) - Date.parse(summary.started)) / 60_000),
  );
  const built = [
    ...(summary.instance === null
      ? []
      : [of.instance(code(summary.instance.id), sizeOf(summary.instance, counts.lanes))]),
    ...summary.endpoints.map(({ role, id, address }) =>
      of.endpoint(common.roles[role], code(id), code(address)),
    ),
    ...summary.tasks.map((id) => of.task(code(id))),
  ];
  const blocks = [
    `# ${of.title(lab.labs[summary.lab].title)}`,
    list([of.when(moment(summary.started, new Date(0)), minutes), of.setUp(summary.source, summary.target)]),
    `## ${of.built}`,
    list(built),
    `## ${of.measured}`,
    runs(summary),
    `## ${of.steps}`,
    list(summary.steps.map(stepLine)),
    `## ${of.repeat}`,
    ['~~~', ...summary.commands, '~~~'].join('\n'),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function sizeOf(
  { lanes, memoryBytes }: NonNullable<LabSummary['instance']>,
  lanesWords: (count: number) => string,
): string {
  return `${lanesWords(lanes)}, ${memory(memoryBytes)}`;
}

function runs({ runs: all }: LabSummary): string {
  if (all.length === 0) return '';
  const { columns, outcome } = words().lab.summary;
  const rows = all.map((run) => [
    code(run.task),
    exact(run.rows),
    (run.ms / 1000).toFixed(1),
    exact(run.truncated),
    outcome(run.outcome),
  ]);
  return [
    `| ${columns.task} | ${columns.rows} | ${columns.seconds} | ${columns.truncated} | ${columns.outcome} |`,
    '| --- | ---: | ---: | ---: | --- |',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

/** The title, and the first of what the check had seen: a page has no room for more. */
function stepLine({ id, state, seen }: LabSummary['steps'][number]): string {
  const { lab } = words();
  const { title } = lab.steps[id];
  if (state === 'skipped') return `${title}: ${lab.summary.skipped}`;
  if (state === 'open') return `${title}: ${lab.summary.open}`;
  const last = seen.at(-1);
  return last === undefined ? title : `${title}: ${seenLines(last)[0]!.replace(/:$/, '')}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `* ${line}`).join('\n');
}

function code(text: string): string {
  return `\`${text.replaceAll('`', '')}\``;
}
