/** Hops and the whole way as lines of text. */
import type { Issue } from '../../model/errors.ts';
import type { AnyHop } from '../../model/hops.ts';
import type { EndpointLinks, LinkState } from '../../model/way.ts';
import { padEnd, padStart, printable, width } from '../layout/text.ts';
import { wrapped } from '../layout/wrap.ts';
import { foundWords } from '../text/hops.ts';
import { words } from '../text/words.ts';
import type { Look } from '../theme/look.ts';
import { foldedError, issueParts } from './folded.ts';

/** The longest name of a hop and a blank. */
const NAME_COLUMNS = 12;
const TIME_COLUMNS = 9;
/** Beyond this the time of a hop stands too far from its name. */
const WIDEST = 100;

/** One hop: its mark, what was found, how long it took; then what is to be known of it. */
export function hopLines(hop: AnyHop, look: Look, columns: number): string[] {
  const mark = { passed: look.ok, warned: look.warn, failed: look.bad }[hop.result];
  const style = { passed: 'ok', warned: 'warn', failed: 'bad' } as const;
  const time = padStart(words().time.milliseconds(hop.ms), TIME_COLUMNS);
  const head = `${look.paint(style[hop.result], mark)} ${padEnd(words().hops.names[hop.hop], NAME_COLUMNS)}`;
  const indent = width(mark) + 1 + NAME_COLUMNS;
  const widest = Math.min(columns, WIDEST);
  const room = widest - indent - TIME_COLUMNS;
  const [found = '', ...more] = wrapped(printable(foundWords(hop)), room);
  const lines = [`${head}${padEnd(found, room)}${look.paint('dim', time)}`];
  for (const line of more) lines.push(`${' '.repeat(indent)}${line}`);
  for (const issue of hop.issues) lines.push(...issueBlock(issue, indent, widest, look));
  if (hop.error !== null) lines.push(...foldedError(hop.error, look, widest));
  return lines;
}

function issueBlock(issue: Issue, indent: number, columns: number, look: Look): string[] {
  const { said, helps } = issueParts(issue, columns - indent);
  const style = issue.code === 'later' ? 'dim' : 'warn';
  const lines = [...said.map((line) => look.paint(style, line)), ...helps];
  return lines.map((line) => `${' '.repeat(indent)}${line}`);
}

/** A hop that will not be tested, since one before it failed. */
export function untestedLine(name: AnyHop['hop'], look: Look): string {
  return look.paint('dim', `- ${words().hops.names[name]}`);
}

/** `source DB ━✔━ source endpoint ━✔━ instance ━✔━ target endpoint ━✖━ target DB` */
export function wayLine(source: EndpointLinks, target: EndpointLinks, look: Look): string {
  const link = (state: LinkState) => linkMark(state, look);
  const { ends, instance } = words().way;
  return [
    `${ends.source.server} ${link(source.server)} ${ends.source.endpoint} ${link(source.network)} ${instance}`,
    ` ${link(target.network)} ${ends.target.endpoint} ${link(target.server)} ${ends.target.server}`,
  ].join('');
}

function linkMark(state: LinkState, look: Look): string {
  const line = look.link;
  switch (state) {
    case 'passed':
      return look.paint('ok', `${line}${look.ok}${line}`);
    case 'warned':
      return look.paint('warn', `${line}${look.warn}${line}`);
    case 'failed':
      return look.paint('bad', `${line}${look.bad}${line}`);
    default:
      return look.paint('dim', '- -');
  }
}
