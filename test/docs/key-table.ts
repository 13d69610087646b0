/** The keys of the console as the README lists them, made from the one file that names them. */
import { COMMAND_IDS, type CommandId, KEYS } from '../../src/tui/keys/commands.ts';
import { commands } from '../../src/tui/text/en/commands.ts';

/** Where the commands of an area act, in the order of the README. */
const AREAS: Readonly<Record<string, string>> = {
  app: 'everywhere',
  view: 'parts of a screen',
  list: 'lists',
  filter: 'a filter, while it is there',
  field: 'text fields and forms',
  task: 'tasks',
  run: 'a run',
  endpoint: 'endpoints',
  way: 'the whole way',
  browse: 'looking into an endpoint',
  instance: 'instances',
  wizard: 'a new migration',
  tables: 'choosing tables',
  assessment: 'the assessment',
  start: 'the start',
  lab: 'labs',
};

const START = '<!-- keys: made by npm run docs -->';
const END = '<!-- /keys -->';

/** One row for each area. @throws when a command belongs to none of them */
export function keyTable(): string {
  const lost = COMMAND_IDS.filter((id) => AREAS[areaOf(id)] === undefined);
  if (lost.length > 0) throw new Error(`no area of the key table is meant for ${lost.join(', ')}`);
  const rows = Object.entries(AREAS).map(([area, where]) => {
    const keys = COMMAND_IDS.filter((id) => areaOf(id) === area && KEYS[id].length > 0).map(
      (id) => `${KEYS[id].map(code).join(' ')} ${commands[id]}`,
    );
    return `| ${where} | ${keys.join(', ')} |`;
  });
  return ['| where | keys |', '| --- | --- |', ...rows].join('\n');
}

/** The README with the table as it is to be. */
export function withKeyTable(readme: string): string {
  const from = readme.indexOf(START);
  const to = readme.indexOf(END);
  if (from < 0 || to < from) throw new Error(`the README has no place for the keys: ${START} … ${END}`);
  return `${readme.slice(0, from + START.length)}\n\n${keyTable()}\n\n${readme.slice(to)}`;
}

function areaOf(id: CommandId): string {
  return id.split('.')[0]!;
}

function code(key: string): string {
  return `\`${key === 'escape' ? 'esc' : key}\``;
}
